package bwdc.cli;

import bwdc.run.HoldsFile;
import bwdc.sync.Hold;
import bwdc.sync.Holds;
import java.time.Duration;

/** {@code bwdc holds}: what waits for a decision. */
final class HoldsCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("holds", "Show removals and other changes that wait for an approval.")
                .options(Spec.flag("json", "print JSON"))
                .notes(
                        "A sync that would remove too much sends everything else and keeps the removals as a hold with a"
                                + " number (docs/safety.md).",
                        "A hold is about exactly what it shows: when the directory changes, it gets another number.")
                .examples(
                        Spec.example("bwdc holds", "everything that waits"),
                        Spec.example("bwdc approve 3", "let hold 3 go with the next sync"));
    }

    @Override
    public Result run(Call call) {
        var holds = call.workspace().holds().read();
        var data = HoldsFile.json(holds).put("object", "holds");
        if (call.has("json")) {
            return new Result.Data(data);
        }
        return new Result.Report(text(holds, call.host().clock().instant().getEpochSecond()), data);
    }

    private static String text(Holds holds, long now) {
        var text = new StringBuilder();
        for (var hold : holds.holds()) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(hold.number())
                    .append("  ")
                    .append(HoldText.summary(hold))
                    .append("\n   ")
                    .append(state(hold, now));
            HoldText.changes(hold, Integer.MAX_VALUE)
                    .forEach(line -> text.append("\n   ").append(line));
        }
        if (!holds.rejected().isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append("decided earlier and left alone: ")
                    .append(holds.rejected().size());
        }
        return text.isEmpty() ? "Nothing waits." : text.toString();
    }

    private static String state(Hold hold, long now) {
        long left = hold.expires() - now;
        if (left <= 0) {
            return "expired; the next sync looks again";
        }
        var time = Times.words(Duration.ofSeconds(left));
        return (hold.approved() ? "approved, goes with the next sync that may; good for " : "can be approved for ")
                + time;
    }
}
