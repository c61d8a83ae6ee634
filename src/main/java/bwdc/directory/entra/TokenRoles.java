package bwdc.directory.entra;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What an access token says that its owner may do. Tokens are meant for Graph alone and may change their form, so nothing but
 * advice depends on it.
 */
final class TokenRoles {
    private TokenRoles() {}

    static Optional<List<String>> of(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.parse(Base64.getUrlDecoder().decode(parts[1])) instanceof JsonObject claims
                    ? Optional.of(claims.list("roles").stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .sorted()
                            .toList())
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
