package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.host.Programs;
import bwdc.testkit.InstalledProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root schedules a sync on a machine that systemd runs. The units are checked by systemd itself; a script stands in for
 * systemctl, because no systemd runs where tests do.
 */
class ScheduleOnSystemdTest {
    private static final String USER = "bwdc-units";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Knows which units are enabled and active, and refuses what it does not know. */
    private static final String SYSTEMCTL = """
            #!/bin/sh
            state=STATE
            case $1 in
                daemon-reload) ;;
                enable) [ -e "/etc/systemd/system/$2" ] && : >"$state/enabled-$2" ;;
                restart) [ -e "/etc/systemd/system/$2" ] && : >"$state/active-$2" ;;
                disable) [ "$2" = --now ] && rm "$state/enabled-$3" "$state/active-$3" ;;
                is-enabled) [ -e "$state/enabled-$2" ] && echo enabled || { echo disabled; exit 1; } ;;
                is-active) [ -e "$state/active-$2" ] && echo active || { echo inactive; exit 3; } ;;
                *) echo "systemctl: $*?" >&2; exit 64 ;;
            esac
            """;

    /** What an administrator types, in a world of its own: nothing of the machine changes but its users. */
    private static final String SCRIPT = """
            set -e
            mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system
            mount -t tmpfs tmpfs /etc/systemd/system
            mkdir -p /etc/bwdc && mount -t tmpfs tmpfs /etc/bwdc
            step() { echo "== $1"; shift; "$@" || echo "status $?"; }
            step add PROGRAM schedule add nightly --at '30 2 * * *' --user USER --program PROGRAM --yes
            step again PROGRAM schedule add nightly --at '30 2 * * *' --user USER --program PROGRAM
            step files ls -lR /etc/systemd/system /etc/bwdc
            step kept sh -c 'cat /etc/bwdc/credentials/*; cat /etc/systemd/system/bwdc-nightly.service'
            step systemd systemd-analyze verify --recursive-errors=yes /etc/systemd/system/bwdc-nightly.timer
            step verify PROGRAM schedule verify nightly
            step run PROGRAM schedule run nightly
            rm STATE/enabled-bwdc-nightly.timer
            step disabled PROGRAM schedule verify nightly
            sed -i 's/02:30/03:30/' /etc/systemd/system/bwdc-nightly.timer
            step edited PROGRAM schedule verify nightly
            step refused PROGRAM schedule add nightly --at '0 4 * * *' --user USER --program PROGRAM
            step force PROGRAM schedule remove nightly --force
            step left sh -c 'find /etc/systemd/system /etc/bwdc -type f'
            """;

    @TempDir
    private Path folder;

    @Test
    void keepsTheSecretAsACredentialAndSaysWhatIsBroken() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root can add jobs for the machine");
        for (var needed : List.of("/usr/bin/systemd-analyze", "/usr/bin/systemd-creds", "/usr/bin/unshare")) {
            Assumptions.assumeTrue(Files.isExecutable(Path.of(needed)), "a Debian package is not installed: " + needed);
        }
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(options);
                var demo = DemoFolder.create(directory, organization, options.clientSecret());
                var program = InstalledProgram.create()) {
            var said = play(program.path(), environment(demo.environment(options.clientId())));
            assertThat(said.get("add"))
                    .contains(
                            USER + " made",
                            "/etc/bwdc/credentials/nightly.client-secret.cred (encrypted)",
                            "works as " + USER)
                    .contains("/etc/systemd/system/bwdc-nightly.service", "At 02:30, every day")
                    .doesNotContain("status");
            assertThat(said.get("again")).contains("was as asked for already");
            assertThat(said.get("files")).contains("drwx------", "-rw------- 1 root");
            assertThat(said.get("kept"))
                    .contains("LoadCredentialEncrypted=client-secret:")
                    .doesNotContain(options.clientSecret());
            assertThat(said.get("systemd")).isEmpty();
            assertThat(said.get("verify"))
                    .contains("checks passed", "sign-in", "works as " + USER)
                    .doesNotContain("FAIL");
            assertThat(said.get("run")).contains("nightly ran well.", "imported");
            assertThat(organization.members()).hasSize(59);
            assertThat(said.get("disabled"))
                    .contains("FAIL", "is-enabled bwdc-nightly.timer` says disabled", "status 3");
            assertThat(said.get("edited")).contains("FAIL", "03:30", "status 3");
            assertThat(said.get("refused")).contains("was changed by hand", "status 3");
            assertThat(said.get("force")).contains("nightly is gone.");
            assertThat(said.get("left")).isEmpty();
        } finally {
            Programs.run(LIMIT, "userdel", USER);
            Programs.run(LIMIT, "rm", "-rf", "/var/lib/" + USER);
        }
    }

    private Map<String, String> environment(Map<String, String> demo) throws Exception {
        var environment = new HashMap<>(demo);
        // The settings are root's own; the account gets a copy.
        var own = folder.resolve("home/.config/Bitwarden Directory Connector");
        Files.createDirectories(own);
        Files.copy(
                Path.of(environment.remove("BITWARDENCLI_CONNECTOR_APPDATA_DIR"))
                        .resolve("data.json"),
                own.resolve("data.json"));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("BWDC_JOBS_DIR", folder.resolve("jobs").toString());
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        var systemctl = Files.writeString(folder.resolve("systemctl"), SYSTEMCTL.replace("STATE", folder.toString()));
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        return environment;
    }

    /** What each step printed. */
    private Map<String, String> play(Path program, Map<String, String> environment) {
        Programs.run(LIMIT, "userdel", USER);
        Programs.run(LIMIT, "rm", "-rf", "/var/lib/" + USER);
        var script = SCRIPT.replace("PROGRAM", program.toString())
                .replace("USER", USER)
                .replace("STATE", folder.toString());
        var ended =
                Programs.runAlone(LIMIT, List.of("unshare", "-m", "sh", "-c", "{ " + script + "} 2>&1"), environment);
        Map<String, String> said = new HashMap<>();
        for (var part : ended.out().split("== ", -1)) {
            int newline = part.indexOf('\n');
            if (newline > 0) {
                said.put(part.substring(0, newline), part.substring(newline + 1));
            }
        }
        assertThat(ended.status()).as(ended.out()).isZero();
        return said;
    }
}
