package bwdc.schedule.install;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.host.Account;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the account of a job keeps its settings. */
class JobFolderTest {
    @TempDir
    private Path home;

    /** What root exported for itself points to root's settings: they are copied, and not used by the account. */
    @Test
    void isTheAccountsOwnWhateverTheCallersVariablesSay() {
        var host = new TestHost()
                .with("HOME", "/root")
                .with("XDG_CONFIG_HOME", "/root/.settings")
                .with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "/root/bwdc")
                .with("BITWARDEN_CONNECTOR_APPDATA_DIR", "/root/other")
                .with("BWDC_KEY_FILE", "/root/key")
                .host();
        var account = new Account("bwdc", home);
        assertThat(JobFolder.of(account, host, Path.of("/nonexistent")))
                .isEqualTo(home.resolve(".config/Bitwarden Directory Connector"));
        assertThat(JobFolder.seenBy(account, host).environment().values())
                .noneMatch(value -> value.startsWith("/root"));
    }
}
