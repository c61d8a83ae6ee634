package bwdc.cli;

/** {@code bwdc reject}: keeps what a hold shows from being proposed again. */
final class RejectCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("reject", "Leave alone what a hold shows, until the directory changes about it.")
                .arguments(Spec.required("number", "the hold's number, see bwdc holds"))
                .notes(
                        "A person who was rejected for removal stays until they are back in the directory and leave anew.")
                .examples(Spec.example("bwdc reject 3", "hold 3 is wrong"));
    }

    @Override
    public Result run(Call call) {
        var decision = Decision.open(call);
        decision.write(decision.holds().reject(decision.hold().number()));
        return Result.Message.of(
                "Hold " + decision.hold().number() + " is rejected.",
                HoldText.summary(decision.hold()) + "; that is not done, and not proposed again.");
    }
}
