package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.entra.EntraTenant;
import bwdc.demo.entra.TenantData;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repeats what the reference did with a tenant of Entra ID: the same settings and the same people come to the same import,
 * byte for byte. What differs on purpose is named here, at the place where it differs.
 */
class EntraReferenceTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference-cloud/entra");

    /**
     * Somebody who was removed before the first run. The recording invents that Graph tells an address with a removal, so the
     * reference sends it; Graph tells none, and a removal is sent of people whom the organization was told of.
     */
    private static final String GONE = "1a000000-0000-4000-8000-000000000023";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "users-only",
                "groups-only",
                "user-include",
                "user-exclude",
                "group-include",
                "group-exclude",
                "exclude-group",
                "remove-disabled",
                "us-government"
            })
    void syncsTheSame(String name) throws IOException {
        try (var replay = new Replay(name)) {
            replay.runs.run("login");
            // People who were deleted are listed with their addresses from Entra ID's own list of them.
            assertThat(replay.runs.run("test")).isEqualTo(replay.recorded("test.out"));
            replay.runs.run("sync");
            assertThat(replay.runs.imports()).containsExactly(replay.body(1));
            // The reference sends all of it again after it once sent a removal.
            replay.runs.run("sync");
            assertThat(replay.runs.imports()).hasSize(1);
        }
    }

    @Test
    void waitsAsItIsTold() throws IOException {
        try (var replay = new Replay("throttle-429")) {
            replay.runs.run("login");
            Predicate<Ask> secondPage =
                    ask -> ask.path().endsWith("/users") && ask.rawQuery().contains("skiptoken");
            replay.runs.tenant.server().reply(secondPage, Reply.empty(429).with("Retry-After", "1"));
            assertThat(replay.runs.runTelling("sync")).contains("slow down (429); next try in 1 s");
            assertThat(replay.runs.imports()).containsExactly(replay.body(1));
        }
    }

    /** One recording and the servers that it is repeated with. */
    private final class Replay implements AutoCloseable {
        private final Path recording;
        private final EntraRuns runs;

        Replay(String name) throws IOException {
            recording = RECORDINGS.resolve(name);
            var settings = parse(recorded("settings.json"));
            runs = new EntraRuns(EntraTenant.start(company(), "corp.example", 3, Clock.systemUTC()), folder, settings);
            if ("login.microsoftonline.us"
                    .equals(settings.object("directoryEntra").orElseThrow().get("identityAuthority"))) {
                runs.tenant.graphHost("graph.microsoft.us");
            }
        }

        /** The people and groups that the recording served. */
        private static TenantData company() throws IOException {
            var company = parse(Files.readString(RECORDINGS.resolve("company.json")));
            var data = new TenantData();
            objects(company, "users").forEach(user -> data.addUser(user.remove("note")));
            objects(company, "groups").forEach(group -> data.addGroup(group.remove("note"), texts(group)));
            objects(company, "others").forEach(data::addOther);
            objects(company, "administrativeUnits")
                    .forEach(unit -> data.addUnit(unit.text("id").orElseThrow(), texts(unit)));
            objects(company, "removed").stream()
                    .filter(removed -> "changed".equals(removed.get("reason"))
                            && Long.valueOf(1).equals(removed.get("phase")))
                    .forEach(data::addDeleted);
            return data;
        }

        private static List<JsonObject> objects(JsonObject company, String key) {
            return company.list(key).stream().map(JsonObject.class::cast).toList();
        }

        private static List<String> texts(JsonObject group) {
            return group.list("members").stream().map(String.class::cast).toList();
        }

        String recorded(String file) throws IOException {
            return Files.readString(recording.resolve(file));
        }

        /** What was sent, without the one who was gone from the beginning. */
        String body(int number) throws IOException {
            var body = parse(recorded("import-body-" + number + ".json"));
            List<Object> members = new ArrayList<>(body.list("members"));
            members.removeIf(member -> GONE.equals(((JsonObject) member).get("externalId")));
            return Json.compact(body.put("members", members));
        }

        private static JsonObject parse(String json) {
            return (JsonObject) Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {
            runs.close();
        }
    }
}
