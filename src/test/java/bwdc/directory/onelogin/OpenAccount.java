package bwdc.directory.onelogin;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.onelogin.Entries;
import bwdc.demo.onelogin.OneLoginTenant;
import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.Findings;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.fault.Fault;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An account of OneLogin on loopback, and reads of it that never wait. */
final class OpenAccount implements AutoCloseable {
    static final Predicate<Ask> TOKEN = ask -> ask.path().endsWith("/token");
    static final Predicate<Ask> USERS = ask -> ask.path().equals("/api/1/users");
    static final Predicate<Ask> ROLES = ask -> ask.path().equals("/api/1/roles");
    static final Predicate<Ask> NEXT_USERS = USERS.and(ask -> ask.rawQuery().contains("after_cursor="));
    static final Predicate<Ask> NEXT_ROLES = ROLES.and(ask -> ask.rawQuery().contains("after_cursor="));

    final OneLoginTenant tenant;
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    Findings findings = Findings.NONE;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    OpenAccount(Path folder, List<JsonObject> users, List<JsonObject> roles) {
        this(folder, OneLoginTenant.start(Entries.of(users, roles), 2));
    }

    OpenAccount(Path folder, OneLoginTenant tenant) {
        this.folder = folder;
        this.tenant = tenant;
        with("BWDC_ONELOGIN_CLIENT_ID", OneLoginTenant.CLIENT_ID);
        with("BWDC_ONELOGIN_CLIENT_SECRET", OneLoginTenant.CLIENT_SECRET);
        with("BWDC_ONELOGIN_API_URL", tenant.address());
        with("BWDC_SYNC_USERS", "true");
        with("BWDC_SYNC_GROUPS", "true");
        try {
            with(
                    "SSL_CERT_FILE",
                    Files.writeString(folder.resolve("ca.pem"), tenant.server().certificate())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OpenAccount with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    static JsonObject user(long id, @Nullable String email, String username, long status, Long... roles) {
        return new JsonObject()
                .put("id", id)
                .put("email", email)
                .put("username", username)
                .put("status", status)
                .put("role_id", Arrays.asList(roles));
    }

    static JsonObject role(long id, String name) {
        return new JsonObject().put("id", id).put("name", name);
    }

    /** Five users on three pages, three roles on two. */
    static OpenAccount small(Path folder) {
        return new OpenAccount(
                folder,
                List.of(
                        user(11, "Ann@Acme.Example", "ann", 1, 7L, 8L),
                        user(12, "", "bob@acme.example", 2, 7L),
                        user(13, null, "cat", 1, 7L),
                        user(14, "dan@acme.example", "dan", 1),
                        user(15, "eve@acme.example", "eve", 4, 9L)),
                List.of(role(7, "Sales"), role(8, "Ops"), role(9, "Board")));
    }

    void reply(Predicate<Ask> when, Reply... replies) {
        tenant.server().reply(when, replies);
    }

    /** How long an answer may take. */
    Duration limit = Duration.ofSeconds(10);

    OneLoginDirectory open() {
        var host = new TestHost().with(environment).host();
        var data = DataFile.open(folder.resolve("data.json"), host);
        var settings = new Settings(data, host, new PlaintextSecrets(data));
        var around = new Surroundings(host, new Trust(host), line -> {}, notices::add);
        return new OneLoginDirectory(settings, around, limit, waits::add);
    }

    DirectorySnapshot read() {
        try (var directory = open()) {
            return directory.read(
                    new ReadRequest(true, false, Optional.empty(), Optional.empty(), Cursor.NONE, n -> {}, findings));
        }
    }

    Fault refusal() {
        return catchThrowableOfType(Fault.class, this::read);
    }

    /** What was asked for, without the token. */
    List<String> asked() {
        return tenant.server().asks().stream()
                .filter(TOKEN.negate())
                .map(ask -> ask.path() + (ask.rawQuery().isEmpty() ? "" : "?" + ask.rawQuery()))
                .toList();
    }

    @Override
    public void close() {
        tenant.close();
    }
}
