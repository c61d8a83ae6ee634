package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bwdc config --check} says of settings for OneLogin. */
class OneLoginCheckTest {
    @TempDir
    private Path folder;

    private final TestHost host = new TestHost()
            .with("BWDC_DIRECTORY", "onelogin")
            .with("BWDC_SYNC_USERS", "true")
            .with("BW_CLIENTID", "organization.x");

    private List<SettingsCheck.Problem> problems() {
        var data = DataFile.open(folder, host.host());
        return SettingsCheck.obstacles(new Settings(data, host.host(), new PlaintextSecrets(data)));
    }

    @Test
    void whatIsMissingIsNamedWithItsPlaceInTheConsole() {
        assertThat(problems())
                .extracting(SettingsCheck.Problem::setting)
                .containsExactly("onelogin.clientId", "onelogin.clientSecret");
        assertThat(problems())
                .allSatisfy(problem -> assertThat(problem.sentence()).contains("Developers, API Credentials"));
        host.with("BWDC_ONELOGIN_CLIENT_ID", "id").with("BWDC_ONELOGIN_CLIENT_SECRET", "secret");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aRegionThatThereIsNotNeedsAnAddress() {
        host.with("BWDC_ONELOGIN_CLIENT_ID", "id")
                .with("BWDC_ONELOGIN_CLIENT_SECRET", "secret")
                .with("BWDC_ONELOGIN_REGION", "ap");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.setting()).isEqualTo("onelogin.region"));
        host.with("BWDC_ONELOGIN_API_URL", "https://company.onelogin.com");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSuffixNeedsNoAttribute() {
        host.with("BWDC_ONELOGIN_CLIENT_ID", "id")
                .with("BWDC_ONELOGIN_CLIENT_SECRET", "secret")
                .with("BWDC_LDAP_AD", "false")
                .with("BWDC_SYNC_USE_EMAIL_PREFIX_SUFFIX", "true")
                .with("BWDC_SYNC_EMAIL_SUFFIX", "@company.com");
        assertThat(problems()).isEmpty();
    }
}
