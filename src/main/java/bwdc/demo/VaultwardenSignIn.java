package bwdc.demo;

import bwdc.demo.loopback.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why Vaultwarden refuses a sign-in, in the order in which it looks: the form, that each field is there though it may be
 * empty, its rate, and only then scope and key.
 */
final class VaultwardenSignIn {
    private static final Duration REFILL = Duration.ofMinutes(1);
    private static final String PREFIX = "organization.";
    private static final Map<String, String> FIELDS = fields();

    private final OrganizationOptions options;
    private Instant allUsedSince = Instant.EPOCH;

    VaultwardenSignIn(OrganizationOptions options) {
        this.options = options;
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        for (var name : List.of("client_id", "client_secret", "scope")) {
            fields.put(name, name);
        }
        fields.put("deviceIdentifier", "device_identifier");
        fields.put("deviceName", "device_name");
        fields.put("deviceType", "device_type");
        return fields;
    }

    Optional<Reply> refusal(Map<String, List<String>> headers, Map<String, String> form) {
        var type = headers.getOrDefault("content-type", List.of("")).getFirst();
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return Optional.of(Rocket.page(415, headers));
        }
        if (!form.containsKey("grant_type")) {
            return Optional.of(Rocket.page(422, headers));
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return Optional.of(Rocket.refusal(400, "Invalid type"));
        }
        for (var field : FIELDS.entrySet()) {
            if (!form.containsKey(field.getKey())) {
                return Optional.of(Rocket.refusal(400, field.getValue() + " cannot be blank"));
            }
        }
        if (isTooMany()) {
            return Optional.of(Rocket.refusal(429, "Too many login requests"));
        }
        return problem(form).map(message -> Rocket.refusal(400, message));
    }

    private Optional<String> problem(Map<String, String> form) {
        if (!"api.organization".equals(form.get("scope"))) {
            return Optional.of("Scope not supported");
        }
        if (!form.getOrDefault("client_id", "").startsWith(PREFIX)) {
            return Optional.of("Malformed client_id");
        }
        if (!options.clientId().equals(form.get("client_id"))) {
            return Optional.of("Invalid client_id");
        }
        return options.clientSecret().equals(form.get("client_secret"))
                ? Optional.empty()
                : Optional.of("Incorrect client_secret");
    }

    /** So many at once, and one more each minute; nothing says when. */
    private boolean isTooMany() {
        if (options.signInsAtOnce().isEmpty()) {
            return false;
        }
        var now = Instant.now();
        var earliest = now.minus(REFILL.multipliedBy(options.signInsAtOnce().getAsInt()));
        var used = (allUsedSince.isBefore(earliest) ? earliest : allUsedSince).plus(REFILL);
        if (used.isAfter(now)) {
            return true;
        }
        allUsedSince = used;
        return false;
    }
}
