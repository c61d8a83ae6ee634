package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.onelogin.Entries;
import bwdc.demo.onelogin.OneLoginTenant;
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
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repeats what was recorded of the reference with an account of OneLogin: the same settings and the same company make the
 * same import, with one difference everywhere: ids are text, not numbers, which Vaultwarden does not take. Where the
 * reference is wrong, the test says how.
 */
class OneLoginReferenceTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference-cloud/onelogin");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "users-only",
                "include-users",
                "exclude-users",
                "include-roles",
                "remove-disabled",
                "email-suffix",
                "low-rate-limit",
                "native-query-special",
                "region-eu"
            })
    void isTheSame(String name) throws IOException {
        try (var replay = new Replay(name)) {
            if (name.equals("low-rate-limit")) {
                replay.tenant.showRemaining(0);
            }
            replay.run(0, "login");
            assertThat(replay.run(0, "test").strip())
                    .isEqualTo(withTextIds(replay.recorded("test.out")).strip());
            replay.run(0, "sync");
            assertThat(replay.posted()).isEqualTo(replay.recordedBodies());
            assertThat(replay.run(0, "sync")).contains("Synced 0 group(s) and 0 user(s).");
            assertThat(replay.posted()).hasSameSizeAs(replay.recordedBodies());
        }
    }

    @Test
    void followsWhatChanges() throws IOException {
        try (var replay = new Replay("second-sync-changed")) {
            // An address that changes waits for an approval else.
            replay.host.with("BWDC_SAFETY_MAIL_CHANGES", "send");
            replay.run(0, "login");
            replay.run(0, "sync");
            replay.company = company("company-changed.json");
            replay.run(0, "sync");
            assertThat(replay.posted()).isEqualTo(replay.recordedBodies());
        }
    }

    /** The reference posts each role without a member when users are not synced, which empties the groups. */
    @Test
    void rolesKeepTheirMembersWithoutUsers() throws IOException {
        try (var replay = new Replay("groups-only");
                var everything = new Replay("everything")) {
            replay.run(0, "login");
            replay.run(0, "sync");
            assertThat(groups(replay.recordedBodies().getFirst()))
                    .allSatisfy(
                            group -> assertThat(group.list("memberExternalIds")).isEmpty());
            assertThat(groups(replay.posted().getFirst()))
                    .isEqualTo(groups(everything.recordedBodies().getFirst()));
            assertThat(parse(replay.posted().getFirst()).list("members")).isEmpty();
        }
    }

    /** What the reference takes for the end of a list is none; what passes is tried again, and then it is all there. */
    @ParameterizedTest
    @ValueSource(strings = {"http-429-users-page-2", "http-500-users-page-2", "http-500-roles-page-2"})
    void whatPassesDoesNotMakeAListShort(String name) throws IOException {
        try (var replay = new Replay(name);
                var everything = new Replay("everything")) {
            replay.run(0, "login");
            replay.fail(1);
            replay.run(0, "sync");
            assertThat(replay.recordedBodies()).isNotEqualTo(everything.recordedBodies());
            assertThat(replay.posted()).isEqualTo(everything.recordedBodies());
        }
    }

    /** The reference posts four of nine people, or nobody at all, and says that it is done. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "body-500-users-page-2",
                "body-500-without-data",
                "http-500-users-page-1-overwrite",
                "token-expired-page-2"
            })
    void halfAListIsNotSent(String name) throws IOException {
        try (var replay = new Replay(name)) {
            replay.run(0, "login");
            replay.fail(20);
            replay.run(5, "sync");
            replay.run(5, "test");
            assertThat(replay.posted()).isEmpty();
        }
    }

    /** The reference goes there, with the token, and posts what it finds. */
    @Test
    void aNextPageElsewhereIsRefused() throws IOException {
        try (var replay = new Replay("next-link-other-host")) {
            replay.run(0, "login");
            var link = replay.faults().getFirst().text("next").orElseThrow();
            var page = new JsonObject()
                    .put("status", new JsonObject().put("error", false).put("code", 200L))
                    .put("pagination", new JsonObject().put("next_link", link))
                    .put("data", List.of());
            replay.tenant.server().reply(ask -> ask.path().endsWith("/users"), Reply.json(200, page));
            replay.run(5, "sync");
            assertThat(replay.posted()).isEmpty();
        }
    }

    /** The reference takes it for no filter at all, and posts everybody. */
    @Test
    void aMalformedFilterIsAnError() throws IOException {
        try (var replay = new Replay("malformed-filter")) {
            replay.run(0, "login");
            replay.run(3, "sync");
            assertThat(replay.host.err())
                    .contains("includes:bob@acme.example\n")
                    .contains("^\n");
            assertThat(replay.posted()).isEmpty();
        }
    }

    @Test
    void aWrongSecretIsAnError() throws IOException {
        try (var replay = new Replay("token-401")) {
            replay.run(0, "login");
            replay.host.with("BWDC_ONELOGIN_CLIENT_SECRET", "wrong");
            replay.run(5, "sync");
            assertThat(replay.host.err()).contains("401 (Authentication Failure)");
            assertThat(replay.posted()).isEmpty();
        }
    }

    private static Entries company(String file) throws IOException {
        var json = parse(Files.readString(RECORDINGS.resolve(file)));
        var onelogin = json.object("onelogin").orElseThrow();
        return Entries.of(objects(onelogin, "users"), objects(onelogin, "roles"));
    }

    private static JsonObject parse(String json) {
        return (JsonObject) Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.list(key).stream().map(JsonObject.class::cast).toList();
    }

    private static List<JsonObject> groups(String body) {
        return objects(parse(body), "groups");
    }

    private static String withTextIds(String json) {
        var text = json.replaceAll("\"externalId\":([0-9]+)", "\"externalId\":\"$1\"");
        return Pattern.compile("\"(memberExternalIds|userIds)\":\\[([0-9,]+)\\]")
                .matcher(text)
                .replaceAll(
                        list -> "\"" + list.group(1) + "\":[\"" + list.group(2).replace(",", "\",\"") + "\"]");
    }

    /** One recording and the servers that it is repeated with. */
    private final class Replay implements AutoCloseable {
        private final Path recording;
        private final EmbeddedOrganization organization = EmbeddedOrganization.start(OrganizationOptions.USUAL);
        private final OneLoginTenant tenant;
        private final Path state;
        private TestHost host = new TestHost();
        private Entries company = company("company.json");

        Replay(String name) throws IOException {
            recording = RECORDINGS.resolve(name);
            state = Files.createDirectory(folder.resolve(name));
            tenant = OneLoginTenant.start(
                    new Entries() {
                        @Override
                        public List<JsonObject> users() {
                            return company.users();
                        }

                        @Override
                        public List<JsonObject> roles() {
                            return company.roles();
                        }
                    },
                    4);
            settings();
        }

        private void settings() throws IOException {
            var own = tenant.data();
            var settings = parse(recorded("settings.json"));
            var region = settings.object("directoryOnelogin").orElseThrow().text("region");
            own.object("directoryOnelogin").orElseThrow().put("region", region.orElseThrow());
            settings.put("stateVersion", 8L).put("directoryOnelogin", own.get("directoryOnelogin"));
            Files.writeString(state.resolve("data.json"), Json.pretty(settings));
            Files.writeString(state.resolve("ca.pem"), tenant.server().certificate());
            host = host.with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", state.toString())
                    .with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true")
                    .with("HOME", state.toString())
                    .with("SSL_CERT_FILE", state.resolve("ca.pem").toString())
                    .with("BWDC_SERVER", organization.url().toString())
                    .with("BW_CLIENTID", OrganizationOptions.USUAL.clientId())
                    .with("BW_CLIENTSECRET", OrganizationOptions.USUAL.clientSecret());
        }

        String recorded(String file) throws IOException {
            return Files.readString(recording.resolve(file));
        }

        List<JsonObject> faults() throws IOException {
            var list =
                    (List<?>) Objects.requireNonNull(Json.parse(Files.readAllBytes(recording.resolve("faults.json"))));
            return list.stream().map(JsonObject.class::cast).toList();
        }

        /** What the recorded server did wrong, so many times. */
        void fail(int times) throws IOException {
            for (var fault : faults()) {
                var path = Pattern.compile(fault.text("path").orElseThrow());
                var reply = Reply.json(
                        fault.number("status").orElseThrow().intValue(),
                        fault.object("body").orElse(new JsonObject()));
                var headers = fault.object("headers").orElse(new JsonObject());
                for (var header : headers.keys()) {
                    reply = reply.with(header, headers.text(header).orElseThrow());
                }
                tenant.server()
                        .reply(
                                ask -> path.matcher(address(ask)).find(),
                                Stream.generate(constant(reply)).limit(times).toArray(Reply[]::new));
            }
        }

        private static java.util.function.Supplier<Reply> constant(Reply reply) {
            return () -> reply;
        }

        private static String address(Ask ask) {
            return ask.path()
                    + (ask.rawQuery().isEmpty() ? "" : "?" + URLDecoder.decode(ask.rawQuery(), StandardCharsets.UTF_8));
        }

        String run(int status, String... args) {
            var before = host.out().length();
            var program = new Program(
                    new Release("0", Optional::empty),
                    Path.of("/nonexistent"),
                    Catalog.SOURCES,
                    Catalog.SCHEDULERS,
                    any -> {});
            assertThat(program.run(host.host(), List.of(args))).as(host.err()).isEqualTo(status);
            return host.out().substring(before);
        }

        List<String> posted() {
            return organization.imports().stream().map(each -> each.text()).toList();
        }

        List<String> recordedBodies() throws IOException {
            List<String> bodies = new ArrayList<>();
            for (var file : List.of("import-body-1.json", "import-body-2.json")) {
                if (Files.exists(recording.resolve(file))) {
                    bodies.add(withTextIds(recorded(file)));
                }
            }
            return bodies;
        }

        @Override
        public void close() {
            tenant.close();
            organization.close();
        }
    }
}
