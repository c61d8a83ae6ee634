package bwdc.cli;

import bwdc.host.Account;
import bwdc.schedule.install.Credentials;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.Installer;
import bwdc.schedule.install.JobText;
import bwdc.schedule.install.Jobs;
import bwdc.settings.RunLock;
import java.util.stream.Collectors;

/** {@code bwdc schedule remove}: takes a job away and puts back what stood there before it. */
final class ScheduleRemoveCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("schedule remove", "Take a job away; everything else stays as it was before it.")
                .arguments(Spec.required("name", "the job"))
                .options(Spec.flag("force", "even what was changed by hand since"), Spec.flag("json", "print JSON"))
                .notes("The account, its folder, its history and log stay.")
                .examples(Spec.example("bwdc schedule remove nightly", "no more nightly runs"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var jobs = Jobs.of(call.host(), caller);
        var job = jobs.known(call.word(0).orElseThrow());
        try (var _ = RunLock.acquire(jobs.folder(), call.host().clock().instant())) {
            new Installer(jobs, caller.name()).remove(job, call.has("force"));
            Credentials.forget(job.job());
        }
        if (call.has("json")) {
            return new Result.Data(JobText.of(job));
        }
        return Result.Message.of(
                job.job().name() + " is gone.",
                "Taken away from "
                        + job.parts().stream().map(InstalledJob.Part::title).collect(Collectors.joining(", "))
                        + ".\nThe folder " + job.job().folder() + " stays.");
    }
}
