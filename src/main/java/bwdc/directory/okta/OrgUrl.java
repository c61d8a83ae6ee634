package bwdc.directory.okta;

import bwdc.directory.cloud.Endpoint;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.OktaCheck;
import java.net.URI;

/** The address of an Okta organization as people write it: with or without {@code https://}, with slashes at its end. */
final class OrgUrl {
    private static final String SETTING = "okta.orgUrl";

    private OrgUrl() {}

    /** @throws Fault with exit code 3 when it is none, or the one of the Admin Console */
    static URI parse(String text) {
        var typed = text.strip().replaceAll("/+$", "");
        var uri = Endpoint.parse(typed.contains("://") ? typed : "https://" + typed, SETTING);
        OktaCheck.withoutAdmin(uri.toString()).ifPresent(right -> {
            throw Fault.of(ExitCode.SETTINGS, "The setting " + SETTING + " is the address of the Admin Console.")
                    .hint("the API is at the address without -admin: bwdc config " + SETTING + " " + right);
        });
        if (!uri.getRawPath().isEmpty()) {
            throw Fault.of(ExitCode.SETTINGS, "The setting " + SETTING + " has a path: " + uri.getRawPath() + ".")
                    .hint("only the server belongs there: bwdc config " + SETTING + " https://"
                            + uri.getRawAuthority());
        }
        return uri;
    }
}
