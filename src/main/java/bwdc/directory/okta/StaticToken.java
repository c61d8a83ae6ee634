package bwdc.directory.okta;

import bwdc.directory.cloud.Credential;
import bwdc.secret.Secret;
import java.net.URI;
import java.util.Map;

/** A token of an administrator, which is either good or not. */
record StaticToken(Secret token) implements Credential {
    @Override
    public Map<String, String> headers(String method, URI uri) {
        return Map.of("Authorization", "SSWS " + token.reveal());
    }

    @Override
    public boolean renew(Map<String, String> refused) {
        return false;
    }
}
