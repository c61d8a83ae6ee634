package bwdc.schedule.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.HostileText;
import bwdc.testkit.JobSketch;
import bwdc.testkit.NodePackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests as parsers of YAML and those who know Kubernetes' API see them. */
class ManifestTest {
    private static final String SCRIPT = "/bwdc/schedule/kubernetes.mjs";
    private static final int SEEDS = 200;

    @TempDir
    private Path folder;

    private static String manifest(JobSketch sketch) {
        return new KubernetesScheduler().plan(sketch.job()).files().getFirst().content();
    }

    private static JobSketch hostile(long seed) {
        var text = new HostileText(seed);
        var state = "/" + text.without(":") + "x";
        return JobSketch.container("0 3 * * *")
                .places(text.next(), state, state + "/" + text.next())
                .environment(Map.of("NOTE", text.next(), "OTHER", text.next()))
                .credentials(new ScheduledJob.Credential("client-secret", "/" + text.next(), false));
    }

    /** One run for all, because the compiler of TypeScript takes seconds to start. */
    @Test
    void theApiTakesItAndNoticesWhatIsWrong() throws IOException {
        NodePackages.folder();
        var good = manifest(JobSketch.container("0 20 * * 0")
                .environment(Map.of("BW_CLIENTID", "organization.1"))
                .credentials(new ScheduledJob.Credential("ldap-password", "/root/password", false)));
        write("good", good);
        write("enumeration", good.replace("concurrencyPolicy: Forbid", "concurrencyPolicy: Never"));
        write("field", good.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"));
        write("required", good.replace("schedule: \"0 20 * * 0\"", "suspend: false"));
        var problems = answers("strict");
        assertThat(problems(problems, "good")).isEmpty();
        assertThat(problems(problems, "enumeration")).contains("concurrencyPolicy must be equal to one of");
        assertThat(problems(problems, "field")).contains("readOnlyRootFileSystem");
        assertThat(problems(problems, "required")).contains("schedule");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private JsonObject answers(String... mode) {
        var arguments =
                Stream.concat(Stream.of(folder.toString()), Stream.of(mode)).toArray(String[]::new);
        var out = NodePackages.run(SCRIPT, arguments);
        return (JsonObject) Objects.requireNonNull(Json.parse(out.getBytes(StandardCharsets.UTF_8)));
    }

    private static String problems(JsonObject answers, String name) {
        return answers.object(name + ".yaml").orElseThrow().list("problems").stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void javascriptReadsHostileValues() throws IOException {
        NodePackages.folder();
        for (long seed = 0; seed < SEEDS; seed++) {
            write(Long.toString(seed), manifest(hostile(seed)));
        }
        var answers = answers();
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(problems(answers, Long.toString(seed)))
                    .as("seed " + seed)
                    .isEmpty();
            var documents = answers.object(seed + ".yaml").orElseThrow().list("documents");
            var container = Json.compact(documents.get(1));
            var job = hostile(seed).job();
            assertThat(container).contains(Json.compact(job.program()), Json.compact(job.folder()));
            assertThat(container)
                    .contains(
                            Json.compact(dollars(job.log())),
                            Json.compact(dollars(job.environment().getOrDefault("NOTE", ""))),
                            Json.compact(dollars(job.environment().getOrDefault("OTHER", ""))));
        }
    }

    /** What Kubernetes reads as this. */
    private static String dollars(String value) {
        return value.replace("$", "$$");
    }

    /** Without other programs: each line is indentation, a key, and one string in quotes that ends with the line. */
    @Test
    void quotedValuesAreReadBack() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var job = hostile(seed).job();
            var text = manifest(hostile(seed));
            assertThat(strings(text, "")).contains(job.program(), job.folder());
            assertThat(strings(text, " - ").stream().map(ManifestTest::expanded))
                    .contains(job.log());
            assertThat(strings(text, " value: ").stream().map(ManifestTest::expanded))
                    .contains(
                            job.environment().getOrDefault("NOTE", ""),
                            job.environment().getOrDefault("OTHER", ""));
        }
    }

    private static List<String> strings(String manifest, String before) {
        return manifest.lines()
                .filter(line -> line.endsWith("\"") && line.contains(before + "\""))
                .map(line -> QuotedText.read(line.substring(line.indexOf('"'))))
                .toList();
    }

    /** As Kubernetes expands values: two dollars are one, and no reference may be left. */
    private static String expanded(String value) {
        assertThat(value.replace("$$", "")).doesNotContain("$(");
        return value.replace("$$", "$");
    }

    /** Every line is one for YAML 1.1 too, and comments hold nothing that was given. */
    @Test
    void nothingBreaksOutOfALine() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var text = manifest(hostile(seed));
            assertThat(text.codePoints().filter(each -> "\u0085\u2028\u2029\uFEFF\r\t".indexOf(each) >= 0))
                    .isEmpty();
            assertThat(text.lines().filter(line -> line.startsWith("#")).toList())
                    .hasSize(8)
                    .allMatch(line -> line.chars().allMatch(each -> each >= ' ' && each < 0x7F));
        }
    }

    /** Strings between double quotes with the escapes that are written. */
    private static final class QuotedText {
        static String read(String quoted) {
            var text = new StringBuilder();
            int at = 1;
            while (quoted.charAt(at) != '"') {
                if (quoted.charAt(at) != '\\') {
                    text.append(quoted.charAt(at));
                    at++;
                } else if (quoted.charAt(at + 1) == 'U') {
                    text.appendCodePoint(Integer.parseInt(quoted.substring(at + 2, at + 10), 16));
                    at += 10;
                } else {
                    assertThat("\"\\").contains(quoted.substring(at + 1, at + 2));
                    text.append(quoted.charAt(at + 1));
                    at += 2;
                }
            }
            assertThat(at).as(quoted).isEqualTo(quoted.length() - 1);
            return text.toString();
        }
    }

    @Test
    void filesOfThisMachineBecomeKeysOfTheSecret() {
        var secret = MountedSecret.of(JobSketch.container("0 3 * * *")
                .environment(Map.of(
                        "BWDC_LDAP_PASSWORD_FILE", "/root/a b",
                        "BWDC_CA_FILE", "/etc/ssl/company.pem",
                        "BWDC_KEY_FILE", "/run/secrets/other/key",
                        "JAVA_HOME", "/usr/lib/jvm/x"))
                .credentials(new ScheduledJob.Credential("client-secret", "/root/secret", false))
                .job());
        assertThat(secret.command("bwdc-nightly"))
                .isEqualTo("kubectl create secret generic bwdc-nightly --from-file=client-secret=/root/secret"
                        + " --from-file=ldap-password=FILE");
        assertThat(secret.variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "BITWARDENCLI_CONNECTOR_APPDATA_DIR", "/var/lib/bwdc",
                        "BWDC_LDAP_PASSWORD_FILE", "/run/secrets/bwdc/ldap-password",
                        "BWDC_CA_FILE", "/etc/ssl/company.pem",
                        "BWDC_KEY_FILE", "/run/secrets/other/key",
                        "BW_CLIENTSECRET_FILE", "/run/secrets/bwdc/client-secret"));
    }
}
