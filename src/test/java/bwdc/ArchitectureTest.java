package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps ARCHITECTURE.md true. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("bwdc");

    @Test
    void packagesUseWhatTheTableSays() throws IOException {
        assertThat(usedByCode()).isEqualTo(saidByTable());
    }

    private static Map<String, Set<String>> saidByTable() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        var lines = Files.readAllLines(Path.of("ARCHITECTURE.md"));
        for (var line : lines.subList(lines.indexOf("| package | may use |") + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            var cells = line.split("\\|", -1);
            table.put(
                    cells[1].strip(),
                    Arrays.stream(cells[2].strip().split(" ", -1))
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return table;
    }

    private static Map<String, Set<String>> usedByCode() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (var each : CLASSES) {
            if (!packageOf(each).isEmpty()) {
                var uses = used.computeIfAbsent(packageOf(each), name -> new TreeSet<>());
                each.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(target -> target.getPackageName().startsWith("bwdc"))
                        .map(ArchitectureTest::packageOf)
                        .filter(name -> !name.equals(packageOf(each)))
                        .forEach(uses::add);
            }
        }
        return used;
    }

    private static String packageOf(JavaClass each) {
        return each.getPackageName().replaceFirst("^bwdc\\.?", "");
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("bwdc.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void planningIsPure() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("bwdc.sync")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.time..")
                .check(CLASSES);
    }

    @Test
    void secretsAreRevealedOnlyWhereTheyAreSentStoredOrAskedFor() {
        var callers = CLASSES.get("bwdc.secret.Secret").getMethod("reveal").getCallsOfSelf().stream()
                .map(call -> call.getOriginOwner().getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(callers)
                .isSubsetOf(
                        "bwdc.bitwarden.AccessToken",
                        "bwdc.bitwarden.Identity",
                        "bwdc.bitwarden.Organization",
                        "bwdc.cli.ConfigCommand",
                        "bwdc.cli.JobSecret",
                        "bwdc.cli.LoginCommand",
                        "bwdc.directory.cloud.BearerToken",
                        "bwdc.directory.cloud.PrivateKeys",
                        "bwdc.directory.entra.SignIn",
                        "bwdc.directory.ldap.Connector",
                        "bwdc.directory.ldap.LdapSettings",
                        "bwdc.directory.okta.SigningKey",
                        "bwdc.directory.okta.StaticToken",
                        "bwdc.directory.onelogin.TokenRequest",
                        "bwdc.http.Proxies",
                        "bwdc.notification.Ping",
                        "bwdc.notification.Webhook",
                        "bwdc.run.Logins",
                        "bwdc.run.OrganizationKey",
                        "bwdc.schedule.install.Credentials",
                        "bwdc.secret.EncryptedFile",
                        "bwdc.secret.KnownSecrets",
                        "bwdc.settings.GoogleKeyFile",
                        "bwdc.settings.PlaintextSecrets",
                        "bwdc.settings.SettingsWriter");
    }

    @Test
    void onlyTheOutermostClassesSeeTheProcess() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("bwdc.Main")
                .and()
                .doNotHaveFullyQualifiedName("bwdc.Training")
                .and()
                .doNotHaveFullyQualifiedName("bwdc.demo.OrganizationServer")
                .and()
                .doNotHaveFullyQualifiedName("bwdc.demo.SampleServer")
                .and()
                .doNotHaveFullyQualifiedName("bwdc.demo.TrainingServers")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void classesAreNamedByWhatTheyAre() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.matches("(Abstract|Base)[A-Z].*|.*(Impl|Utils?|Helper|Manager|Service)"));
    }

    @Test
    void everyPackageSaysWhatBelongsThereAndChecksNulls() throws IOException {
        for (var root : new String[] {"src/main/java", "src/test/java"}) {
            try (var files = Files.walk(Path.of(root))) {
                var folders = files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .toList();
                for (var folder : folders) {
                    var main = Path.of("src/main/java").resolve(Path.of(root).relativize(folder));
                    var info = Stream.of(folder, main)
                            .map(each -> each.resolve("package-info.java"))
                            .filter(Files::exists)
                            .findFirst();
                    assertThat(info).as(folder.toString()).isPresent();
                    assertThat(Files.readString(info.get())).contains("@NullMarked", "/**");
                }
            }
        }
    }

    @Test
    void noFileIsLongerThan400Lines() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400);
            }
        }
    }
}
