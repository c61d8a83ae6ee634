package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
    @Test
    void namesMatchInAnyCase() {
        for (var setting : Setting.all()) {
            for (var name : List.of(
                    setting.name(),
                    setting.name().toLowerCase(Locale.ROOT),
                    setting.name().toUpperCase(Locale.ROOT),
                    " " + setting.name() + " ")) {
                assertThat(Setting.named(name)).as(name).contains(setting);
            }
        }
    }

    @Test
    void namesDifferInMoreThanCase() {
        assertThat(Setting.all().stream().map(each -> each.name().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(Setting.all().stream().map(each -> each.block() + "." + each.key()))
                .doesNotHaveDuplicates();
    }

    /** The reference's own names for what it can set. */
    @ParameterizedTest
    @CsvSource({
        "server,environmentUrls,base",
        "directory,'',directoryType",
        "ldap.password,directoryLdap,password",
        "gsuite.key,directoryGsuite,privateKey",
        "entra.key,directoryEntra,key",
        "azure.key,directoryEntra,key",
        "okta.token,directoryOkta,token",
        "onelogin.secret,directoryOnelogin,clientSecret",
        "sync.inviteUsersAfterProvisioning,sync,inviteUsersAfterProvisioning",
        "azure.tenant,directoryEntra,tenant",
        "GSuite.Key,directoryGsuite,privateKey",
    })
    void theReferencesNamesAreKnown(String name, String block, String key) {
        assertThat(Setting.named(name)).hasValueSatisfying(setting -> {
            assertThat(setting.block()).isEqualTo(block);
            assertThat(setting.key()).isEqualTo(key);
        });
    }

    @Test
    void otherNamesAreNot() {
        for (var name : List.of("", "ldap", "ldap.", "password", "ldap.hostnam", "ldap.password.")) {
            assertThat(Setting.named(name)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server,BWDC_SERVER",
        "server.webVault,BWDC_SERVER_WEB_VAULT",
        "directory,BWDC_DIRECTORY",
        "ldap.rootPath,BWDC_LDAP_ROOT_PATH",
        "sync.groups,BWDC_SYNC_GROUPS",
        "sync.inviteUsersAfterProvisioning,BWDC_SYNC_INVITE_USERS_AFTER_PROVISIONING",
        "gsuite.key,BWDC_GSUITE_PRIVATE_KEY",
    })
    void variablesFollowTheNames(String name, String variable) {
        assertThat(Setting.known(name).variable()).isEqualTo(variable);
    }

    @Test
    void variablesAreUnique() {
        List<String> variables = new ArrayList<>(List.of("BWDC_KEY_FILE", "BWDC_CA_FILE"));
        for (var setting : Setting.all()) {
            variables.add(setting.variable());
            if (setting.isSecret()) {
                variables.add(setting.variable() + "_FILE");
            }
        }
        assertThat(variables).doesNotHaveDuplicates().allMatch(name -> name.matches("BWDC_[A-Z0-9_]+"));
    }

    @Test
    void eachIsDescribedInALine() {
        assertThat(Setting.all())
                .allSatisfy(setting -> assertThat(setting.description())
                        .isNotBlank()
                        .doesNotContain("\n")
                        .hasSizeLessThan(80));
    }

    @Test
    void defaultsAreTheReferences() {
        assertThat(Setting.all().stream()
                        .filter(setting -> setting.fallback() != null && setting.kind() != Setting.Kind.RULE)
                        .map(setting -> setting.name() + "=" + setting.fallback()))
                .containsExactlyInAnyOrder(
                        "log.maxSize=10",
                        "log.files=5",
                        "notify.when=trouble",
                        "ldap.port=389",
                        "ldap.ssl=false",
                        "ldap.startTls=false",
                        "ldap.signIn=simple",
                        "ldap.sslAllowUnauthorized=false",
                        "ldap.currentUser=false",
                        "ldap.ad=true",
                        "ldap.pagedSearch=true",
                        "onelogin.region=us",
                        "sync.users=false",
                        "sync.groups=false",
                        "sync.interval=5",
                        "sync.removeDisabled=false",
                        "sync.overwriteExisting=false",
                        "sync.largeImport=false",
                        "sync.inviteUsersAfterProvisioning=false",
                        "sync.useEmailPrefixSuffix=false");
    }
}
