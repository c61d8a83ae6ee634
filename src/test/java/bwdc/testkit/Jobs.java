package bwdc.testkit;

import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as people add them. */
public final class Jobs {
    private Jobs() {}

    /** The job "nightly" of a user bwdc, on a machine in that zone. */
    public static ScheduledJob nightly(Schedule schedule, String machineZone) {
        return new ScheduledJob(
                "nightly",
                schedule,
                ZoneId.of(machineZone),
                Optional.of("bwdc"),
                Duration.ZERO,
                Duration.ofHours(2),
                "/usr/local/bin/bwdc",
                "/var/lib/bwdc",
                "/var/lib/bwdc/bwdc.log",
                Map.of(),
                List.of());
    }

    public static Schedule at(String expression, String zone) {
        return new Schedule.Cron(CronExpression.parse(expression), ZoneId.of(zone));
    }

    public static Schedule every(Duration interval, String zone) {
        return new Schedule.Every(interval, ZoneId.of(zone));
    }

    /** Paths and values of others: shells, schedulers and XML find much in them that they would like to read otherwise. */
    public static ScheduledJob withWords(ScheduledJob job, String program, String folder, String log, String value) {
        return new ScheduledJob(
                job.name(),
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                program,
                folder,
                log,
                Map.of("VALUE", value),
                job.credentials());
    }
}
