package bwdc.cli;

import bwdc.host.Account;
import bwdc.run.DaemonMark;
import bwdc.run.History;
import bwdc.run.Outcome;
import bwdc.run.RunRecord;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.Jobs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of the runs of jobs: those that were, and those to come. */
final class JobRuns {
    private JobRuns() {}

    /** The last run of a job that began, as far as the caller may look into its folder. */
    static Optional<RunRecord> last(ScheduledJob job) {
        var folder = Path.of(job.folder());
        if (!java.nio.file.Files.isReadable(folder)) {
            return Optional.empty();
        }
        return new History(folder, sentence -> {})
                .records().reversed().stream()
                        .filter(run -> run.job().equals(Optional.of(job.name())))
                        .findFirst();
    }

    /** {@code 2026-11-25T02:30:01+01:00, imported in 0.4 s}. */
    static String words(RunRecord run) {
        return Times.local(run.started()) + ", " + run.outcome().text()
                + run.took().map(time -> " in " + Times.words(time)).orElse("")
                + run.error().map(error -> ": " + error).orElse("");
    }

    /** When a job is due, by what its scheduler will do. */
    static Optional<Instant> next(InstalledJob job, List<SchedulerType> types, Account caller, Instant now) {
        return Schedulers.of(types, job.on(), caller, now).runs(job.job(), now).findFirst();
    }

    /** When the job that the call names, or else any job or daemon of the call's folder, is due. */
    static Optional<Instant> next(Call call, List<SchedulerType> types) {
        var caller = Account.current();
        var now = call.host().clock().instant();
        var folder = folder(call).toString();
        var jobs = Jobs.of(call.host(), caller).list().stream()
                .filter(each -> call.option("job")
                        .map(name -> name.equals(each.job().name()))
                        .orElseGet(() -> each.job().folder().equals(folder)))
                .flatMap(each -> next(each, types, caller, now).stream());
        return Stream.concat(jobs, daemon(call, now).stream()).min(Comparator.naturalOrder());
    }

    /** When a daemon is due that works on the call's folder; while it syncs, nobody knows. */
    private static Optional<Instant> daemon(Call call, Instant now) {
        return call.option("job").orElse(DaemonCommand.JOB).equals(DaemonCommand.JOB)
                ? new DaemonMark(folder(call)).next().filter(at -> !at.isBefore(now))
                : Optional.empty();
    }

    /** The folder of the job that {@code --job} names, if this machine has that job; else that of the caller. */
    static Path folder(Call call) {
        return named(call).map(job -> Path.of(job.folder())).orElseGet(call.workspace()::folder);
    }

    /** The job that {@code --job} names, if this machine has it. */
    static Optional<ScheduledJob> named(Call call) {
        return call.option("job")
                .flatMap(name -> Jobs.of(call.host(), Account.current()).find(name))
                .map(InstalledJob::job);
    }

    /** How long the last runs of this folder took. */
    static List<java.time.Duration> recent(Call call) {
        return new History(call.workspace().folder(), sentence -> {})
                .records().reversed().stream()
                        .filter(run -> run.isSync() && run.outcome() != Outcome.LOCKED)
                        .flatMap(run -> run.took().stream())
                        .limit(10)
                        .toList();
    }
}
