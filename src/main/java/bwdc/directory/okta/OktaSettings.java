package bwdc.directory.okta;

import bwdc.directory.Fingerprint;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.settings.SetFilter;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import java.net.URI;
import java.util.List;

/**
 * What is to be read of which organization, and how.
 *
 * @param url of the organization, without a slash at its end
 * @param rateShare how much of the remaining rate limits is used, up to 1
 */
record OktaSettings(
        URI url, SignIn signIn, double rateShare, SyncSettings sync, SetFilter userFilter, SetFilter groupFilter) {
    /** How to sign in. */
    sealed interface SignIn {}

    /** With a token of an administrator. */
    record ApiToken(Secret token) implements SignIn {}

    /** As an application that shows a signature instead of a password. */
    record ServiceApp(String clientId, SigningKey key) implements SignIn {}

    static OktaSettings of(Settings settings) {
        var sync = settings.sync();
        return new OktaSettings(
                OrgUrl.parse(settings.text("okta.orgUrl").orElseThrow(() -> missing("okta.orgUrl"))),
                signIn(settings),
                share(settings),
                sync,
                SetFilter.of(sync.userFilter(), "sync.userFilter"),
                SetFilter.of(sync.groupFilter(), "sync.groupFilter"));
    }

    /** Where both are set, the application: it may less than the token's administrator. */
    private static SignIn signIn(Settings settings) {
        var client = settings.text("okta.clientId").map(String::strip);
        if (client.isEmpty()) {
            return new ApiToken(settings.secret("okta.token").orElseThrow(() -> missing("okta.token")));
        }
        var key = settings.secret("okta.privateKey").orElseThrow(() -> missing("okta.privateKey"));
        return new ServiceApp(client.get(), SigningKey.parse(key, settings.text("okta.keyId")));
    }

    private static double share(Settings settings) {
        long percent = settings.number("okta.rateShare").orElse(50L);
        if (percent < 1 || percent > 100) {
            throw Fault.of(ExitCode.SETTINGS, "The setting okta.rateShare is " + percent + ", not 1 to 100 percent.")
                    .hint("bwdc config okta.rateShare 50");
        }
        return percent / 100.0;
    }

    /** What a service app has to be granted. */
    String scopes() {
        return sync.groups()
                ? sync.users() ? "okta.users.read okta.groups.read" : "okta.groups.read"
                : "okta.users.read";
    }

    /** Of everything that decides what a read finds. */
    String fingerprint() {
        return Fingerprint.of(List.of(
                url,
                sync.users(),
                sync.groups(),
                sync.userFilter(),
                sync.groupFilter(),
                sync.removeDisabled(),
                switch (signIn) {
                    case ApiToken token -> "";
                    case ServiceApp app -> app.clientId();
                }));
    }

    private static Fault missing(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                .details(List.of(setting + " is not set"))
                .hint("bwdc config --check names everything that is missing, and where it is found");
    }
}
