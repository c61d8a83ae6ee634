package bwdc.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clouds of Microsoft that have an Entra ID of their own; what one of them hands out is worth nothing in another. */
public enum EntraCloud {
    GLOBAL("login.microsoftonline.com", "login.windows.net", "graph.microsoft.com", "entra.microsoft.com"),
    US_GOVERNMENT("login.microsoftonline.us", "login.microsoftonline.us", "graph.microsoft.us", "entra.microsoft.us"),
    CHINA(
            "login.partner.microsoftonline.cn",
            "login.chinacloudapi.cn",
            "microsoftgraph.chinacloudapi.cn",
            "entra.microsoftonline.cn");

    /** The Department of Defense signs in as the rest of the government does, but has a Graph of its own. */
    private static final String DEFENSE_GRAPH = "dod-graph.microsoft.us";

    private final String authority;
    private final String oldAuthority;
    private final String graph;
    private final String adminCenter;

    EntraCloud(String authority, String oldAuthority, String graph, String adminCenter) {
        this.authority = authority;
        this.oldAuthority = oldAuthority;
        this.graph = graph;
        this.adminCenter = adminCenter;
    }

    /** The cloud of a host that signs in, which may be written as an address. */
    public static Optional<EntraCloud> of(String authority) {
        var host = host(authority);
        return Arrays.stream(values())
                .filter(cloud -> cloud.authority.equals(host) || cloud.oldAuthority.equals(host))
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
        return Arrays.stream(values()).map(EntraCloud::authority).collect(Collectors.joining(", "));
    }

    /** Whether Graph has this name, in whatever cloud. */
    public static boolean isGraph(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.equals(DEFENSE_GRAPH) || Stream.of(values()).anyMatch(cloud -> cloud.graph.equals(lower));
    }

    public String authority() {
        return authority;
    }

    public String graph() {
        return graph;
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
