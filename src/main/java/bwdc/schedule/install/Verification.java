package bwdc.schedule.install;

import static bwdc.schedule.install.Check.bad;
import static bwdc.schedule.install.Check.good;

import bwdc.host.Account;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for everything that would make a job fail at night, or not run at all. */
public final class Verification {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** How late a run may come before it counts as missing. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final InstalledJob installed;
    private final ScheduledJob job;
    private final Account caller;
    private final Scheduler scheduler;
    private final Instant now;
    private final Optional<Instant> lastStart;
    private final List<Check> checks = new ArrayList<>();

    private Verification(
            InstalledJob installed, Account caller, Scheduler scheduler, Instant now, Optional<Instant> lastStart) {
        this.installed = installed;
        this.job = installed.job();
        this.caller = caller;
        this.scheduler = scheduler;
        this.now = now;
        this.lastStart = lastStart;
    }

    /**
     * All checks, in the order in which one depends on another.
     *
     * @param lastStart when the job last began a run
     */
    public static List<Check> of(
            InstalledJob installed, Account caller, Scheduler scheduler, Instant now, Optional<Instant> lastStart) {
        var verification = new Verification(installed, caller, scheduler, now, lastStart);
        verification.parts();
        verification.scheduler();
        verification.zone();
        var name = installed.job().user().orElse(caller.name());
        Account.find(name)
                .ifPresentOrElse(
                        account -> verification.account(account),
                        () -> verification.checks.add(bad(
                                "user",
                                "there is no user " + name,
                                "bwdc schedule add " + installed.job().name() + " … makes it again")));
        verification.lastRun();
        return verification.checks;
    }

    private void parts() {
        var place = new Parts(job.name());
        for (var part : installed.parts()) {
            var now = place.read(part);
            if (now == null) {
                checks.add(bad("schedule", part.title() + " has lost it", again()));
            } else if (!now.equals(part.content())) {
                checks.add(bad(
                        "schedule",
                        part.title() + " was changed since: "
                                + String.join(" | ", Difference.between(part.content(), now)),
                        again() + " --force puts it back"));
            } else if (!place.stands(part)) {
                checks.add(bad(
                        "schedule",
                        part.title() + " has not the mode " + part.mode(),
                        "chmod " + part.mode() + " " + part.path()));
            } else {
                checks.add(good("schedule", part.title()));
            }
        }
    }

    private String again() {
        return "bwdc schedule add " + job.name() + " with the same options";
    }

    private void scheduler() {
        switch (installed.on()) {
            case "cron" -> cron();
            case "systemd" -> timer();
            case "launchd" ->
                command("scheduler", List.of("launchctl", "print", "system/bwdc." + job.name()), "launchd knows it");
            case "windows" ->
                command(
                        "scheduler",
                        List.of("schtasks", "/query", "/tn", "bwdc\\" + job.name()),
                        "Task Scheduler knows it");
            default -> {}
        }
    }

    private void cron() {
        checks.add(
                Machine.cronRuns()
                        ? good("scheduler", "cron is running")
                        : bad(
                                "scheduler",
                                "cron is not running",
                                "service cron start, or systemctl enable --now cron"));
        var user = job.user().orElse(caller.name());
        var refusal = new CronAccess().refusal(user);
        checks.add(
                refusal == null
                        ? good("cron access", user + " may have a crontab")
                        : bad(
                                "cron access",
                                refusal,
                                "put " + user + " into cron.allow: echo " + user + " >> /etc/cron.allow"));
    }

    private void timer() {
        List<String> systemctl = new ArrayList<>(List.of("systemctl"));
        if (job.user().isEmpty()) {
            systemctl.add("--user");
        }
        for (var question : List.of("is-enabled", "is-active")) {
            var words = new ArrayList<>(systemctl);
            words.addAll(List.of(question, "bwdc-" + job.name() + ".timer"));
            command("timer", words, question.substring(3));
        }
    }

    private void command(String subject, List<String> words, String success) {
        var ended = Programs.run(LIMIT, words, Map.of(), "");
        checks.add(
                ended.well()
                        ? good(subject, success)
                        : bad(subject, "`" + String.join(" ", words) + "` says " + said(ended), again()));
    }

    private void zone() {
        var here = ZoneId.systemDefault();
        if (!here.equals(job.machineZone())
                && !here.getRules().equals(job.machineZone().getRules())) {
            checks.add(bad(
                    "time zone",
                    "this machine has moved from " + job.machineZone() + " to " + here,
                    again() + " converts the times anew"));
        }
    }

    private void account(Account account) {
        if (!caller.root() && !account.name().equals(caller.name())) {
            checks.add(bad(
                    "user",
                    "only root can check what works as " + account.name(),
                    "sudo bwdc schedule verify " + job.name()));
            return;
        }
        var user = new AsUser(caller, account, job);
        folder(account);
        checks.add(
                user.run(LIMIT, List.of("test", "-w", parent(job.log()))).well()
                        ? good("log", job.log())
                        : bad(
                                "log",
                                account.name() + " cannot write " + job.log(),
                                "chown " + account.name() + " " + parent(job.log())));
        var version = user.run(LIMIT, List.of(job.program(), "--version"));
        if (!version.well()) {
            checks.add(bad(
                    "program",
                    job.program() + " does not run as " + account.name() + ": " + said(version),
                    "./install puts it where every user can run it; then " + again()));
            return;
        }
        checks.add(good("program", job.program() + " " + version.out().strip() + " runs as " + account.name()));
        bwdc(user, "settings", "complete", "config", "--check");
        try (var credentials = Credentials.handedTo(account, caller, job)) {
            credentials.folder().ifPresent(folder -> user.with("CREDENTIALS_DIRECTORY", folder.toString()));
            bwdc(user, "sign-in", "works as " + account.name(), "login", "--check");
        }
    }

    private void bwdc(AsUser user, String subject, String success, String... words) {
        List<String> command = new ArrayList<>(List.of(job.program()));
        command.addAll(List.of(words));
        var ended = user.run(LIMIT, command);
        var lines = ended.err().lines().toList();
        checks.add(
                ended.well()
                        ? good(subject, success)
                        : bad(
                                subject,
                                lines.stream()
                                        .filter(line -> !line.startsWith("hint: "))
                                        .map(String::strip)
                                        .reduce((a, b) -> a + " " + b)
                                        .orElse("it ended with " + ended.status()),
                                lines.stream()
                                        .filter(line -> line.startsWith("hint: "))
                                        .map(line -> line.substring("hint: ".length()))
                                        .findFirst()
                                        .orElse("run `" + String.join(" ", words) + "` as this user")));
    }

    private void folder(Account account) {
        var folder = Path.of(job.folder());
        try {
            var owner = Files.getOwner(folder).getName();
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!owner.equals(account.name())) {
                checks.add(bad(
                        "folder", folder + " belongs to " + owner, "chown -R " + account.name() + " '" + folder + "'"));
            } else if (!mode.endsWith("------")) {
                checks.add(bad("folder", folder + " is open to others (" + mode + ")", "chmod 700 '" + folder + "'"));
            } else {
                checks.add(good("folder", folder.toString()));
            }
        } catch (IOException e) {
            checks.add(bad("folder", folder + " is missing", again()));
        }
    }

    private void lastRun() {
        var since = lastStart.filter(installed.added()::isBefore).orElse(installed.added());
        var due = scheduler.runs(job, since).findFirst();
        if (due.isPresent() && due.get().plus(job.jitter()).plus(GRACE).isBefore(now)) {
            checks.add(bad(
                    "last run",
                    "it should have run at " + local(due.get()) + ", and has not"
                            + lastStart.map(start -> " since " + local(start)).orElse(" yet"),
                    "bwdc schedule run " + job.name() + " shows what happens; see the log " + job.log()));
        } else {
            checks.add(good(
                    "last run",
                    lastStart.map(this::local).orElse("not due yet")
                            + due.map(time -> ", next at " + local(time)).orElse("")));
        }
    }

    private String local(Instant time) {
        return time.atZone(job.machineZone())
                .toOffsetDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                .toString();
    }

    private static String parent(String file) {
        var parent = Path.of(file).toAbsolutePath().getParent();
        return parent == null ? "/" : parent.toString();
    }

    private static String said(Programs.Ended ended) {
        var words = (ended.err() + ended.out()).strip();
        return words.isEmpty()
                ? "nothing (status " + ended.status() + ")"
                : words.lines().findFirst().orElse("");
    }
}
