package bwdc.demo;

import bwdc.demo.loopback.Certificate;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a training run speaks to, in a process of its own: the start-up cache is to hold what every day's commands need, and
 * no servers. It prints one line of JSON with the environments to run in, {@code plain}, {@code encrypted} and
 * {@code telling}; for each line of input it changes the directory and says so; it ends when its input does.
 */
public final class TrainingServers {
    private TrainingServers() {}

    public static void main(String[] args) throws IOException {
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.startEncrypted();
                var organization = EmbeddedOrganization.start(options);
                var other = EmbeddedOrganization.startEncrypted(options);
                var telling = TellingDirectory.of(directory);
                var folder = DemoFolder.create(directory, organization, options.clientSecret())) {
            var plain = folder.environment(options.clientId());
            System.out.println(Json.compact(new JsonObject()
                    .put("plain", json(plain))
                    .put("encrypted", json(encrypted(plain, directory, other, folder.path())))
                    .put("telling", json(with(plain, "BWDC_LDAP_PORT", Integer.toString(telling.port()))))));
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                change(telling);
                System.out.println("changed");
            }
        }
    }

    /** Most directories and organizations are at the end of an encrypted connection, which takes hundreds of classes. */
    private static Map<String, String> encrypted(
            Map<String, String> plain, EmbeddedDirectory directory, EmbeddedOrganization organization, Path folder) {
        Map<String, String> variables = new HashMap<>(plain);
        variables.remove("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS");
        variables.put("BWDC_LDAP_PASSWORD", EmbeddedDirectory.PASSWORD);
        variables.put("BWDC_KEY_FILE", folder.resolve("training.key").toString());
        variables.put("BWDC_LDAP_HOSTNAME", "localhost");
        variables.put("BWDC_LDAP_PORT", Integer.toString(directory.tlsPort()));
        variables.put("BWDC_LDAP_SSL", "true");
        try {
            var authority = Files.writeString(
                    folder.resolve("ca.pem"), Certificate.shared().pem());
            variables.put("BWDC_LDAP_SSL_CA_PATH", authority.toString());
            variables.put("BWDC_SERVER", organization.url().toString());
            variables.put("BWDC_CA_FILE", authority.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    private static Map<String, String> with(Map<String, String> plain, String name, String value) {
        Map<String, String> variables = new HashMap<>(plain);
        variables.put(name, value);
        return variables;
    }

    private static JsonObject json(Map<String, String> variables) {
        var json = new JsonObject();
        variables.forEach(json::put);
        return json;
    }

    private static void change(TellingDirectory telling) {
        for (var name : new String[] {"sync", "nobody"}) {
            telling.change(
                    "cn=board,ou=groups," + EmbeddedDirectory.ROOT,
                    new Modification(ModificationType.ADD, "member", "cn=" + name + "," + EmbeddedDirectory.ROOT));
        }
    }
}
