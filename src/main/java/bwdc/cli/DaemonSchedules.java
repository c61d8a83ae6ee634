package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The schedules that were given to the daemon. */
final class DaemonSchedules {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private DaemonSchedules() {}

    /** Those of {@code --every}, then those of {@code --at}; none when neither was given. */
    static List<Schedule> of(Call call, ZoneId here) {
        var schedules = new ArrayList<Schedule>();
        call.all("every").forEach(text -> schedules.add(new Schedule.Every(interval(text), here)));
        var expressions = call.all("at");
        var zones = zones(call, here);
        if (zones.size() != 1 && zones.size() != expressions.size() || expressions.isEmpty() && call.has("zone")) {
            throw Fault.of(ExitCode.USAGE, "--zone does not fit the number of --at.")
                    .hint("give it once for every --at, or once for all of them");
        }
        for (int i = 0; i < expressions.size(); i++) {
            var zone = zones.size() == 1 ? zones.getFirst() : zones.get(i);
            schedules.add(new Schedule.Cron(ScheduleValues.expression(expressions.get(i)), zone));
        }
        return List.copyOf(schedules);
    }

    private static List<ZoneId> zones(Call call, ZoneId here) {
        return call.has("zone")
                ? call.all("zone").stream().map(ScheduleValues::zone).toList()
                : List.of(here);
    }

    private static Duration interval(String text) {
        var interval = ScheduleValues.every(text);
        if (interval.compareTo(SHORTEST) < 0) {
            throw Fault.of(ExitCode.USAGE, "--every " + text + " is too often.").hint("a minute or more");
        }
        return interval;
    }
}
