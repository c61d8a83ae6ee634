package bwdc.schedule.cron;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Installation;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.UnixJob;
import bwdc.schedule.Upcoming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** cron(8): lines in a crontab, or a file in /etc/cron.d. It keeps no secrets; the run finds their files by its environment. */
public final class CronScheduler implements Scheduler {
    private static final String FOLDER = "/etc/cron.d/";

    private final Flavour flavour;
    private final Place place;
    private final Instant now;

    /** @param now from when on times must be right when they are moved into the machine's zone */
    public CronScheduler(Flavour flavour, Place place, Instant now) {
        this.flavour = flavour;
        this.place = place;
        this.now = now;
    }

    @Override
    public String name() {
        return "cron";
    }

    @Override
    public Installation plan(ScheduledJob job) {
        var text = new CronTexts(UnixJob.checked(job), lines(job));
        return switch (place) {
            case CRONTAB -> {
                var user = job.user().orElse("");
                var block = new Installation.CrontabBlock(user, text.forCrontab());
                yield new Installation(List.of(), List.of(block), List.of(), List.of(), List.of());
            }
            case CRON_D -> {
                var file = new Installation.InstalledFile(path(job), text.forFile(), "644");
                yield new Installation(List.of(file), List.of(), List.of(), List.of(), List.of());
            }
        };
    }

    /** Debian's cron passes over names with a dot, as run-parts(8) does. */
    private static String path(ScheduledJob job) {
        if (job.name().contains(".")) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "cron passes over files in /etc/cron.d with a dot in their name, such as bwdc-" + job.name()
                                    + ".")
                    .hint("call the job " + job.name().replace('.', '-'));
        }
        return FOLDER + "bwdc-" + job.name();
    }

    /** CRON_TZ counts for all that follows, so it has no place among other people's lines: there times are moved. */
    private Lines lines(ScheduledJob job) {
        var own = Conversion.own(job.schedule());
        var conversion = new Conversion(job, now);
        if (conversion.sameClock()) {
            return new Lines(Optional.empty(), own, false);
        }
        return flavour.knowsZones() && place == Place.CRON_D
                ? new Lines(Optional.of(job.schedule().zone()), own, false)
                : new Lines(Optional.empty(), conversion.moved(), true);
    }

    @Override
    public Stream<Instant> runs(ScheduledJob job, Instant from) {
        var lines = lines(job);
        return Merged.of(lines.expressions().stream()
                .map(expression -> lines.zone()
                        .map(zone -> ZoneRuns.of(expression, zone, job.machineZone(), from))
                        .orElseGet(() -> onMachineClock(expression, job, from)))
                .toList());
    }

    private static Stream<Instant> onMachineClock(CronExpression expression, ScheduledJob job, Instant from) {
        return Upcoming.of(new Schedule.Cron(expression, job.machineZone()), from);
    }
}
