package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** Names of accounts as files of Unix schedulers hold them without quotes. */
public final class UnixUser {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String FIRST = LETTERS + LETTERS.toUpperCase(java.util.Locale.ROOT) + "_";
    private static final String OTHERS = FIRST + "0123456789.-";

    private UnixUser() {}

    /**
     * The same name.
     *
     * @throws Fault with exit code 2 when it is not made of the characters that useradd(8) takes and dots
     */
    public static String checked(String name) {
        boolean plain = !name.isEmpty()
                && FIRST.indexOf(name.charAt(0)) >= 0
                && name.chars().allMatch(each -> OTHERS.indexOf(each) >= 0);
        if (!plain) {
            throw Fault.of(ExitCode.USAGE, "\"" + name + "\" cannot be the name of a user who runs a job.")
                    .hint("letters, digits, dots, dashes and underscores, beginning with a letter, such as \"bwdc\"");
        }
        return name;
    }
}
