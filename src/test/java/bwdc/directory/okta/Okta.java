package bwdc.directory.okta;

import bwdc.demo.okta.OktaTenant;
import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Findings;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.http.SideBySide;
import bwdc.http.Trust;
import bwdc.json.JsonObject;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.Settings;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a stand-in, with settings and a clock of the test. Whoever waits only moves the clock on. */
final class Okta {
    private final OktaTenant tenant;
    private final Path folder;
    private final JsonObject okta;
    private final JsonObject sync = new JsonObject().put("users", true).put("groups", true);
    private Duration offset = Duration.ZERO;
    private int asked;
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    Okta(OktaTenant tenant, Path folder) {
        this.tenant = tenant;
        this.folder = folder;
        okta = tenant.data().object("directoryOkta").orElseThrow();
    }

    Okta sync(String key, @Nullable Object value) {
        sync.put(key, value);
        return this;
    }

    Okta set(String key, @Nullable Object value) {
        okta.put(key, value);
        return this;
    }

    /** Signs in as a service app. */
    Okta app() {
        okta.remove("token");
        return set("clientId", tenant.app().clientId())
                .set("privateKey", tenant.app().pem())
                .set("keyId", tenant.app().keyId());
    }

    Okta clockOff(Duration by) {
        offset = by;
        return this;
    }

    Settings settings() {
        try {
            var root = new JsonObject()
                    .put("stateVersion", 5L)
                    .put("directoryType", 3L)
                    .put("directoryOkta", okta)
                    .put("sync", sync);
            Files.writeString(folder.resolve("data.json"), root.toString());
            var host = new TestHost().host();
            var data = DataFile.open(folder, host);
            return new Settings(data, host, new PlaintextSecrets(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OktaDirectory open() {
        return open(Duration.ofSeconds(60));
    }

    /** @param answerLimit how long one answer may take */
    OktaDirectory open(Duration answerLimit) {
        try {
            var authority = folder.resolve("authority.pem");
            Files.writeString(authority, tenant.server().certificate());
            var host = new TestHost()
                    .with("SSL_CERT_FILE", authority.toString())
                    .at(clock())
                    .host();
            var around = new Surroundings(host, new Trust(host), text -> {}, notices::add);
            return new OktaDirectory(OktaSettings.of(settings()), new SideBySide(8), around, answerLimit, this::pause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void pause(Duration time) {
        pauses.add(time);
        offset = offset.plus(time);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                synchronized (Okta.this) {
                    return Instant.now().plus(offset);
                }
            }
        };
    }

    DirectorySnapshot read() {
        return read(Cursor.NONE, true);
    }

    /** An incremental read after another one. */
    DirectorySnapshot after(DirectorySnapshot before) {
        return read(before.next(), false);
    }

    private DirectorySnapshot read(Cursor cursor, boolean full) {
        asked = tenant.server().asks().size();
        try (var directory = open()) {
            return read(directory, cursor, full);
        }
    }

    DirectorySnapshot read(OktaDirectory directory) {
        return read(directory, Cursor.NONE, true);
    }

    private static DirectorySnapshot read(OktaDirectory directory, Cursor cursor, boolean full) {
        var last = Optional.of(Instant.EPOCH);
        return directory.read(new ReadRequest(full, false, last, last, cursor, count -> {}, Findings.NONE));
    }

    /** {@code mail}, with {@code -} behind a disabled and {@code x} behind a deleted one. */
    static List<String> users(DirectorySnapshot snapshot) {
        return snapshot.users().stream().map(Okta::user).toList();
    }

    private static String user(DirectoryUser user) {
        return user.email() + (user.disabled() ? " -" : "") + (user.deleted() ? " x" : "");
    }

    static Map<String, Integer> groups(DirectorySnapshot snapshot) {
        Map<String, Integer> sizes = new HashMap<>();
        snapshot.groups()
                .forEach(group -> sizes.put(group.name(), group.members().size()));
        return sizes;
    }

    /** What the last read asked for, without ids, cursors and times, in alphabetical order. */
    List<String> asks() {
        return tenant.server().asks().stream()
                .skip(asked)
                .map(ask -> ask.path().replaceAll("/groups/[^/]+", "/groups/ID")
                        + ask.parameter("filter").map(text -> " " + text).orElse("")
                        + ask.parameter("after").map(text -> " next").orElse(""))
                .map(text -> text.replace("/api/v1/", "").replaceAll("\"20[^\"]*\"", "TIME"))
                .sorted()
                .toList();
    }
}
