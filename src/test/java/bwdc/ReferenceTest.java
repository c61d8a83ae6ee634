package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.RecordedRequest;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.Slapd;
import bwdc.testkit.TestHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repeats what the reference did, against a real slapd: the same commands on the same directory must print and send the
 * same bytes and leave the same data.json. What differs on purpose is named here, at the place where it differs.
 */
class ReferenceTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference");
    private static final String CLIENT = "organization.11111111-2222-3333-4444-555555555555";

    /** A member written in other case and spacing: the reference does not know her, so she is missing in its groups. */
    private static final String ANN = "uid=ann,ou=people,dc=bench,dc=example";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "overwrite-tiny", "delta-tiny", "token-expiring-tiny", "large-2100"})
    void syncsTheSame(String name) throws IOException {
        try (var replay = new Replay(name)) {
            assertThat(replay.run("login")).isEqualTo(replay.recorded("1-login.out"));
            assertThat(replay.run("test")).isEqualTo(replay.withAnn(replay.recorded("2-test.out")));
            if (!name.equals("large-2100")) {
                assertThat(replay.run("--pretty", "test"))
                        .isEqualTo(
                                Json.pretty(replay.parse(replay.withAnn(replay.recorded("3-test-pretty.out")))) + "\n");
                assertThat(Json.pretty(replay.parse(replay.recorded("3-test-pretty.out"))) + "\n")
                        .isEqualTo(replay.recorded("3-test-pretty.out"));
            }
            assertThat(replay.run("sync")).isEqualTo(replay.recorded("4-sync.out"));
            assertThat(replay.dataFile()).isEqualTo(replay.recordedDataFile());
            assertThat(replay.run("sync")).isEqualTo(replay.recorded("5-sync-again.out"));
            assertThat(replay.run("last-sync", "users").strip()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z");
            replay.sameRequests();
        }
    }

    @Test
    void tellsWhatTheServerSaysWhenItRefusesTheImport() throws IOException {
        try (var replay = new Replay("http400-tiny")) {
            var refusal = Reply.json(
                    400,
                    new JsonObject()
                            .put("object", "error")
                            .put("message", "stub says 400")
                            .put("errors", null));
            replay.organization.replyToImports(refusal, refusal);
            replay.run("login");
            // The exit code tells more than the reference's 1, and a hint follows its sentence.
            assertThat(replay.runFailing(6, "sync"))
                    .startsWith(replay.recorded("4-sync.err"))
                    .contains("hint: ");
            assertThat(replay.runFailing(6, "sync")).startsWith(replay.recorded("5-sync-again.err"));
            assertThat(replay.run("last-sync", "users")).isEqualTo(replay.recorded("6-last-sync.out"));
            assertThat(replay.dataFile()).isEqualTo(replay.recordedDataFile());
            replay.sameRequests();
        }
    }

    @Test
    void forgetsAKeyThatIsRefusedTwice() throws IOException {
        try (var replay = new Replay("http401-tiny")) {
            var refusal = Reply.json(
                    401,
                    new JsonObject()
                            .put("object", "error")
                            .put("message", "stub says 401")
                            .put("errors", null));
            replay.organization.replyToImports(refusal, refusal);
            replay.run("login");
            // The reference prints a stack trace here, and does not try the key once more.
            assertThat(replay.runFailing(4, "sync")).startsWith("Your login session has expired.\n");
            // With the key in its environment a run would sign in by itself.
            replay.environmentHasKey = false;
            assertThat(replay.runFailing(4, "sync")).startsWith(replay.recorded("5-sync-again.err"));
            assertThat(replay.runFailing(4, "last-sync", "users")).startsWith(replay.recorded("6-last-sync.err"));
            assertThat(replay.dataFile()).isEqualTo(replay.recordedDataFile());
        }
    }

    @Test
    void saysWhoRefusedThePassword() throws IOException {
        try (var replay = new Replay("badpw-tiny")) {
            assertThat(replay.run("login")).isEqualTo(replay.recorded("1-login.out"));
            // The reference says " Code: 0x31".
            for (var command : List.of("test", "sync", "sync")) {
                assertThat(replay.runFailing(5, command))
                        .startsWith("ldap://127.0.0.1:" + replay.slapd.port()
                                + " refused the sign-in of cn=admin,dc=bench,dc=example: invalid credentials (49)");
            }
            assertThat(replay.run("last-sync", "users")).isEqualTo(replay.recorded("6-last-sync.out"));
            assertThat(replay.dataFile()).isEqualTo(replay.recordedDataFile());
        }
    }

    /** One recording and the servers that it is repeated with. */
    private final class Replay implements AutoCloseable {
        private final Path recording;
        private final Slapd slapd;
        private final EmbeddedOrganization organization;
        private final boolean annIsKnown;
        private boolean environmentHasKey = true;

        Replay(String name) throws IOException {
            recording = RECORDINGS.resolve(name);
            annIsKnown = !name.equals("large-2100");
            slapd = Slapd.start(Slapd.Options.of(annIsKnown ? recorded("tiny.ldif") : recorded("2100-60.ldif"))
                    .global("sizelimit unlimited"));
            var life = name.equals("token-expiring-tiny") ? Duration.ofMinutes(4) : Duration.ofHours(1);
            organization = EmbeddedOrganization.start(
                    OrganizationOptions.USUAL.withKey(CLIENT, "x").withTokenLife(life));
            Files.writeString(folder.resolve("data.json"), here(recorded("data-before.json")));
        }

        /** A recorded text with the ports of this replay instead of the recording's. */
        private String here(String text) {
            return text.replaceAll("http://127.0.0.1:[0-9]+", organization.url().toString())
                    .replaceAll("\"port\": [0-9]+", "\"port\": " + slapd.port());
        }

        String run(String... args) {
            var host = host();
            assertThat(program().run(host.host(), List.of(args))).as(host.err()).isZero();
            assertThat(host.err()).isEmpty();
            return host.out();
        }

        String runFailing(int status, String... args) {
            var host = host();
            assertThat(program().run(host.host(), List.of(args))).as(host.err()).isEqualTo(status);
            assertThat(host.out()).isEmpty();
            return host.err();
        }

        private Program program() {
            return new Program(
                    new Release("0", Optional::empty),
                    Path.of("/nonexistent"),
                    Catalog.SOURCES,
                    Catalog.SCHEDULERS,
                    status -> {});
        }

        private TestHost host() {
            var host = new TestHost()
                    .with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.toString())
                    .with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
            return environmentHasKey ? host.with("BW_CLIENTID", CLIENT).with("BW_CLIENTSECRET", "x") : host;
        }

        String recorded(String file) throws IOException {
            if (Files.exists(recording.resolve(file))) {
                return Files.readString(recording.resolve(file));
            }
            var packed = Files.readAllBytes(recording.resolve(file + ".gz"));
            try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        String dataFile() throws IOException {
            return masked(Files.readString(folder.resolve("data.json")));
        }

        /** As recorded, with the hash taken of the body that this replay must send to this replay's address. */
        String recordedDataFile() throws IOException {
            return masked(here(recorded("data-after-sync.json"))
                    .replaceAll(
                            "\"lastSyncHash\": \"[^\"]+\"",
                            "\"lastSyncHash\": \"" + Objects.toString(hash()).replace("$", "\\$") + "\""));
        }

        private String hash() throws IOException {
            var bodies = recordedBodies();
            var json = bodies.size() == 1 ? bodies.getFirst() : "[" + String.join(",", bodies) + "]";
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                var text = organization.url() + "/api" + CLIENT.substring("organization.".length()) + json;
                return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        /** Ids, tokens and times differ from run to run. */
        private static String masked(String data) {
            return data.replaceAll("\"appId\": \"[0-9a-f-]{36}\"", "\"appId\": \"ID\"")
                    .replaceAll("\"accessToken\": \"[^\"]+\"", "\"accessToken\": \"TOKEN\"")
                    .replaceAll("\"(last(?:Group|User)Sync)\": \"[0-9T:.-]+Z\"", "\"$1\": \"TIME\"");
        }

        Object parse(String json) {
            return Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        }

        /** The recording with Ann in d-shared and in the three groups above it. */
        String withAnn(String json) {
            if (!annIsKnown) {
                return json;
            }
            var document = (JsonObject) parse(json);
            for (var each : document.list("groups")) {
                addAnn((JsonObject) each, "displayName", "userIds");
            }
            return Json.compact(document) + (json.endsWith("\n") ? "\n" : "");
        }

        private static void addAnn(JsonObject group, String name, String list) {
            if (List.of("d-shared", "b-left", "c-right", "a-top")
                    .contains(group.text(name).orElse(""))) {
                List<Object> members = new ArrayList<>(group.list(list));
                members.add(members.indexOf("uid=dan,ou=people,dc=bench,dc=example") + 1, ANN);
                group.put(list, members);
            }
        }

        private List<String> recordedBodies() throws IOException {
            List<String> bodies = new ArrayList<>();
            for (int i = 1;
                    Files.exists(recording.resolve("import-body-" + i + ".json"))
                            || Files.exists(recording.resolve("import-body-" + i + ".json.gz"));
                    i++) {
                var body = recorded("import-body-" + i + ".json");
                if (annIsKnown) {
                    var document = (JsonObject) parse(body);
                    document.list("groups").forEach(group -> addAnn((JsonObject) group, "name", "memberExternalIds"));
                    body = Json.compact(document);
                }
                bodies.add(body);
            }
            return bodies;
        }

        /** Every request in order: path, form or body to the byte, and the headers that the reference sets itself. */
        void sameRequests() throws IOException {
            var expected = recorded("requests.jsonl")
                    .lines()
                    .map(line -> (JsonObject) parse(line))
                    .toList();
            // The reference never looks at the organization.
            var sent = organization.requests().stream()
                    .filter(request -> !request.method().equals("GET"))
                    .toList();
            assertThat(sent.stream().map(request -> request.method() + " " + request.path()))
                    .isEqualTo(expected.stream()
                            .map(line -> line.text("method").orElse("") + " "
                                    + line.text("path").orElse(""))
                            .toList());
            for (int i = 0; i < sent.size(); i++) {
                sameHeaders(sent.get(i), expected.get(i).object("headers").orElseThrow());
                if (!sent.get(i).isImport()) {
                    assertThat(maskedForm(sent.get(i).text()))
                            .isEqualTo(maskedForm(expected.get(i).text("body").orElse("")));
                }
            }
            assertThat(organization.imports().stream().map(RecordedRequest::text))
                    .isEqualTo(recordedBodies());
        }

        private static String maskedForm(String form) {
            return form.replaceAll("deviceIdentifier=[0-9a-f-]{36}", "deviceIdentifier=ID");
        }

        private void sameHeaders(RecordedRequest sent, JsonObject expected) {
            for (var name : List.of(
                    "content-type",
                    "accept",
                    "device-type",
                    "bitwarden-client-name",
                    "bitwarden-client-version",
                    "content-length")) {
                var value = expected.text(name).orElse("");
                if (!name.equals("content-length") || !sent.isImport()) {
                    assertThat(sent.headers().get(name)).as(name).containsExactly(value);
                }
            }
            // The reference has a slip in place of its version.
            var agent = expected.text("user-agent").orElse("").replace("[object Promise]", "2026.6.1");
            assertThat(sent.headers().get("user-agent")).containsExactly(agent);
            assertThat(sent.headers().containsKey("authorization")).isEqualTo(expected.has("authorization"));
        }

        @Override
        public void close() {
            slapd.close();
            organization.close();
        }
    }

    /** The recordings' own hashes, taken by the reference for its own bodies. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "overwrite-tiny", "delta-tiny", "token-expiring-tiny", "large-2100"})
    void theRecordedHashIsThatOfTheRecordedBodies(String name) throws Exception {
        var recording = RECORDINGS.resolve(name);
        var data = Files.readString(recording.resolve("data-after-sync.json"));
        List<String> bodies = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            var file = recording.resolve("import-body-" + i + ".json");
            if (Files.exists(file)) {
                bodies.add(Files.readString(file));
            } else if (Files.exists(Path.of(file + ".gz"))) {
                try (var in = new GZIPInputStream(Files.newInputStream(Path.of(file + ".gz")))) {
                    bodies.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        var json = bodies.size() == 1 ? bodies.getFirst() : "[" + String.join(",", bodies) + "]";
        var base = Pattern.compile("\"base\": \"([^\"]+)\"").matcher(data);
        assertThat(base.find()).isTrue();
        var text = base.group(1) + "/api" + CLIENT.substring("organization.".length()) + json;
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(data).contains("\"lastSyncHash\": \"" + hash + "\"");
    }
}
