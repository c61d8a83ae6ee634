package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;

/** An organization's API key. */
public record ApiKey(String clientId, Secret clientSecret) {
    private static final String PREFIX = "organization.";

    public ApiKey {
        if (!clientId.startsWith(PREFIX) || clientId.length() == PREFIX.length()) {
            throw Fault.of(
                            ExitCode.SIGN_IN,
                            "The client id \"" + clientId
                                    + "\" is not an organization's: it must begin with organization.")
                    .hint(
                            "a personal API key (user.…) does not do; the organization's is in the admin console: Settings,"
                                    + " Organization info, View API key");
        }
    }

    public String organizationId() {
        return clientId.substring(PREFIX.length());
    }
}
