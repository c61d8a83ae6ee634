package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.Locale;

/** What schedulers of Unix take for granted: absolute paths, and names of accounts that need no quotation marks. */
public final class UnixJob {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String FIRST = LETTERS + LETTERS.toUpperCase(Locale.ROOT) + "_";
    private static final String OTHERS = FIRST + "0123456789.-";

    private UnixJob() {}

    /**
     * The same job.
     *
     * @throws Fault with exit code 2 when its user or a path is none that a Unix scheduler could use
     */
    public static ScheduledJob checked(ScheduledJob job) {
        job.user().ifPresent(UnixJob::checkUser);
        checkPath("program", job.program());
        checkPath("state folder", job.folder());
        checkPath("log", job.log());
        job.credentials().forEach(each -> checkPath("credential " + each.name(), each.file()));
        return job;
    }

    private static void checkUser(String name) {
        boolean plain = !name.isEmpty()
                && FIRST.indexOf(name.charAt(0)) >= 0
                && name.chars().allMatch(each -> OTHERS.indexOf(each) >= 0);
        if (!plain) {
            throw Fault.of(ExitCode.USAGE, "\"" + name + "\" cannot be the name of a user who runs a job.")
                    .hint("letters, digits, dots, dashes and underscores, beginning with a letter, such as \"bwdc\"");
        }
    }

    private static void checkPath(String what, String path) {
        if (!path.startsWith("/")) {
            throw Fault.of(ExitCode.USAGE, "The " + what + " of a job needs an absolute path: \"" + path + "\"")
                    .hint("schedulers start programs in a folder of their own choice");
        }
    }
}
