package bwdc.cli;

/** {@code bwdc approve}: lets a hold go with the next sync. */
final class ApproveCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("approve", "Let what a hold shows go out with the next sync.")
                .arguments(Spec.required("number", "the hold's number, see bwdc holds"))
                .notes("Covers exactly what the hold shows; whatever is added later is held again.")
                .examples(Spec.example("bwdc approve 3", "hold 3 is right"));
    }

    @Override
    public Result run(Call call) {
        var decision = Decision.open(call);
        decision.write(decision.holds().approve(decision.hold().number()));
        return Result.Message.of(
                "Hold " + decision.hold().number() + " is approved.",
                HoldText.summary(decision.hold()) + "; the next sync does it.");
    }
}
