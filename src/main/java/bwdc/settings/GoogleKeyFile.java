package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is given as the key of a service account: the whole file that Google lets one download, or the PEM text in it, which
 * may be one line with {@code \\n}.
 *
 * @param key the PEM text, in several lines
 * @param clientEmail the account that the file names
 * @param clientId the number by which the Admin console knows the account, if the file names it
 */
public record GoogleKeyFile(Secret key, Optional<String> clientEmail, Optional<String> clientId) {
    /** Where a new one is made. */
    public static final String REMEDY = "Google Cloud console, IAM & Admin, Service accounts, Keys, Add key, JSON; then"
            + " bwdc config gsuite.key --secretfile FILE";

    /** @throws Fault with exit code 3 when it is neither */
    public static GoogleKeyFile of(Secret given) {
        var text = Spelling.trim(given.reveal());
        if (!text.startsWith("{")) {
            return new GoogleKeyFile(pem(text), Optional.empty(), Optional.empty());
        }
        var file = file(text);
        var key = file.text("private_key")
                .orElseThrow(
                        () -> wrong("The Google key file has no \"private_key\": is it the key of a service account?"));
        return new GoogleKeyFile(pem(key), file.text("client_email"), file.text("client_id"));
    }

    private static Secret pem(String text) {
        if (!text.contains("-----BEGIN ")) {
            throw wrong(
                    "The value of gsuite.privateKey is neither the key file of a service account nor the key in it.");
        }
        return Secret.of(text.replace("\\n", "\n"));
    }

    private static JsonObject file(String text) {
        try {
            if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException e) {
            throw wrong("The Google key file does not parse: line " + e.line() + ", column " + e.column() + ": "
                    + e.getMessage());
        }
        throw wrong("The Google key file is no JSON object.");
    }

    private static Fault wrong(String sentence) {
        return Fault.of(ExitCode.SETTINGS, sentence).hint(REMEDY);
    }
}
