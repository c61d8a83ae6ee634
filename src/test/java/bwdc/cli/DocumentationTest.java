package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the pages name exists: commands, options, settings, variables, defaults, exit codes, tests, and where links lead. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:^ {4,}(?:\\$ )?|`|&& |sudo (?:-u \\w+ )?|call |\\$\\()(?:\\./|/usr/local/bin/)?bwdc ([^`\n]+)");
    private static final Pattern SETTING = Pattern.compile(
            "`((?:ldap|entra|azure|gsuite|okta|onelogin|sync|safety|log|notify)\\.[a-z][A-Za-z]+)[`= ]");
    private static final Pattern VARIABLE = Pattern.compile("\\bB(?:W|WDC|ITWARDEN|ITWARDENCLI)_[A-Z][A-Z_]*[A-Z]\\b");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void linksLeadSomewhere() throws IOException {
        each(LINK, (page, link) -> {
            var file = link.group(1);
            var heading = link.group(2);
            var target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            if (!file.contains(":") && !leads(target, heading)) {
                wrong.add(page + ": " + link.group());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void commandsCanBeTyped() throws IOException {
        var commands = Commands.all(List.of(), (host, line) -> 0);
        each(COMMAND, (page, line) -> check(commands, page + ": " + line.group(), line.group(1)));
        for (var command : commands) {
            command.spec()
                    .examples()
                    .forEach(example ->
                            check(commands, example.line(), example.line().substring(5)));
        }
        COMMAND.matcher(Help.examples()).results().forEach(line -> check(commands, line.group(), line.group(1)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void settingsExist() throws IOException {
        each(SETTING, (page, setting) -> {
            if (Setting.named(setting.group(1)).isEmpty()) {
                wrong.add(page + ": " + setting.group());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void theListOfSettingsIsThatOfTheProgram() throws IOException {
        var rows = Setting.all().stream()
                .map(each -> "| `%s` | %s | %s |"
                        .formatted(
                                each.name(),
                                each.fallback() == null ? "" : "`" + each.fallback() + "`",
                                each.description().replace("|", "\\|")))
                .toList();
        assertThat(Files.readAllLines(Path.of("docs/settings.md")).stream().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void defaultsAreThoseOfTheProgram() throws IOException {
        for (var page : pages()) {
            var columns = List.<String>of();
            for (var line : Files.readAllLines(page)) {
                var cells = Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList();
                if (cells.size() < 4) {
                    columns = List.of();
                } else if (columns.isEmpty()) {
                    columns = cells;
                } else if (columns.contains("default")) {
                    checkDefault(page, cells.get(1), cells.get(columns.indexOf("default")));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void variablesAreRead() throws IOException {
        Set<String> known = new HashSet<>(variables(Path.of("bwdc")));
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                known.addAll(variables(file));
            }
        }
        each(VARIABLE, (page, variable) -> {
            var name = variable.group();
            if (!known.contains(name) && setting(name).isEmpty()) {
                wrong.add(page + ": " + name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void testsExist() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            each(TEST, (page, test) -> {
                if (!names.contains(test.group(1) + ".java")) {
                    wrong.add(page + ": " + test.group());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExitCodeIsExplained() throws IOException {
        var page = Files.readString(Path.of("docs/exit-codes.md"));
        var manual = ManPage.program(List.of());
        for (var code : ExitCode.values()) {
            assertThat(page).contains("\n| " + code.number() + " | ");
            assertThat(manual).contains(".TP\n.B " + code.number() + "\n");
        }
    }

    private static List<String> variables(Path file) throws IOException {
        return VARIABLE.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"));
                var top = Files.list(Path.of(""))) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static void each(Pattern pattern, BiConsumer<Path, MatchResult> found) throws IOException {
        for (var page : pages()) {
            pattern.matcher(Files.readString(page)).results().forEach(match -> found.accept(page, match));
        }
    }

    /** Whether the file is there and has the heading, by the name that GitHub gives it. */
    private static boolean leads(Path target, @Nullable String heading) {
        try {
            return heading == null
                    ? Files.exists(target)
                    : Files.readAllLines(target).stream()
                            .filter(line -> line.startsWith("#"))
                            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                            .map(line -> line.replaceAll("[^\\w -]", "").replace(' ', '-'))
                            .anyMatch(heading::equals);
        } catch (IOException e) {
            return false;
        }
    }

    /** Words between backticks may name a command without what it needs. */
    private void check(List<Command> commands, String where, String line) {
        var words = words(line);
        try {
            var parsed = Parser.parse(commands, words);
            var name = parsed.command().map(command -> command.spec().name()).orElse("");
            if (name.isEmpty() && !isHelp(parsed, commands)) {
                wrong.add(where + ": no such command");
            } else if (name.equals("config")
                    && parsed.words().stream()
                            .findFirst()
                            .filter(DocumentationTest::unknown)
                            .isPresent()) {
                wrong.add(where + ": no such setting");
            }
        } catch (Fault fault) {
            if (!where.contains("`") || !fault.sentence().contains("missing")) {
                wrong.add(where + ": " + fault.sentence());
            }
        }
    }

    private static boolean isHelp(Parser.Line line, List<Command> commands) {
        return line.options().containsKey("help")
                || line.options().containsKey("version")
                || line.words().getFirst().equals("help")
                || Parser.groups(commands).containsAll(line.words());
    }

    /** Placeholders are written in capitals. */
    private static boolean unknown(String setting) {
        return Setting.named(setting).isEmpty() && !setting.equals(setting.toUpperCase(Locale.ROOT));
    }

    /** The words of a command as a shell takes them, up to what it would not give to the program, or to a gap in a list. */
    private static List<String> words(String line) {
        var word = Pattern.compile("\\G ?(?![#|;&<>)]|\\d>)((?:'[^']*'|\"[^\"]*\"|[^ '\";|&<>)])+)")
                .matcher(line);
        return word.results().map(each -> each.group(1).replaceAll("['\"]", "")).toList();
    }

    private void checkDefault(Path page, String cell, String said) {
        var name = Pattern.compile("^`([^`]+)`").matcher(cell);
        Optional<Object> fallback =
                name.find() ? Setting.named(name.group(1)).map(Setting::fallback) : Optional.empty();
        if (fallback.isPresent() && !said.replace("`", "").equals(fallback.get().toString())) {
            wrong.add(page + ": " + cell + " is " + fallback.get() + " and not " + said);
        }
    }

    private static Optional<Setting> setting(String variable) {
        return Setting.all().stream()
                .filter(each -> Objects.equals(each.variable(), variable)
                        || (each.isSecret() && variable.equals(each.variable() + "_FILE")))
                .findFirst();
    }
}
