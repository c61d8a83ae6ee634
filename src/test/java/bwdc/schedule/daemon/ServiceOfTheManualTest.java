package bwdc.schedule.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit in docs/schedulers/daemon.md, as systemd sees it. */
class ServiceOfTheManualTest {
    @TempDir
    private Path folder;

    @Test
    void isWhatSystemdUnderstands() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not installed");
        var manual = Files.readString(Path.of("docs/schedulers/daemon.md"));
        var unit = manual.substring(
                        manual.indexOf("    [Unit]"),
                        manual.indexOf("multi-user.target\n", manual.indexOf("[Install]")))
                .stripIndent()
                // The program has to be there.
                .replace("/usr/local/bin/bwdc daemon", "/bin/true daemon");
        var file = Files.writeString(folder.resolve("bwdc.service"), unit + "multi-user.target\n");
        var verified = Programs.run(
                Duration.ofSeconds(30), "systemd-analyze", "verify", "--recursive-errors=yes", file.toString());
        assertThat(verified.err() + verified.out()).isEmpty();
        assertThat(verified.status()).isZero();
    }
}
