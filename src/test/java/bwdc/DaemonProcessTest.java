package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.Reply;
import bwdc.testkit.BwdcProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bwdc daemon} as a process, with real runs, real signals and a real socket. */
class DaemonProcessTest {
    private static final OrganizationOptions OPTIONS = OrganizationOptions.USUAL;

    /** Those of the launcher. */
    private static final List<String> JVM = List.of("-XX:-UsePerfData", "-Xmn64m");

    private EmbeddedDirectory directory;
    private EmbeddedOrganization organization;
    private DemoFolder place;
    private Map<String, String> environment;

    @BeforeEach
    void start() {
        directory = EmbeddedDirectory.start();
        organization = EmbeddedOrganization.start(OPTIONS);
        place = DemoFolder.create(directory, organization, OPTIONS.clientSecret());
        environment = new HashMap<>(place.environment(OPTIONS.clientId()));
    }

    @AfterEach
    void stop() {
        place.close();
        organization.close();
        directory.close();
    }

    private BwdcProcess daemon(String... options) throws IOException {
        var words = new java.util.ArrayList<>(List.of("daemon"));
        words.addAll(List.of(options));
        return BwdcProcess.start(JVM, environment, words.toArray(String[]::new));
    }

    private Path data() {
        return Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"), "data.json");
    }

    @Test
    void syncsAtOnceThenWaitsAndEndsAtOnceWhenAsked() throws Exception {
        try (var daemon = daemon()) {
            daemon.awaitPrinted("next run at");
            assertThat(daemon.printed()).contains(" INFO Synced 13 group(s) and 59 user(s).");
            assertThat(organization.members()).hasSize(59);
            long before = System.nanoTime();
            daemon.terminate();
            assertThat(daemon.ended()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(daemon.printed()).endsWith("stopped\n");
        }
    }

    @Test
    void idlesInLittleMemory() throws Exception {
        var status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(status), "no /proc on this machine");
        try (var daemon = daemon("--every", "15m")) {
            daemon.awaitPrinted("next run at");
            var resident = Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
            System.out.println("RSS " + resident);
            assertThat(resident).isLessThan(60_000);
        }
    }
}
