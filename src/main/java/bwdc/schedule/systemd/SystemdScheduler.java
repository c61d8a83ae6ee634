package bwdc.schedule.systemd;

import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.UnixJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** systemd: a service that does one run, and the timer that starts it. The timer waits the jitter, the run does not. */
public final class SystemdScheduler implements Scheduler {
    private final Place place;

    private SystemdScheduler(Place place) {
        this.place = place;
    }

    /** Units of the machine, which only root can make; they run as the job's user, or as root. */
    public static SystemdScheduler ofMachine() {
        return new SystemdScheduler(new Place("/etc/systemd/system/", List.of("systemctl"), true));
    }

    /** Units of one user, who has to be signed in or to linger (loginctl(1)). */
    public static SystemdScheduler ofUser(String home) {
        return new SystemdScheduler(new Place(home + "/.config/systemd/user/", List.of("systemctl", "--user"), false));
    }

    /** Where units stand and who is asked about them. */
    private record Place(String folder, List<String> systemctl, boolean machine) {
        List<String> command(String... words) {
            return Stream.concat(systemctl.stream(), Stream.of(words)).toList();
        }
    }

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public Installation plan(ScheduledJob job) {
        var unit = place.folder() + "bwdc-" + job.name();
        UnixJob.checked(job);
        return new Installation(
                List.of(
                        new InstalledFile(unit + ".service", ServiceText.of(job, place.machine()), "644"),
                        new InstalledFile(unit + ".timer", TimerText.of(job), "644")),
                List.of(),
                enable("bwdc-" + job.name() + ".timer"),
                disable(
                        "bwdc-" + job.name() + ".timer",
                        Calendar.of(job.schedule()).isPresent()),
                place.machine()
                        ? List.of()
                        : List.of("It runs while you are signed in; `loginctl enable-linger` keeps it running after."));
    }

    /** Restarting makes a timer that runs already see its new times. */
    private List<List<String>> enable(String timer) {
        return List.of(place.command("daemon-reload"), place.command("enable", timer), place.command("restart", timer));
    }

    /** A timer that remembers its last run would make it up at once when the job is added again. */
    private List<List<String>> disable(String timer, boolean persistent) {
        var commands = new ArrayList<List<String>>();
        commands.add(place.command("disable", "--now", timer));
        if (persistent) {
            commands.add(place.command("clean", "--what=state", timer));
        }
        return List.copyOf(commands);
    }

    @Override
    public Stream<Instant> runs(ScheduledJob job, Instant from) {
        return Calendar.of(job.schedule())
                .map(calendar -> calendar.runs(from))
                .orElseGet(() -> afterEachOther(job.schedule(), from));
    }

    private static Stream<Instant> afterEachOther(Schedule schedule, Instant from) {
        return switch (schedule) {
            case Schedule.Every(Duration interval, var zone) ->
                Stream.iterate(from.plus(TimerText.first(interval)), time -> time.plus(interval));
            case Schedule.Cron cron -> throw new IllegalStateException("always a calendar: " + cron);
        };
    }
}
