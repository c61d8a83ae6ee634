package bwdc.cli;

import bwdc.host.Account;
import bwdc.schedule.Scheduler;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.Machine;
import java.time.Instant;
import java.util.List;

/** The scheduler of a name, for jobs that the caller adds on this machine. */
final class Schedulers {
    private Schedulers() {}

    static Scheduler of(List<SchedulerType> types, String name, Account caller, Instant now) {
        var surroundings = new SchedulerType.Surroundings(
                caller.root(),
                caller.home().toString(),
                name.equals("launchd") ? Machine.userId() : 0,
                name.equals("cron") && Machine.cronHonoursZones(),
                now);
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(surroundings);
    }
}
