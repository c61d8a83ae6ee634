package bwdc.schedule;

import java.time.Instant;
import java.util.function.Function;

/**
 * A kind of scheduler.
 *
 * @param name as {@code --on} names it
 */
public record SchedulerType(String name, Function<Surroundings, Scheduler> opener) {
    /**
     * Where its jobs are going to live.
     *
     * @param machineWide for the machine, as root adds them, rather than for one user
     * @param home home folder of the user whose jobs they are, when they are not for the machine
     * @param userId number of that user
     * @param cronHonoursZones whether its cron takes CRON_TZ
     * @param storedPassword whether Windows is to keep the account's password, where it need not
     * @param now from when on its times must be right
     */
    public record Surroundings(
            boolean machineWide,
            String home,
            long userId,
            boolean cronHonoursZones,
            boolean storedPassword,
            Instant now) {}

    public Scheduler open(Surroundings surroundings) {
        return opener.apply(surroundings);
    }
}
