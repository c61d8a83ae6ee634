package bwdc.testkit;

import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job for tests, made from an ordinary one by saying what is different. */
public record JobSketch(ScheduledJob job) {
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A job named {@code nightly} with times and a machine in Berlin, on Windows. */
    public static JobSketch windows(String expression) {
        return new JobSketch(new ScheduledJob(
                "nightly",
                new Schedule.Cron(CronExpression.parse(expression), BERLIN),
                BERLIN,
                Optional.of("CORP\\svc-bwdc"),
                Duration.ZERO,
                Duration.ofHours(1),
                "C:\\Program Files\\bwdc\\bwdc.cmd",
                "C:\\ProgramData\\bwdc",
                "C:\\ProgramData\\bwdc\\bwdc.log",
                Map.of(),
                List.of()));
    }

    /** The same on a Mac, for the user {@code _bwdc}. */
    public static JobSketch mac(String expression) {
        var windows = windows(expression).job;
        return new JobSketch(windows)
                .user("_bwdc")
                .places("/usr/local/bin/bwdc", "/Library/Application Support/bwdc", "/Library/Logs/bwdc/bwdc.log");
    }

    /** The same in a container, which has no user. */
    public static JobSketch container(String expression) {
        return new JobSketch(windows(expression).job)
                .user(null)
                .places("registry.example.org/bwdc:1.0", "/var/lib/bwdc", "/var/lib/bwdc/bwdc.log");
    }

    public JobSketch user(@org.jspecify.annotations.Nullable String user) {
        return with(job.schedule(), job.machineZone(), Optional.ofNullable(user), job.jitter(), job.environment());
    }

    public JobSketch every(String interval, ZoneId zone) {
        return schedule(new Schedule.Every(Duration.parse(interval), zone));
    }

    public JobSketch zones(ZoneId zone, ZoneId machine) {
        return switch (job.schedule()) {
            case Schedule.Cron cron ->
                with(new Schedule.Cron(cron.expression(), zone), machine, job.user(), job.jitter(), job.environment());
            case Schedule.Every every ->
                with(new Schedule.Every(every.interval(), zone), machine, job.user(), job.jitter(), job.environment());
        };
    }

    public JobSketch schedule(Schedule schedule) {
        return with(schedule, job.machineZone(), job.user(), job.jitter(), job.environment());
    }

    public JobSketch jitter(Duration jitter) {
        return with(job.schedule(), job.machineZone(), job.user(), jitter, job.environment());
    }

    public JobSketch environment(Map<String, String> environment) {
        return with(job.schedule(), job.machineZone(), job.user(), job.jitter(), environment);
    }

    private JobSketch with(
            Schedule schedule,
            ZoneId machine,
            Optional<String> user,
            Duration jitter,
            Map<String, String> environment) {
        return new JobSketch(new ScheduledJob(
                job.name(),
                schedule,
                machine,
                user,
                jitter,
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                environment,
                job.credentials()));
    }

    public JobSketch places(String program, String folder, String log) {
        return new JobSketch(new ScheduledJob(
                job.name(),
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                program,
                folder,
                log,
                job.environment(),
                job.credentials()));
    }

    public JobSketch credentials(ScheduledJob.Credential... credentials) {
        return new JobSketch(new ScheduledJob(
                job.name(),
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                job.environment(),
                List.of(credentials)));
    }

    public JobSketch named(String name) {
        return new JobSketch(new ScheduledJob(
                name,
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                job.environment(),
                job.credentials()));
    }
}
