package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.json.JsonObject;
import bwdc.schedule.Explanation;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.install.AsUser;
import bwdc.schedule.install.CronAccess;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.Installer;
import bwdc.schedule.install.JobAccount;
import bwdc.schedule.install.JobFolder;
import bwdc.schedule.install.JobText;
import bwdc.schedule.install.Jobs;
import bwdc.schedule.install.Machine;
import bwdc.settings.RunLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a job on this machine, step by step, each of which may find itself done already. The schedule comes last, so that
 * nothing runs before all it needs is there.
 */
final class JobAddition {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Call call;
    private final Account caller;
    private final String on;
    private final Scheduler scheduler;
    private final List<Step> steps = new ArrayList<>();

    /** What was done, in two words and a sentence. */
    private record Step(String subject, String detail) {}

    JobAddition(Call call, Account caller, String on, Scheduler scheduler) {
        this.call = call;
        this.caller = caller;
        this.on = on;
        this.scheduler = scheduler;
    }

    Result run() {
        var jobs = Jobs.of(call.host(), caller);
        // Everything that can be wrong with what was typed is found before anything changes.
        var asked = new JobOptions(call, caller).here(named());
        ScheduleAddCommand.plan(call, asked, scheduler);
        jobs.ensure();
        try (var _ = RunLock.acquire(jobs.folder(), call.host().clock().instant())) {
            return add(jobs);
        }
    }

    /** The account that was asked for, which may not exist yet. */
    private Account named() {
        var name = call.option("user").orElse(caller.name());
        if (!caller.root() && !name.equals(caller.name())) {
            throw Fault.of(ExitCode.USAGE, "Only root can add a job for another user.")
                    .hint("sudo bwdc schedule add …, or leave out --user");
        }
        return Account.find(name).orElseGet(() -> new Account(name, Path.of("/var/lib", name)));
    }

    private Result add(Jobs jobs) {
        var installer = new Installer(jobs, caller.name());
        var account = account();
        var job = new JobOptions(call, caller).here(account);
        var earlier = jobs.find(job.name());
        folder(job, account);
        program(job, account);
        job = new JobSecret(call, caller, account, on.equals("systemd") && caller.root())
                .give(job, earlier, this::done);
        var installation = ScheduleAddCommand.plan(call, job, scheduler);
        var parts = installer.parts(job, installation, earlier);
        if (!call.has("force")) {
            installer.refuseStrangers(job, parts);
        }
        var access = new CronAccess();
        var need = need(call, on, job, access);
        boolean allowed = need != CronAccess.Need.NOTHING
                || earlier.map(InstalledJob::allowed).orElse(false);
        var installed = new InstalledJob(
                job,
                on,
                earlier.map(InstalledJob::added).orElse(call.host().clock().instant()),
                parts,
                installation.disable(),
                allowed);
        if (need == CronAccess.Need.NOTHING && installer.stands(installed, earlier)) {
            done("schedule", "was as asked for already");
        } else {
            tell(need, job, access);
            installer.apply(installed, need, installation, earlier);
            parts.forEach(part -> done("schedule", part.title()));
        }
        return told(installed, installation.notes());
    }

    private void done(String subject, String detail) {
        steps.add(new Step(subject, detail));
    }

    private Account account() {
        var name = call.option("user").orElse(caller.name());
        var known = Account.find(name);
        if (known.isPresent()) {
            return known.get();
        }
        if (!call.has("yes")
                && !Prompt.agrees(
                        call,
                        "There is no user " + name + ". Make the system user " + name + " with the home /var/lib/"
                                + name + "?",
                        "--yes")) {
            throw Fault.of(ExitCode.USAGE, "There is no user " + name + ".").hint("--yes makes it without asking");
        }
        var made = JobAccount.create(name);
        done("user", name + " made, its home is " + made.home());
        return made;
    }

    private void folder(ScheduledJob job, Account account) {
        var from = call.workspace().folder();
        if (caller.root() && JobFolder.prepare(Path.of(job.folder()), account, from, call.host())) {
            done("folder", job.folder() + ", with the settings of " + from);
        } else {
            done("folder", job.folder());
        }
    }

    /** The program must run as the account, which /root or a private checkout does not allow. */
    private void program(ScheduledJob job, Account account) {
        var ended = new AsUser(caller, account, job).run(LIMIT, List.of(job.program(), "--version"));
        if (!ended.well()) {
            throw Fault.of(ExitCode.SETTINGS, job.program() + " does not run as " + account.name() + ".")
                    .details(ended.err().lines().limit(5).toList())
                    .hint("./install puts bwdc where every user can run it; --program names another place");
        }
    }

    private static CronAccess.Need need(Call call, String on, ScheduledJob job, CronAccess access) {
        return on.equals("cron") && job.user().isPresent()
                ? access.need(job.user().get(), call.has("cron-allow"))
                : CronAccess.Need.NOTHING;
    }

    private void tell(CronAccess.Need need, ScheduledJob job, CronAccess access) {
        var user = job.user().orElse("");
        switch (need) {
            case NOTHING -> {}
            case A_LINE -> done("cron access", user + " put into " + access.allowList());
            case A_LIST ->
                done("cron access", access.allowList() + " made, of " + String.join(", ", access.inNewList(user)));
        }
    }

    private Result told(InstalledJob installed, List<String> notes) {
        var job = installed.job();
        var text = new StringBuilder();
        var table = new Table();
        steps.forEach(step -> table.row(step.subject(), step.detail()));
        text.append(table.text()).append('\n');
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        if (on.equals("cron") && !Machine.cronRuns()) {
            text.append("warning: cron is not running, so nothing will run; service cron start\n");
        }
        text.append(job.name())
                .append(": ")
                .append(Explanation.of(job.schedule()))
                .append(" (")
                .append(job.schedule().zone())
                .append(")");
        next(job).ifPresent(time -> text.append(", next at ").append(Times.local(time)));
        text.append(".\n`bwdc schedule verify ")
                .append(job.name())
                .append("` checks it, `bwdc schedule run ")
                .append(job.name())
                .append("` runs it now.");
        var data = JobText.of(installed)
                .put(
                        "steps",
                        steps.stream()
                                .map(step -> new JsonObject()
                                        .put("subject", step.subject())
                                        .put("detail", step.detail()))
                                .toList())
                .put("notes", notes)
                .put("next", next(job).map(Instant::toString).orElse(null));
        return call.has("json") ? new Result.Data(data) : new Result.Report(text.toString(), data);
    }

    private java.util.Optional<Instant> next(ScheduledJob job) {
        return scheduler.runs(job, call.host().clock().instant()).findFirst();
    }
}
