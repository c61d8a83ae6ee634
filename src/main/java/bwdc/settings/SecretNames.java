package bwdc.settings;

import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The names under which directory secrets are stored. A block's {@code id} is part of the name and stays the same as long
 * as the block means the same directory account.
 */
final class SecretNames {
    /** What data.json holds in place of a secret that is stored elsewhere. */
    static final String PLACEHOLDER = "[STORED SECURELY]";

    private SecretNames() {}

    /** The name for writing. */
    static String scoped(Setting setting, JsonObject block) {
        return base(setting) + block.text("id").map(id -> ":" + id).orElse("");
    }

    /** Names to look under, best first; older releases knew no ids and called Entra ID Azure. */
    static List<String> candidates(Setting setting, JsonObject block) {
        List<String> names = new ArrayList<>();
        names.add(scoped(setting, block));
        names.add(base(setting));
        if (setting.block().equals(DirectoryType.ENTRA.block())) {
            block.text("id").ifPresent(id -> names.add("secretAzure:" + id));
            names.add("secretAzure");
        }
        return names;
    }

    /** Of the secret that the reference knows too; another one of the same block has its key behind it. */
    private static String base(Setting setting) {
        return "secret"
                + switch (setting.block()) {
                    case "directoryLdap" -> "Ldap";
                    case "directoryEntra" -> "Entra";
                    case "directoryGsuite" -> "Gsuite";
                    case "directoryOkta" -> setting.key().equals("token") ? "Okta" : "OktaPrivateKey";
                    default -> "OneLogin";
                };
    }

    /** Whether this key is part of what makes a block the account that it is. */
    static boolean identifies(Setting setting) {
        return identity(setting.block()).contains(setting.key());
    }

    private static Set<String> identity(String block) {
        return switch (block) {
            case "directoryLdap" -> Set.of("hostname", "domain", "username");
            case "directoryEntra" -> Set.of("tenant", "applicationId");
            case "directoryGsuite" -> Set.of("clientEmail", "domain", "customer");
            case "directoryOkta" -> Set.of("orgUrl");
            case "directoryOnelogin" -> Set.of("clientId", "region");
            default -> Set.of();
        };
    }

    static String newId() {
        return Objects.requireNonNull(UUID.randomUUID().toString());
    }
}
