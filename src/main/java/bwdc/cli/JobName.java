package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** What a job may be called: it becomes part of file names, log lines and command lines. */
final class JobName {
    private static final int LONGEST = 64;

    private JobName() {}

    static String checked(String name) {
        var good = !name.isEmpty()
                && name.length() <= LONGEST
                && isLetterOrDigit(name.charAt(0))
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
        if (!good) {
            throw Fault.of(ExitCode.USAGE, "\"" + name + "\" is no name for a job.")
                    .hint(
                            "letters, digits, dots, dashes and underscores, beginning with a letter or digit, at most 64");
        }
        return name;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
