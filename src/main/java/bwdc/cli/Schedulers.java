package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
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
        return of(types, name, here(name, caller, now));
    }

    /** As this machine and the caller are. */
    private static SchedulerType.Surroundings here(String name, Account caller, Instant now) {
        return new SchedulerType.Surroundings(
                caller.root(),
                caller.home().toString(),
                name.equals("launchd") ? Machine.userId() : 0,
                name.equals("cron") && Machine.cronHonoursZones(),
                false,
                now);
    }

    /** For what the options of {@code schedule add} describe, which may be another machine. */
    static Scheduler of(List<SchedulerType> types, String name, Account caller, Call call) {
        var here = here(name, caller, call.host().clock().instant());
        var asked = new SchedulerType.Surroundings(
                here.machineWide() || call.option("user").isPresent(),
                here.home(),
                here.userId(),
                here.cronHonoursZones(),
                storedPassword(call),
                here.now());
        return of(types, name, asked);
    }

    private static boolean storedPassword(Call call) {
        return switch (call.option("logon").orElse("s4u")) {
            case "s4u" -> false;
            case "password" -> true;
            case String other ->
                throw Fault.of(ExitCode.USAGE, "\"" + other + "\" (--logon) is neither s4u nor password.")
                        .hint("a group managed service account needs neither: its name ends with $");
        };
    }

    private static Scheduler of(List<SchedulerType> types, String name, SchedulerType.Surroundings surroundings) {
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(surroundings);
    }
}
