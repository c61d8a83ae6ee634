package bwdc.cli;

import bwdc.run.ReviewedPlan;
import bwdc.run.RunOptions;
import bwdc.run.Trigger;
import java.nio.file.Path;
import java.util.Optional;

/** {@code bwdc apply}: does what a reviewed plan says, and nothing else. */
final class ApplyCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("apply", "Do exactly what a reviewed plan says, or nothing.")
                .arguments(Spec.required("file", "what `bwdc plan --out` wrote"))
                .options(Spec.valued(
                        TimeLimit.OPTION, "time", "end the run after 90s, 15m, 2h (BWDC_TIME_LIMIT; 2h when not set)"))
                .notes("Plans again before anything is sent. When another plan comes out, because the directory or the"
                        + " organization has changed since, nothing is sent, and it exits with 7.")
                .examples(Spec.example("bwdc apply plan.json", "after `bwdc plan --out plan.json`"));
    }

    @Override
    public Result run(Call call) {
        var plan = ReviewedPlan.read(Path.of(call.words().getFirst()));
        var run = new RecordedSync(
                call,
                call.workspace(),
                LogTarget.of(call, Optional.empty()),
                Trigger.MANUAL,
                Optional.empty(),
                RunOptions.USUAL.withResending(),
                Optional.of(plan));
        return SyncCommand.said(run.sync(TimeLimit.of(call)));
    }
}
