package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.valued;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.host.Host;
import bwdc.host.Platform;
import bwdc.host.Signals;
import bwdc.run.DaemonMark;
import bwdc.run.RunState;
import bwdc.schedule.Schedule;
import bwdc.schedule.daemon.ChildRun;
import bwdc.schedule.daemon.Daemon;
import bwdc.schedule.daemon.Journal;
import bwdc.schedule.daemon.Stop;
import bwdc.schedule.daemon.Supervisor;
import bwdc.schedule.daemon.SystemTime;
import bwdc.settings.SettingsCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code bwdc daemon}: stays in the foreground and syncs again and again. */
final class DaemonCommand implements Command {
    static final String JOB = "daemon";
    private static final String STANDARD_ERROR = "/dev/stderr";

    /** What is left of the ten seconds that a stop may take when the run itself has not ended. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

    /** A run ends itself at its limit; so much later it has to be killed. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** As the shell says it of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    @Override
    public Spec spec() {
        return Spec.of("daemon", "Stay in the foreground and sync again and again.")
                .options(
                        valued("every", "time", "so long after the last run began: 5m, 1h30m (may be repeated)"),
                        valued("at", "expression", "at the times of a cron expression (may be repeated)"),
                        valued("zone", "zone", "time zone of --at: once for all, or once for each"),
                        valued(TimeLimit.OPTION, "time", "end a run after 90s, 15m, 2h (2h when not set)"),
                        valued("log", "file", "log to this file instead of standard error"),
                        valued("log-format", "format", "text or json"))
                .notes(
                        "Without --every and --at it syncs every sync.interval minutes, as the desktop program of the"
                                + " reference does.",
                        "Each run is a process of its own, bwdc sync --job daemon. A run that was missed is caught up once; a run that fails is"
                                + " tried again after 1, 2, 4 and more minutes, at most an hour.",
                        "SIGTERM lets the request in flight finish and ends it within 10 seconds with exit code 0; a"
                                + " second one ends it at once.",
                        "Tells systemd when it is ready and alive (Type=notify, WatchdogSec).")
                .examples(
                        example("bwdc daemon", "every sync.interval minutes"),
                        example("bwdc daemon --every 15m", "every 15 minutes"),
                        example(
                                "bwdc daemon --at '30 2 * * *' --zone Europe/Berlin",
                                "every night at half past two in Berlin"));
    }

    @Override
    public Result run(Call call) {
        var zone = ScheduleValues.machineZone(call.host());
        var given = DaemonSchedules.of(call, zone);
        var limit = TimeLimit.of(call);
        var last = checked(call.workspace(), given.isEmpty());
        var journal = journal(call, zone);
        var stop = new Stop();
        try (var watch = new Watch(call.exit())) {
            Signals.onEnding(() -> end(watch, stop, journal));
            Supplier<List<Schedule>> schedules = given.isEmpty() ? () -> interval(call.workspace(), zone) : () -> given;
            var run = new ChildRun(command(call, limit), limit.plus(GRACE), stop, journal);
            var time = new SystemTime(call.host().clock(), stop);
            var mark = new DaemonMark(call.workspace().folder());
            var supervisor = supervisor(call.host(), journal);
            new Daemon(time, stop, schedules, run, supervisor, journal, next -> note(mark, next, journal), zone)
                    .run(last);
            mark.remove();
        }
        journal.info("stopped");
        return new Result.Done(ExitCode.DONE.number());
    }

    /** For bwdc status; no reason to end. */
    private static void note(DaemonMark mark, Optional<Instant> next, Journal journal) {
        try {
            mark.write(next);
        } catch (Fault fault) {
            journal.warning(fault.sentence());
        }
    }

    /** A person sees little, everybody else the whole log. */
    private static Journal journal(Call call, ZoneId zone) {
        if (forPerson(call)) {
            return new DaemonJournals.Terminal(call.host(), zone);
        }
        var target = LogTarget.to(
                log(call).map(name -> Path.of(name).toAbsolutePath()),
                call,
                Optional.of(JOB),
                call.host().clock().withZone(zone));
        return new DaemonJournals.Log(
                target.log(), log(call).isPresent() ? call.host().err()::println : line -> {});
    }

    private static boolean forPerson(Call call) {
        return call.host().interactive() && !call.has("log") && !call.flags().quiet();
    }

    /** Where it logs; nowhere when it is to be quiet. */
    private static Optional<String> log(Call call) {
        return call.option("log").or(() -> call.flags().quiet() ? Optional.empty() : Optional.of(STANDARD_ERROR));
    }

    /** One run. Its own log is enough, unless a person looks on. */
    private static List<String> command(Call call, Duration limit) {
        var words = new ArrayList<>(List.of("sync", "--job", JOB, "--" + TimeLimit.OPTION, Durations.words(limit)));
        if (!forPerson(call)) {
            words.add("--quiet");
            log(call).ifPresent(name -> words.addAll(List.of("--log", name)));
            call.option("log-format").ifPresent(format -> words.addAll(List.of("--log-format", format)));
        }
        return call.workspace().command(words);
    }

    /** Settings that cannot work are better known now than at night. */
    private static Optional<Instant> checked(Workspace workspace, boolean byInterval) {
        var problems = SettingsCheck.obstacles(workspace.settings());
        if (!problems.isEmpty()) {
            throw Fault.of(ExitCode.SETTINGS, "No run could succeed with these settings.")
                    .details(problems.stream()
                            .map(each -> each.setting() + ": " + each.sentence())
                            .toList())
                    .hint("bwdc config --check says what to type");
        }
        if (byInterval && workspace.settings().interval().isEmpty()) {
            throw Fault.of(ExitCode.SETTINGS, "Nothing says when to sync: sync.interval is off.")
                    .hint("bwdc config sync.interval 5, or bwdc daemon --every 15m");
        }
        return last(workspace.state());
    }

    /** The older of both, as the reference takes it: what is newer was perhaps one of the two alone. */
    private static Optional<Instant> last(RunState state) {
        return java.util.stream.Stream.of(state.lastUserSync(), state.lastGroupSync())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** From data.json as it is now. */
    private static List<Schedule> interval(Workspace workspace, ZoneId zone) {
        try (var now = workspace.anew()) {
            return now.settings().interval().stream()
                    .<Schedule>map(length -> new Schedule.Every(length, zone))
                    .toList();
        }
    }

    private static Supervisor supervisor(Host host, Journal journal) {
        try {
            return host.platform() == Platform.LINUX
                    ? Supervisor.of(host.environment(), ProcessHandle.current().pid())
                    : Supervisor.NONE;
        } catch (IllegalArgumentException e) {
            journal.warning("NOTIFY_SOCKET cannot be used: " + e.getMessage() + ".");
            return Supervisor.NONE;
        }
    }

    /** The process ends in time even when something in it does not. */
    private static void end(Watch watch, Stop stop, Journal journal) {
        if (stop.asked()) {
            watch.after(Duration.ZERO, () -> force(stop));
        } else {
            watch.after(STOP_LIMIT, () -> force(stop));
            journal.info("stopping");
            stop.ask();
        }
    }

    private static int force(Stop stop) {
        stop.force();
        return TERMINATED;
    }
}
