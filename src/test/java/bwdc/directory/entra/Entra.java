package bwdc.directory.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.entra.EntraTenant;
import bwdc.demo.entra.TenantData;
import bwdc.demo.sample.SampleCompany;
import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.Findings;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A tenant and how it is read in a test: settings come from the environment, and pauses are only counted. */
final class Entra implements AutoCloseable {
    final EntraTenant tenant;
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> variables = new HashMap<>();
    private final Path authority;
    private Clock clock = Clock.systemUTC();
    private Duration answerLimit = Duration.ofSeconds(20);

    private Entra(EntraTenant tenant) {
        this.tenant = tenant;
        try {
            authority = Files.createTempFile("bwdc-authority-", ".pem");
            Files.writeString(authority, tenant.certificate().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        variables.put("BWDC_CA_FILE", authority.toString());
        tenant.data()
                .object("directoryEntra")
                .ifPresent(block -> block.keys()
                        .forEach(key -> variables.put(
                                "BWDC_ENTRA_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT),
                                String.valueOf(block.get(key)))));
        variables.put("BWDC_SYNC_USERS", "true");
        variables.put("BWDC_SYNC_GROUPS", "true");
    }

    static Entra of(SampleCompany company) {
        return new Entra(EntraTenant.start(company));
    }

    /** Pages have two entries. */
    static Entra of(TenantData data) {
        return of(data, 2);
    }

    static Entra of(TenantData data, int pageSize) {
        return new Entra(EntraTenant.start(data, "acme.example", pageSize, Clock.systemUTC()));
    }

    /** Five people, a1 to a5, and three groups, b1 to b3, of the first two, three and four of them. */
    static TenantData company() {
        var data = new TenantData();
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            data.addUser(user(id('a', i), "user" + i + "@acme.example"));
            all.add(id('a', i));
        }
        for (int i = 1; i <= 3; i++) {
            data.addGroup(group(id('b', i), "Group " + i), all.subList(0, i + 1));
        }
        return data;
    }

    /** That company is read as it is. */
    void readsWhole() {
        var snapshot = read();
        assertThat(snapshot.users()).hasSize(5);
        assertThat(groups(snapshot)).containsExactly("Group 1: a1 a2", "Group 2: a1 a2 a3", "Group 3: a1 a2 a3 a4");
    }

    /** Nothing is read; all that is said of it. */
    String refusal(ExitCode code) {
        var fault = catchThrowableOfType(Fault.class, this::read);
        assertThat(fault).isNotNull();
        assertThat(fault.exitCode()).isEqualTo(code);
        var words = fault.sentence() + " / " + String.join(" / ", fault.details()) + " / "
                + fault.hint().orElse("");
        assertThat(fault + words).doesNotContain("Q~8demo");
        return words;
    }

    /** A user of a tenant. */
    static JsonObject user(String id, String mail) {
        return new JsonObject()
                .put("id", id)
                .put("displayName", mail)
                .put("mail", mail)
                .put("userPrincipalName", mail)
                .put("accountEnabled", true);
    }

    static JsonObject group(String id, String name) {
        return new JsonObject().put("id", id).put("displayName", name).put("visibility", null);
    }

    /** An object id that a person can tell: {@code id('a', 1)}. */
    static String id(char kind, int number) {
        return String.format(Locale.ROOT, "%c0000000-0000-4000-8000-%012d", kind, number);
    }

    Entra with(String setting, String value) {
        variables.put("BWDC_" + setting, value);
        return this;
    }

    Entra without(String setting) {
        variables.remove("BWDC_" + setting);
        return this;
    }

    Entra at(Clock time) {
        clock = time;
        return this;
    }

    Entra answerLimit(Duration limit) {
        answerLimit = limit;
        return this;
    }

    /** A first read. */
    DirectorySnapshot read() {
        return read(request(false, false, Cursor.NONE, Findings.NONE));
    }

    /** The next read after one that left a cursor. */
    DirectorySnapshot readSince(Cursor cursor) {
        return read(request(false, false, cursor, Findings.NONE));
    }

    DirectorySnapshot read(ReadRequest request) {
        return with(directory -> directory.read(request));
    }

    static ReadRequest request(boolean full, boolean deletions, Cursor cursor, Findings findings) {
        return new ReadRequest(full, deletions, Optional.empty(), Optional.empty(), cursor, entries -> {}, findings);
    }

    Diagnosis diagnose() {
        return with(EntraDirectory::diagnose);
    }

    <T> T with(Function<EntraDirectory, T> use) {
        try (var directory = open()) {
            return use.apply(directory);
        }
    }

    EntraDirectory open() {
        var settings = settings();
        var host = host();
        return new EntraDirectory(
                EntraSettings.of(settings),
                ParallelRequests.of(settings),
                new Surroundings(host, new Trust(host), text -> {}, notices::add),
                answerLimit,
                pauses::add);
    }

    Settings settings() {
        var data = DataFile.open(Path.of("/nonexistent"), host());
        return new Settings(data, host(), new PlaintextSecrets(data));
    }

    private Host host() {
        return new TestHost().with(variables).at(clock).host();
    }

    /** {@code METHOD /path?query}, decoded, of all requests to Graph. */
    List<String> asked() {
        return tenant.server().asks().stream()
                .filter(ask -> ask.path().startsWith("/v1.0"))
                .map(ask -> ask.method() + " " + ask.path().substring("/v1.0".length())
                        + (ask.rawQuery().isEmpty() ? "" : "?" + ask.rawQuery()))
                .toList();
    }

    static List<String> mails(DirectorySnapshot snapshot) {
        return snapshot.users().stream()
                .map(user -> user.email() + (user.disabled() ? " disabled" : "") + (user.deleted() ? " deleted" : ""))
                .toList();
    }

    /** {@code name: members > groups} with the last digits of ids. */
    static List<String> groups(DirectorySnapshot snapshot) {
        return snapshot.groups().stream()
                .map(group -> group.name() + ": " + shorter(group.members())
                        + (group.groups().isEmpty() ? "" : " > " + shorter(group.groups())))
                .toList();
    }

    static String shorter(Iterable<String> ids) {
        List<String> found = new ArrayList<>();
        ids.forEach(id -> found.add(id.charAt(0) + id.substring(24).replaceFirst("^0+", "")));
        return String.join(" ", found);
    }

    @Override
    public void close() {
        tenant.close();
        try {
            Files.deleteIfExists(authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
