package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.RecordedRequest;
import bwdc.demo.google.GoogleCompany;
import bwdc.demo.google.GoogleTenant;
import bwdc.demo.google.GoogleTenant.Options;
import bwdc.demo.google.ServiceAccount;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repeats what the reference did with a Google Workspace account: the same settings and the same company must lead to the
 * same import, to the byte. What differs on purpose is named here, at the place where it differs.
 */
class GoogleReferenceTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference-cloud/google");
    private static final ServiceAccount ACCOUNT = ServiceAccount.make(
            "sync@corp-stub.iam.gserviceaccount.com", "104000000000000000002", "admin@corp.example");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "users-only",
                "user-include",
                "user-exclude",
                "group-include",
                "query",
                "customer",
                "domain-and-customer"
            })
    void syncsTheSame(String name) throws IOException {
        try (var replay = new Replay(name)) {
            assertThat(replay.run(0, "test")).isEqualTo(replay.recorded("test.out"));
            if (!replay.has("sync.out")) {
                return;
            }
            assertThat(replay.run(0, "sync")).isEqualTo(replay.recorded("sync.out"));
            assertThat(replay.sent()).containsExactly(replay.recorded("import-body-1.json"));
            replay.run(0, "sync");
            assertThat(replay.sent()).as("nothing changed").hasSize(1);
        }
    }

    /** The reference empties a group that the whole account is in when users are not synced: it has not read them. */
    @Test
    void everybodyIsInAGroupOfEverybodyWithoutSyncingUsers() throws IOException {
        try (var replay = new Replay("groups-only");
                var everything = new Replay("everything")) {
            replay.run(0, "sync");
            var sent = groups(replay.sent().getFirst());
            var recorded = groups(replay.recorded("import-body-1.json"));
            assertThat(recorded.put(
                            " Everyone ",
                            groups(everything.recorded("import-body-1.json")).get(" Everyone ")))
                    .isEqualTo("[]");
            assertThat(sent).isEqualTo(recorded);
        }
    }

    private static Map<String, String> groups(String body) {
        Map<String, String> groups = new TreeMap<>();
        object(body).list("groups").stream()
                .map(JsonObject.class::cast)
                .forEach(group ->
                        groups.put(group.text("name").orElse(""), Json.compact(group.get("memberExternalIds"))));
        return groups;
    }

    /** The reference takes a filter that it does not understand for none and syncs everybody. */
    @Test
    void aQueryWithoutItsBarIsNoFilter() throws IOException {
        try (var replay = new Replay("query-without-bar")) {
            assertThat(replay.run(3, "sync")).contains("sync.userFilter", "^");
            assertThat(replay.sent()).isEmpty();
        }
    }

    /** The reference does not try again what Google refuses with 403 because it was asked too much at once. */
    @Test
    void aQuotaOfAMinuteIsWaitedFor() throws IOException {
        try (var replay = new Replay("quota-403");
                var everything = new Replay("everything")) {
            replay.run(0, "sync");
            assertThat(replay.sent()).containsExactly(everything.recorded("import-body-1.json"));
        }
    }

    /** The reference waits less than it is asked to. */
    @Test
    void throttlingAndShortFailuresAreWaitedFor() throws IOException {
        try (var replay = new Replay("throttle-429")) {
            assertThat(replay.run(0, "sync")).isEqualTo(replay.recorded("sync.out"));
            assertThat(replay.sent()).containsExactly(replay.recorded("import-body-1.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbidden-403", "server-error-500", "token-401"})
    void sendsNothingAfterAFailure(String name) throws IOException {
        try (var replay = new Replay(name)) {
            // The reference says only what Google says, or that authentication failed.
            assertThat(replay.run(5, "sync")).contains("Google", "hint: ");
            assertThat(replay.sent()).isEmpty();
        }
    }

    /** The reference fails with a key in one line, which is how the key file has it. */
    @Test
    void takesAKeyInOneLine() throws IOException {
        try (var replay = new Replay("escaped-key");
                var everything = new Replay("everything")) {
            assertThat(replay.run(0, "test")).isEqualTo(everything.recorded("test.out"));
        }
    }

    private static JsonObject object(String json) {
        return (JsonObject) Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** One recording and the servers that it is repeated with. */
    private final class Replay implements AutoCloseable {
        private static final String CLIENT = "organization.11111111-2222-3333-4444-555555555555";

        private final String name;
        private final Path state;
        private final GoogleTenant tenant;
        private final EmbeddedOrganization organization;

        Replay(String name) throws IOException {
            this.name = name;
            state = Files.createDirectory(folder.resolve(name));
            var company = GoogleCompany.of(object(Files.readString(RECORDINGS.resolve("company.json"))));
            tenant = GoogleTenant.start(company, ACCOUNT, Options.USUAL.withPages(3));
            organization = EmbeddedOrganization.start(OrganizationOptions.USUAL.withKey(CLIENT, "x"));
            script();
            var data = object(recorded("settings.json"));
            var key = ACCOUNT.privateKey();
            data.object("directoryGsuite")
                    .orElseThrow()
                    .put("privateKey", name.equals("escaped-key") ? key.replace("\n", "\\n") : key);
            data.put("stateVersion", 8L)
                    .put(
                            "environmentUrls",
                            new JsonObject().put("base", organization.url().toString()));
            Files.writeString(state.resolve("data.json"), Json.pretty(data));
            Files.writeString(
                    state.resolve("authority.pem"), tenant.certificate().orElseThrow());
            run(0, "login");
        }

        /** The failures of the recording, by what they match: {@code METHOD HOST PATH?QUERY}. */
        private void script() throws IOException {
            if (!has("faults.json")) {
                return;
            }
            var faults = (List<?>) Json.parse(recorded("faults.json").getBytes(StandardCharsets.UTF_8));
            for (var each : Objects.requireNonNull(faults)) {
                var fault = (JsonObject) each;
                // Tokens of pages differ from server to server.
                var match = Pattern.compile(fault.text("match").orElseThrow().replace("pageToken=p3", "pageToken=p"));
                var reply = Reply.json(fault.number("status").orElseThrow().intValue(), fault.get("body"));
                var retryAfter = fault.object("headers").flatMap(headers -> headers.text("retry-after"));
                var answer =
                        retryAfter.map(time -> reply.with("Retry-After", time)).orElse(reply);
                for (long i = 0; i < fault.number("times").orElse(20L); i++) {
                    tenant.server().reply(ask -> match.matcher(line(ask)).find(), answer);
                }
            }
        }

        private static String line(Ask ask) {
            return ask.method() + " admin.googleapis.com " + ask.path() + "?"
                    + URLDecoder.decode(ask.rawQuery(), StandardCharsets.UTF_8);
        }

        /** Runs a command and returns what it printed, on standard error when it is to fail. */
        String run(int status, String... args) {
            var host = new TestHost()
                    .with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", state.toString())
                    .with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true")
                    .with("BWDC_CA_FILE", state.resolve("authority.pem").toString())
                    .with("BWDC_GSUITE_TOKEN_URL", tenant.url() + "/token")
                    .with("BWDC_GSUITE_API_URL", tenant.url().toString())
                    .with("BW_CLIENTID", CLIENT)
                    .with("BW_CLIENTSECRET", "x");
            var program = new Program(
                    new Release("0", Optional::empty),
                    Path.of("/nonexistent"),
                    Catalog.SOURCES,
                    Catalog.SCHEDULERS,
                    ended -> {});
            assertThat(program.run(host.host(), List.of(args))).as(host.err()).isEqualTo(status);
            return status == 0 ? host.out() : host.err();
        }

        List<String> sent() {
            List<String> bodies = new ArrayList<>();
            organization.imports().stream().map(RecordedRequest::text).forEach(bodies::add);
            return bodies;
        }

        boolean has(String file) {
            return Files.exists(RECORDINGS.resolve(name).resolve(file));
        }

        String recorded(String file) throws IOException {
            return Files.readString(RECORDINGS.resolve(name).resolve(file));
        }

        @Override
        public void close() {
            tenant.close();
            organization.close();
        }
    }
}
