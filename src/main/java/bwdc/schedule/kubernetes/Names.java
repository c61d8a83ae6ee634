package bwdc.schedule.kubernetes;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.ScheduledJob;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Names, users and zones as a cluster takes them. */
final class Names {
    /** Of a CronJob; its jobs and pods get longer ones. */
    private static final int LONGEST = 52;

    private Names() {}

    /** The name of a job's objects. */
    static String object(String job) {
        var name = "bwdc-" + job;
        var nearest = nearest(name);
        if (!name.equals(nearest)) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "Kubernetes takes names of small letters, digits and dashes, at most " + LONGEST
                                    + " characters: " + name)
                    .hint("call the job " + nearest.substring("bwdc-".length()));
        }
        return name;
    }

    private static String nearest(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        var cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        int end = cut.length();
        while (cut.charAt(end - 1) == '-') {
            end--;
        }
        return cut.substring(0, end);
    }

    /** A user of a container is a number; root is refused by the pod's own rules. */
    static String user(String user) {
        boolean number = !user.isEmpty()
                && user.length() < 10
                && user.charAt(0) != '0'
                && user.chars().allMatch(each -> each >= '0' && each <= '9');
        if (!number) {
            throw Fault.of(ExitCode.USAGE, "A container knows its user by a number above 0, not as " + user + ".")
                    .hint("leave --user out; then it is 65532");
        }
        return user;
    }

    /** The zone's name in the IANA database. */
    static String zone(ZoneId zone) {
        var normal = zone.normalized();
        if (normal instanceof ZoneOffset offset) {
            return fixed(zone, offset);
        }
        return zone.getId();
    }

    private static String fixed(ZoneId zone, ZoneOffset offset) {
        if (!(zone instanceof ZoneOffset) && zone.getId().contains("/")) {
            return zone.getId();
        }
        int seconds = offset.getTotalSeconds();
        if (seconds % 3600 != 0 || seconds < -12 * 3600 || seconds > 14 * 3600) {
            throw Fault.of(ExitCode.USAGE, "Kubernetes knows zones by name, not as " + zone + ".")
                    .hint("name a place, such as --zone Asia/Kolkata");
        }
        // The signs of these names are the other way round: Etc/GMT-2 is two hours ahead.
        return seconds == 0 ? "Etc/UTC" : "Etc/GMT" + (seconds > 0 ? "-" : "+") + Math.abs(seconds / 3600);
    }

    /** The same job, when its folder can be mounted and its log is in the one place that can be written. */
    static ScheduledJob checkPaths(ScheduledJob job) {
        if (!job.folder().startsWith("/")
                || job.folder().length() < 2
                || job.folder().indexOf(':') >= 0) {
            throw Fault.of(ExitCode.USAGE, "A volume cannot be mounted at " + job.folder() + ".")
                    .hint("it takes an absolute path in the container without a colon, such as /var/lib/bwdc");
        }
        if (!job.log().startsWith(job.folder() + "/") && !job.log().startsWith("/dev/")) {
            throw Fault.of(ExitCode.USAGE, "The container is read-only where the log would be: " + job.log())
                    .hint("keep it in the state folder, " + job.folder() + "/bwdc.log");
        }
        return job;
    }
}
