package bwdc.schedule.launchd;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.schedule.Clocks;
import bwdc.schedule.DayByDay;
import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.Timetable;
import bwdc.schedule.UnixJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** launchd of macOS: a daemon of the system, or an agent of a person who is not root. */
public final class LaunchdScheduler implements Scheduler {
    private final Optional<Person> person;

    /** For root: jobs become daemons, of the user that they name or of root. */
    public LaunchdScheduler() {
        person = Optional.empty();
    }

    /**
     * For anybody else: jobs become agents, which run while that person is logged in.
     *
     * @param home of that person
     * @param id the number of the user
     */
    public LaunchdScheduler(String home, long id) {
        person = Optional.of(new Person(home, id));
    }

    private record Person(String home, long id) {}

    @Override
    public String name() {
        return "launchd";
    }

    @Override
    public Installation plan(ScheduledJob job) {
        UnixJob.checked(job);
        var label = "bwdc." + job.name();
        var agent = person.filter(each -> job.user().isEmpty());
        var path = agent.map(each -> each.home() + "/Library/LaunchAgents/").orElse("/Library/LaunchDaemons/") + label
                + ".plist";
        var domain = agent.map(each -> "gui/" + each.id()).orElse("system");
        return new Installation(
                List.of(new InstalledFile(path, new PropertyList(job, label, when(job)).text(), "644")),
                List.of(),
                List.of(load(domain, label, path)),
                List.of(List.of("launchctl", "bootout", domain + "/" + label)),
                notes(job, agent.isPresent()));
    }

    /** Bootstrapping what is loaded already is an error, so it is taken out first. */
    private static List<String> load(String domain, String label, String path) {
        return List.of(
                "/bin/sh",
                "-c",
                "launchctl bootout \"$1/$2\" 2>/dev/null; launchctl bootstrap \"$1\" \"$3\"",
                "sh",
                domain,
                label,
                path);
    }

    private static List<String> notes(ScheduledJob job, boolean agent) {
        var notes = new ArrayList<String>();
        if (agent) {
            notes.add(
                    "An agent runs only while its user is logged in; as root, --user makes a daemon that always runs.");
        }
        if (Timetable.of(job.schedule()).isPresent()) {
            notes.add("Times are those of the machine's clock, which has to be that of "
                    + job.schedule().zone() + ".");
        }
        return notes;
    }

    private static PropertyList.When when(ScheduledJob job) {
        var schedule = job.schedule();
        var table = Timetable.of(schedule);
        if (table.isEmpty()) {
            return new PropertyList.When.Interval(seconds(interval(schedule)));
        }
        if (!Clocks.alike(schedule.zone(), job.machineZone())) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "launchd follows the clock of its machine, which is in " + job.machineZone() + ", not in "
                                    + schedule.zone() + ".")
                    .hint("give the time as clocks in " + job.machineZone() + " show it, with --zone "
                            + job.machineZone());
        }
        return new PropertyList.When.Calendar(Moments.of(table.get()));
    }

    private static Duration interval(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every every -> every.interval();
            case Schedule.Cron cron -> throw new IllegalStateException("a cron expression has times: " + cron);
        };
    }

    private static long seconds(Duration interval) {
        if (!interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
            throw Fault.of(ExitCode.USAGE, "launchd counts whole seconds.")
                    .hint("--every " + Durations.words(Duration.ofSeconds(interval.toSeconds() + 1)) + " works");
        }
        return interval.toSeconds();
    }

    /** Intervals begin when the job is loaded; here they begin at {@code from}. */
    @Override
    public Stream<Instant> runs(ScheduledJob job, Instant from) {
        return switch (when(job)) {
            case PropertyList.When.Interval(long seconds) ->
                Stream.iterate(from.plusSeconds(seconds), time -> time.plusSeconds(seconds));
            case PropertyList.When.Calendar(var moments) ->
                DayByDay.after(
                        from,
                        job.machineZone(),
                        date -> moments.stream()
                                .flatMap(moment -> moment.on(date, job.machineZone()))
                                .toList());
        };
    }
}
