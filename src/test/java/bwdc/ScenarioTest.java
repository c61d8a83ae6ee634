package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.loopback.Reply;
import bwdc.settings.RunLock;
import bwdc.testkit.TestHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program as a user meets it: each file of src/test/scenarios is a script and the files it needs, in txtar form.
 *
 * <pre>
 * directory FILE          starts a directory with this LDIF, or changes to it
 * organization [OPTION…]  starts an organization: vaultwarden, seats=N, reads=N, import-only; key
 *                         organization.1111… / demo-client-secret
 * hand DEED…              somebody changes it by hand: add, confirm, revoke, remove MAIL; rename GROUP NAME; join, leave
 *                         GROUP MAIL
 * types TEXT              the input of the next command
 * keep / kept             remembers every file of the state folder / none of them has changed since
 * reads N                 so many requests that read have reached the organization, counted from the start
 * settings FILE           writes data.json, with DIRECTORY_PORT and ORGANIZATION replaced
 * env NAME=VALUE          for the commands that follow; without VALUE it is taken away
 * write FILE [MODE]       puts a file of the archive into the state folder
 * remove FILE             takes a file out of the state folder
 * reply STATUS [FILE]     what the next import is answered with; "reply 302 LOCATION" points elsewhere
 * bwdc ARGS / ! bwdc ARGS runs a command that must succeed / fail
 * exit N                  the status of the last command
 * stdout TEXT, stderr TEXT, !stdout TEXT, !stderr TEXT   it printed this, or not; empty TEXT: it printed nothing
 * imports N               so many imports have reached the organization, counted from the start
 * members MAIL…           exactly these are in the organization, besides its owner
 * clock TIME              what the clock shows from now on
 * busy / free             another command holds the lock of the state folder / lets go of it
 * holds FILE TEXT, !holds FILE TEXT   the file in the state folder has this text, or not
 * same FILE               the file in the state folder is that of the archive
 * mode FILE MODE          its permissions
 * sent TEXT, !sent TEXT   the last import had this in its body, or not
 * group NAME MAIL…        exactly these are in the group
 * </pre>
 */
class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/scenarios");

    @TempDir
    private Path folder;

    static Stream<Path> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".txtar")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsTold(Path scenario) throws IOException {
        try (var play = new Play(scenario)) {
            play.all();
        }
    }

    private final class Play implements AutoCloseable {
        private final List<String> script = new ArrayList<>();
        private final Map<String, String> files = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private @Nullable EmbeddedDirectory directory;
        private @Nullable EmbeddedOrganization organization;
        private TestHost last = new TestHost();
        private Clock clock = Clock.systemUTC();
        private @Nullable RunLock other;
        private String typed = "";
        private Map<String, String> kept = Map.of();
        private int status;

        Play(Path scenario) throws IOException {
            String name = null;
            for (var line : Files.readAllLines(scenario)) {
                if (line.startsWith("-- ") && line.endsWith(" --")) {
                    name = line.substring(3, line.length() - 3);
                    files.put(name, "");
                } else if (name != null) {
                    files.merge(name, line + "\n", String::concat);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    script.add(line);
                }
            }
            environment.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", state().toString());
            environment.put("HOME", folder.resolve("home").toString());
            Files.createDirectory(folder.resolve("home"));
        }

        private Path state() {
            return folder.resolve("state");
        }

        void all() throws IOException {
            for (var line : script) {
                try {
                    step(line);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            line + "\nstatus " + status + "\nstdout: " + last.out() + "\nstderr: " + last.err(), e);
                }
            }
        }

        private void step(String line) throws IOException {
            var words = words(line);
            var rest = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "directory" -> startDirectory(file(rest.getFirst()));
                case "organization" -> organization = EmbeddedOrganization.start(options(rest));
                case "settings" -> write("data.json", here(file(rest.getFirst())), "rw-------");
                case "env" -> env(rest.getFirst());
                case "write" ->
                    write(rest.getFirst(), file(rest.getFirst()), rest.size() > 1 ? rest.get(1) : "rw-------");
                case "remove" -> Files.delete(state().resolve(rest.getFirst()));
                case "clock" -> clock = Clock.fixed(Instant.parse(rest.getFirst()), ZoneOffset.UTC);
                case "hand" -> hand(rest);
                case "types" -> typed = rest.getFirst() + "\n";
                case "keep" -> kept = stateFiles();
                case "kept" -> assertThat(stateFiles()).isEqualTo(kept);
                case "reads" ->
                    assertThat(organization().requests().stream()
                                    .filter(request -> request.method().equals("GET")))
                            .hasSize(Integer.parseInt(rest.getFirst()));
                case "reply" -> organization().replyToImports(reply(rest));
                case "bwdc" -> {
                    bwdc(rest);
                    assertThat(status).isZero();
                }
                case "!" -> {
                    bwdc(rest.subList(1, rest.size()));
                    assertThat(status).isNotZero();
                }
                case "exit" -> assertThat(status).isEqualTo(Integer.parseInt(rest.getFirst()));
                case "stdout" -> printed(last.out(), rest.getFirst());
                case "stderr" -> printed(last.err(), rest.getFirst());
                case "!stdout" -> assertThat(last.out()).doesNotContain(here(rest.getFirst()));
                case "!stderr" -> assertThat(last.err()).doesNotContain(here(rest.getFirst()));
                case "imports" -> assertThat(organization().imports()).hasSize(Integer.parseInt(rest.getFirst()));
                case "members" ->
                    assertThat(organization().members().stream().filter(mail -> !mail.startsWith("owner@")))
                            .containsExactlyElementsOf(rest.stream().sorted().toList());
                case "sent" ->
                    assertThat(organization().imports().getLast().text()).contains(rest.getFirst());
                case "!sent" ->
                    assertThat(organization().imports().getLast().text()).doesNotContain(rest.getFirst());
                case "group" ->
                    assertThat(organization().groups().get(rest.getFirst()))
                            .containsExactlyElementsOf(rest.subList(1, rest.size()).stream()
                                    .sorted()
                                    .toList());
                case "busy" -> other = RunLock.acquire(state(), Instant.parse("2026-03-01T02:30:00Z"));
                case "free" -> Optional.ofNullable(other).orElseThrow().close();
                case "holds" ->
                    assertThat(Files.readString(state().resolve(rest.getFirst())))
                            .contains(here(rest.get(1)));
                case "!holds" ->
                    assertThat(Files.readString(state().resolve(rest.getFirst())))
                            .doesNotContain(here(rest.get(1)));
                case "same" ->
                    assertThat(Files.readString(state().resolve(rest.getFirst())))
                            .isEqualTo(file(rest.getFirst()));
                case "mode" ->
                    assertThat(PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(state().resolve(rest.getFirst()))))
                            .isEqualTo(rest.get(1));
                default -> throw new IllegalArgumentException("no such step: " + line);
            }
        }

        private void printed(String all, String text) {
            if (text.isEmpty()) {
                assertThat(all).isEmpty();
            } else {
                assertThat(all).contains(here(text));
            }
        }

        private void startDirectory(String ldif) {
            if (directory != null) {
                directory.close();
            }
            directory = EmbeddedDirectory.start(
                    "dc=acme,dc=example", new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)));
            environment.put("BWDC_LDAP_PORT", Integer.toString(directory.port()));
        }

        private static OrganizationOptions options(List<String> words) {
            var options = OrganizationOptions.USUAL;
            for (var word : words) {
                int number = word.contains("=") ? Integer.parseInt(word.substring(word.indexOf('=') + 1)) : 0;
                options = switch (word.replaceFirst("=.*", "")) {
                    case "vaultwarden" -> options.asVaultwarden();
                    case "import-only" -> options.withoutReading();
                    case "reads" -> options.withReadsAtOnce(number);
                    case "seats" -> options.withSeats(number);
                    default -> throw new IllegalArgumentException(word);
                };
            }
            return options;
        }

        private Reply reply(List<String> words) {
            int code = Integer.parseInt(words.getFirst());
            if (code == 302) {
                return Reply.empty(302).with("Location", words.get(1));
            }
            if (words.size() == 1) {
                return Reply.empty(code);
            }
            var name = words.get(1);
            return Reply.text(code, name.endsWith(".json") ? "application/json" : "text/html", file(name));
        }

        private void hand(List<String> words) {
            var vault = organization().webVault();
            var first = words.get(1);
            switch (words.getFirst()) {
                case "add" -> vault.addMember(first, words.size() > 2 ? words.get(2) : null, false);
                case "confirm" -> vault.confirm(first);
                case "revoke" -> vault.revoke(first);
                case "remove" -> vault.remove(first);
                case "rename" -> vault.rename(first, words.get(2));
                case "join" -> vault.join(first, words.get(2));
                case "leave" -> vault.leave(first, words.get(2));
                default -> throw new IllegalArgumentException(words.toString());
            }
        }

        /** Content by name. */
        private Map<String, String> stateFiles() throws IOException {
            Map<String, String> found = new java.util.TreeMap<>();
            if (Files.exists(state())) {
                try (var files = Files.walk(state())) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        found.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
            return found;
        }

        private void env(String pair) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                environment.remove(pair);
            } else {
                environment.put(pair.substring(0, equals), here(pair.substring(equals + 1)));
            }
        }

        private void write(String name, String text, String mode) throws IOException {
            Files.createDirectories(state());
            var file = Files.writeString(state().resolve(name), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }

        private void bwdc(List<String> args) {
            last = new TestHost().with(environment).at(clock).typing(typed);
            typed = "";
            var program = new Program(
                    new Release("0", Optional::empty),
                    Path.of("/nonexistent"),
                    Catalog.SOURCES,
                    Catalog.SCHEDULERS,
                    status -> {});
            status = program.run(last.host(), args.stream().map(this::here).toList());
        }

        private String here(String text) {
            return text.replace("STATE", state().toString())
                    .replace("DIRECTORY_PORT", directory == null ? "1" : Integer.toString(directory.port()))
                    .replace(
                            "ORGANIZATION",
                            organization == null
                                    ? "http://127.0.0.1:1"
                                    : organization.url().toString());
        }

        private String file(String name) {
            return Optional.ofNullable(files.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no file " + name));
        }

        private EmbeddedOrganization organization() {
            return Optional.ofNullable(organization).orElseThrow();
        }

        /** Words as in a shell: single quotes keep blanks together. */
        private static List<String> words(String line) {
            List<String> words = new ArrayList<>();
            var word = new StringBuilder();
            boolean quoted = false;
            boolean any = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '\'') {
                    quoted = !quoted;
                    any = true;
                } else if (c == ' ' && !quoted) {
                    if (any) {
                        words.add(word.toString());
                    }
                    word.setLength(0);
                    any = false;
                } else {
                    word.append(c);
                    any = true;
                }
            }
            if (any) {
                words.add(word.toString());
            }
            return words;
        }

        @Override
        public void close() {
            if (directory != null) {
                directory.close();
            }
            if (organization != null) {
                organization.close();
            }
        }
    }
}
