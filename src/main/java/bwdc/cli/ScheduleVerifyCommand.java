package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.host.Account;
import bwdc.json.JsonObject;
import bwdc.run.RunRecord;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.Check;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.Jobs;
import bwdc.schedule.install.Verification;
import java.util.ArrayList;
import java.util.List;

/** {@code bwdc schedule verify}: finds what would fail at night. */
final class ScheduleVerifyCommand implements Command {
    private final List<SchedulerType> types;

    ScheduleVerifyCommand(List<SchedulerType> types) {
        this.types = types;
    }

    @Override
    public Spec spec() {
        return Spec.of("schedule verify", "Check that a job, or every job, will work at night.")
                .arguments(Spec.optional("name", "the job; all of them when left out"))
                .options(Spec.flag("json", "print JSON"))
                .notes("A line for each check; exit status 3 when one fails. As root it looks at everything the way the"
                        + " account of the job sees it, a sign-in included.")
                .examples(
                        Spec.example("bwdc schedule verify nightly", "one job"),
                        Spec.example("bwdc schedule verify", "all jobs"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var jobs = Jobs.of(call.host(), caller);
        var chosen = call.word(0).map(name -> List.of(jobs.known(name))).orElseGet(jobs::list);
        List<JsonObject> results = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean passed = true;
        for (var each : chosen) {
            var checks = checks(call, each, caller);
            passed &= checks.stream().allMatch(Check::passed);
            texts.add(text(each, checks));
            results.add(json(each, checks));
        }
        var data = new JsonObject()
                .put("object", "verification")
                .put("passed", passed)
                .put("jobs", results);
        if (call.has("json") || call.flags().response()) {
            call.output().print(data);
        } else {
            call.output().lines(chosen.isEmpty() ? "There are no jobs." : String.join("\n\n", texts));
        }
        return new Result.Done(passed ? 0 : ExitCode.SETTINGS.number());
    }

    private List<Check> checks(Call call, InstalledJob each, Account caller) {
        var now = call.host().clock().instant();
        return Verification.of(
                each,
                caller,
                Schedulers.of(types, each.on(), caller, now),
                now,
                JobRuns.last(each.job()).map(RunRecord::started));
    }

    private static String text(InstalledJob job, List<Check> checks) {
        var table = new Table();
        for (var check : checks) {
            table.row(check.passed() ? "ok" : "FAIL", check.subject(), check.detail());
            if (check.remedy() != null) {
                table.row("", "", "hint: " + check.remedy());
            }
        }
        long failed = checks.stream().filter(check -> !check.passed()).count();
        return job.job().name() + "\n" + table.text() + "\n"
                + (failed == 0
                        ? "All " + checks.size() + " checks passed."
                        : failed + " of " + checks.size() + " checks failed.");
    }

    private static JsonObject json(InstalledJob job, List<Check> checks) {
        return new JsonObject()
                .put("job", job.job().name())
                .put("passed", checks.stream().allMatch(Check::passed))
                .put(
                        "checks",
                        checks.stream()
                                .map(check -> new JsonObject()
                                        .put("subject", check.subject())
                                        .put("passed", check.passed())
                                        .put("detail", check.detail())
                                        .put("remedy", check.remedy()))
                                .toList());
    }
}
