package bwdc.schedule.install;

import bwdc.schedule.ScheduledJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was put on this machine.
 *
 * @param on the scheduler's name
 * @param disable commands that come before its parts are taken away
 * @param allowed whether its user was put into cron.allow for it
 */
public record InstalledJob(
        ScheduledJob job, String on, Instant added, List<Part> parts, List<List<String>> disable, boolean allowed) {

    /**
     * A file, or the block in a user's crontab.
     *
     * @param path absolute; {@code crontab:USER} for a block
     * @param mode as for chmod, empty for a block
     * @param before what stood there before the job, null when there was nothing
     * @param replaced what an earlier version of the job had put there, null when there was none: it may still stand
     *     there when an {@code add} did not come to its end
     */
    public record Part(
            String path,
            String content,
            String mode,
            @Nullable String before,
            @Nullable String replaced) {
        private static final String CRONTAB = "crontab:";

        static Part block(String user, String lines) {
            return new Part(CRONTAB + user, lines, "", null, null);
        }

        boolean isBlock() {
            return path.startsWith(CRONTAB);
        }

        String user() {
            return path.substring(CRONTAB.length());
        }

        /** What a person calls it. */
        public String title() {
            return isBlock() ? "the crontab of " + user() : path;
        }
    }
}
