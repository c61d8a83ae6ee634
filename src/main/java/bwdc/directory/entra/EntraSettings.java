package bwdc.directory.entra;

import bwdc.directory.cloud.Endpoint;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.settings.EntraCloud;
import bwdc.settings.EntraFilter;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Which tenant is read, as which application, and what of it.
 *
 * @param login address that signs in
 * @param graph address of Graph, without its version
 * @param scope what the token is asked for: all that the application may do there
 */
record EntraSettings(
        EntraCloud cloud,
        URI login,
        URI graph,
        String scope,
        String tenant,
        String application,
        Secret key,
        SyncSettings sync,
        EntraFilter.Users users,
        EntraFilter.Groups groups) {

    /** A GUID or a domain of the tenant. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    /** @throws Fault with exit code 3 when something is missing or cannot be meant */
    static EntraSettings of(Settings settings) {
        var cloud = cloud(settings);
        var graph = Endpoint.of(settings, "entra.graphUrl", "https://" + cloud.graph());
        var sync = settings.sync();
        return new EntraSettings(
                cloud,
                Endpoint.of(settings, "entra.loginUrl", "https://" + authority(settings, cloud)),
                graph,
                scope(cloud, graph),
                tenant(settings),
                needed(settings, "entra.applicationId"),
                settings.secret("entra.key").orElseThrow(() -> incomplete("entra.key")),
                sync,
                EntraFilter.users(sync.userFilter(), "sync.userFilter"),
                EntraFilter.groups(sync.groupFilter(), "sync.groupFilter"));
    }

    private static EntraCloud cloud(Settings settings) {
        var authority = settings.text("entra.identityAuthority");
        return authority.isEmpty()
                ? EntraCloud.GLOBAL
                : EntraCloud.of(authority.get())
                        .orElseThrow(() -> Fault.of(
                                        ExitCode.SETTINGS,
                                        "The setting entra.identityAuthority is " + authority.get()
                                                + ", which is no cloud of Microsoft.")
                                .hint("it is one of " + EntraCloud.all()));
    }

    private static String authority(Settings settings, EntraCloud cloud) {
        return settings.text("entra.identityAuthority").map(EntraCloud::host).orElse(cloud.authority());
    }

    /** A token is for one name of Graph; an address of a proxy or a test is not one. */
    private static String scope(EntraCloud cloud, URI graph) {
        var host = EntraCloud.isGraph(graph.getHost()) ? graph.getHost() : cloud.graph();
        return "https://" + host + "/.default";
    }

    private static String tenant(Settings settings) {
        var tenant = needed(settings, "entra.tenant");
        if (!TENANT.matcher(tenant).matches()) {
            throw Fault.of(ExitCode.SETTINGS, "The setting entra.tenant is " + tenant + ", which is no tenant.")
                    .hint("it is the Directory (tenant) ID or a domain of the tenant, such as company.com");
        }
        return tenant;
    }

    private static String needed(Settings settings, String name) {
        return settings.text(name).map(String::strip).orElseThrow(() -> incomplete(name));
    }

    private static Fault incomplete(String missing) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                .hint(missing + " is not set; `bwdc config --check` tells everything that is missing");
    }
}
