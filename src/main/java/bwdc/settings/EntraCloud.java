package bwdc.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The clouds of Microsoft that have an Entra ID of their own; what one of them hands out is worth nothing in another. */
public enum EntraCloud {
    GLOBAL(
            List.of("login.microsoftonline.com", "login.windows.net"),
            List.of("graph.microsoft.com"),
            "entra.microsoft.com"),
    /** GCC High; its second Graph is that of the Department of Defense. */
    US_GOVERNMENT(
            List.of("login.microsoftonline.us"),
            List.of("graph.microsoft.us", "dod-graph.microsoft.us"),
            "entra.microsoft.us"),
    CHINA(
            List.of("login.partner.microsoftonline.cn", "login.chinacloudapi.cn"),
            List.of("microsoftgraph.chinacloudapi.cn"),
            "entra.microsoftonline.cn");

    private final List<String> authorities;
    private final List<String> graphs;
    private final String adminCenter;

    EntraCloud(List<String> authorities, List<String> graphs, String adminCenter) {
        this.authorities = authorities;
        this.graphs = graphs;
        this.adminCenter = adminCenter;
    }

    /** The cloud of a host that signs in, which may be written as an address. */
    public static Optional<EntraCloud> of(String authority) {
        var host = host(authority);
        return Arrays.stream(values())
                .filter(cloud -> cloud.authorities.contains(host))
                .findFirst();
    }

    /** The bare name. */
    public static String host(String authority) {
        var text = Spelling.normal(authority);
        var bare = text.startsWith("https://") ? text.substring("https://".length()) : text;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** The hosts that sign in, for messages. */
    public static String all() {
        return String.join(
                ", ",
                Arrays.stream(values())
                        .map(cloud -> cloud.authorities.getFirst())
                        .toList());
    }

    /** Whether Graph has this name, in whatever cloud. */
    public static boolean isGraph(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return Stream.of(values()).anyMatch(cloud -> cloud.graphs.contains(lower));
    }

    public String authority() {
        return authorities.getFirst();
    }

    public String graph() {
        return graphs.getFirst();
    }

    /** Where its administrators work. */
    public String adminCenter() {
        return adminCenter;
    }

    /** {@code US Government}. */
    public String title() {
        return switch (this) {
            case GLOBAL -> "global";
            case US_GOVERNMENT -> "US Government";
            case CHINA -> "China";
        };
    }
}
