package bwdc.directory.ldap;

import java.util.regex.Pattern;

/**
 * One server of a directory.
 *
 * @param host name or address, without brackets
 */
record Server(String host, int port) {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[.*]|[^:\\[\\]]*):([0-9]{1,5})");

    /** From {@code dc1}, {@code dc1:636}, {@code ::1}, {@code [::1]} or {@code [::1]:636}. */
    static Server of(String text, int usualPort) {
        var match = WITH_PORT.matcher(text);
        return match.matches()
                ? new Server(bare(match.group(1)), Integer.parseInt(match.group(2)))
                : new Server(bare(text), usualPort);
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|\\]$", "");
    }
}
