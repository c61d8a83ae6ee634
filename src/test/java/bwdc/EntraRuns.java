package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.RecordedRequest;
import bwdc.demo.entra.EntraTenant;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program, a tenant of Entra ID and an organization. */
final class EntraRuns implements AutoCloseable {
    private static final String CLIENT = "organization.11111111-2222-3333-4444-555555555555";

    final EntraTenant tenant;
    final EmbeddedOrganization organization =
            EmbeddedOrganization.start(OrganizationOptions.USUAL.withKey(CLIENT, "x"));
    private final Path folder;

    /** @param settings data.json, apart from the addresses and the secret of the tenant */
    EntraRuns(EntraTenant tenant, Path folder, JsonObject settings) {
        this.tenant = tenant;
        this.folder = folder;
        var block = settings.object("directoryEntra").orElseThrow();
        tenant.data()
                .object("directoryEntra")
                .ifPresent(
                        here -> List.of("key", "loginUrl", "graphUrl").forEach(key -> block.put(key, here.get(key))));
        settings.put("stateVersion", 8L)
                .put(
                        "environmentUrls",
                        new JsonObject().put("base", organization.url().toString()));
        try {
            Files.writeString(folder.resolve("data.json"), Json.pretty(settings));
            Files.writeString(
                    folder.resolve("authority.pem"), tenant.certificate().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Users and groups are synced. */
    static EntraRuns of(EntraTenant tenant, Path folder) {
        return new EntraRuns(
                tenant,
                folder,
                tenant.data().put("sync", new JsonObject().put("users", true).put("groups", true)));
    }

    /** What it printed. */
    String run(String... args) {
        var host = host();
        assertThat(program().run(host.host(), List.of(args))).as(host.err()).isZero();
        return host.out();
    }

    /** What it said on standard error. */
    String runFailing(int status, String... args) {
        var host = host();
        assertThat(program().run(host.host(), List.of(args))).as(host.err()).isEqualTo(status);
        return host.err();
    }

    /** What it said on standard error, of a run that succeeded. */
    String runTelling(String... args) {
        return runFailing(0, args);
    }

    private static Program program() {
        return new Program(
                new Release("0", Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                status -> {});
    }

    private TestHost host() {
        return new TestHost()
                .with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.toString())
                .with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true")
                .with("BWDC_CA_FILE", folder.resolve("authority.pem").toString())
                .with("BW_CLIENTID", CLIENT)
                .with("BW_CLIENTSECRET", "x");
    }

    List<String> imports() {
        return organization.imports().stream().map(RecordedRequest::text).toList();
    }

    @Override
    public void close() {
        tenant.close();
        organization.close();
    }
}
