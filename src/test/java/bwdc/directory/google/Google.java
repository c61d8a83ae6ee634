package bwdc.directory.google;

import bwdc.demo.google.GoogleTenant;
import bwdc.demo.loopback.Ask;
import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.Findings;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.Gate;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.directory.cloud.Wire;
import bwdc.http.Trust;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.Setting;
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
import java.util.Map;
import java.util.Optional;

/** Reads an account with settings given as BWDC_ variables; waits are counted, not waited. */
final class Google {
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> debug = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private Clock clock = Clock.systemUTC();
    private Duration answerLimit = Duration.ofSeconds(30);

    /** @param folder for the certificate of the account's server */
    static Google on(GoogleTenant tenant, Path folder) {
        var google = new Google();
        try {
            var file = Files.createTempFile(folder, "authority", ".pem");
            Files.writeString(file, tenant.certificate().orElseThrow());
            google.variables.put("BWDC_CA_FILE", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return google.with("gsuite.clientEmail", tenant.account().clientEmail())
                .with("gsuite.privateKey", tenant.account().privateKey())
                .with("gsuite.adminUser", tenant.account().adminUser())
                .with("gsuite.domain", tenant.company().domain())
                .with("gsuite.tokenUrl", tenant.url() + "/token")
                .with("gsuite.apiUrl", tenant.url().toString())
                .with("sync.users", "true")
                .with("sync.groups", "true");
    }

    Google with(String setting, String value) {
        variables.put(Setting.named(setting).orElseThrow().variable(), value);
        return this;
    }

    Google at(Clock time) {
        clock = time;
        return this;
    }

    Google answerLimit(Duration limit) {
        answerLimit = limit;
        return this;
    }

    DirectorySnapshot read() {
        return read(Findings.NONE);
    }

    DirectorySnapshot read(Findings findings) {
        try (var directory = open()) {
            return directory.read(new ReadRequest(
                    true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}, findings));
        }
    }

    Diagnosis diagnose() {
        try (var directory = open()) {
            return directory.diagnose();
        }
    }

    /** For questions about single entries; to be closed by its user. */
    Inquiry inquiry() {
        return open().inquiry();
    }

    private GoogleDirectory open() {
        var settings = settings();
        var account = GoogleSettings.of(settings);
        var host = new TestHost().with(variables).at(clock).host();
        var around = new Surroundings(host, new Trust(host), debug::add, notices::add);
        var wire = new Wire(
                around,
                new GoogleDialect(account),
                ParallelRequests.of(settings).atOnce(),
                answerLimit,
                waits::add,
                Gate.OPEN);
        return new GoogleDirectory(settings, around, account, wire);
    }

    Settings settings() {
        var host = new TestHost().with(variables).host();
        var data = DataFile.open(Path.of("/nonexistent"), host);
        return new Settings(data, host, new PlaintextSecrets(data));
    }

    List<String> debug() {
        return debug;
    }

    List<String> notices() {
        return notices;
    }

    List<Duration> waits() {
        return waits;
    }

    /** Whether something was asked of the API, and not of the sign-in. */
    static boolean isOf(Ask ask, String list) {
        return ask.path().endsWith("/" + list);
    }
}
