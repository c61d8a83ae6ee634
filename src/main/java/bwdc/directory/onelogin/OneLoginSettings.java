package bwdc.directory.onelogin;

import bwdc.directory.cloud.Endpoint;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.settings.SetFilter;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is needed to read an account of OneLogin.
 *
 * @param api address of the API, without a slash at its end
 * @param apiSetting the setting that decides it, for hints
 */
record OneLoginSettings(
        String clientId,
        Secret clientSecret,
        URI api,
        String apiSetting,
        SetFilter userFilter,
        SetFilter roleFilter,
        SyncSettings sync) {
    private static final String URL = "onelogin.apiUrl";
    private static final String REGION = "onelogin.region";
    private static final Set<String> REGIONS = Set.of("us", "eu");

    static OneLoginSettings of(Settings settings) {
        var sync = settings.sync();
        return new OneLoginSettings(
                settings.text("onelogin.clientId").orElseThrow(() -> missing("onelogin.clientId", "")),
                settings.secret("onelogin.clientSecret")
                        .orElseThrow(() -> missing("onelogin.clientSecret", " --secretfile FILE")),
                api(settings),
                settings.text(URL).isPresent() ? URL : REGION,
                SetFilter.of(sync.userFilter(), "sync.userFilter"),
                SetFilter.of(sync.groupFilter(), "sync.groupFilter"),
                sync);
    }

    /**
     * The region is a part of a host name: nothing but a region may stand there, or the secret goes to somebody else's
     * server.
     */
    private static URI api(Settings settings) {
        if (settings.text(URL).isPresent()) {
            return Endpoint.of(settings, URL, "");
        }
        var region = settings.text(REGION).orElse("us").strip().toLowerCase(Locale.ROOT);
        if (!REGIONS.contains(region)) {
            throw Fault.of(ExitCode.SETTINGS, "The setting " + REGION + " is \"" + region + "\", not us or eu.")
                    .hint("for any other place of the API: bwdc config " + URL + " https://company.onelogin.com");
        }
        return URI.create("https://api." + region + ".onelogin.com");
    }

    private static Fault missing(String setting, String more) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete: " + setting + " is not set.")
                .hint("OneLogin, Developers, API Credentials has it; bwdc config " + setting
                        + (more.isEmpty() ? " VALUE" : more));
    }

    /** What makes an address of a user name. */
    Addresses addresses() {
        return new Addresses(sync.useEmailPrefixSuffix() ? sync.emailSuffix() : Optional.empty());
    }
}
