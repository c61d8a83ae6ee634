package bwdc.schedule.windows;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.schedule.Installation;
import bwdc.testkit.HostileText;
import bwdc.testkit.JobSketch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Values that break careless quoting, written by us and read back by the rules of cmd, of Windows programs, PowerShell and XML. */
class HostileValuesTest {
    private static final String NOT_IN_PATHS = "\"%<>|*?/:";

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyReaderFindsWhatWasMeant(long seed) throws Exception {
        var text = new HostileText(seed);
        var folder = "C:\\" + text.without(NOT_IN_PATHS) + "x";
        var program = "D:\\" + text.without("\"") + "\\bwdc.exe";
        var log = "E:\\" + text.without("\"") + "\\b.log";
        var user = "CORP\\" + text.next() + "x";
        var value = text.next();
        var installation = new WindowsScheduler()
                .plan(JobSketch.windows("0 20 * * 0")
                        .user(user)
                        .places(program, folder, log)
                        .environment(Map.of("NOTE", value))
                        .job());

        var batch = content(installation, ".cmd");
        assertThat(set(batch, "NOTE")).isEqualTo(value);
        assertThat(set(batch, "BITWARDENCLI_CONNECTOR_APPDATA_DIR")).isEqualTo(folder);
        var command = batch.lines().reduce((first, second) -> second).orElseThrow();
        assertThat(BatchReader.words(command.substring(0, command.lastIndexOf(" >>"))))
                .containsExactly(program, "sync", "--job", "nightly", "--log", log, "--time-limit", "1h");

        var script = content(installation, ".ps1");
        assertThat(powerShell(script, "$Folder  = ")).isEqualTo(folder);
        assertThat(powerShell(script, "$Program = ")).isEqualTo(program);
        assertThat(powerShell(script, "$Account = ")).isEqualTo(user);

        var task = xml(content(installation, ".xml"));
        assertThat(text(task, "UserId")).isEqualTo(user);
        assertThat(text(task, "WorkingDirectory")).isEqualTo(folder);
        assertThat(text(task, "Arguments")).isEqualTo("/d /s /c \"\"" + folder + "\\bwdc-nightly.cmd\"\"");
    }

    private static String content(Installation installation, String end) {
        return installation.files().stream()
                .filter(file -> file.path().endsWith(end))
                .findFirst()
                .orElseThrow()
                .content();
    }

    /** What cmd makes of a line that sets a variable. */
    private static String set(String batch, String name) {
        var line = batch.lines()
                .filter(each -> each.startsWith("set " + name + "="))
                .findFirst()
                .orElseThrow();
        return BatchReader.line(line).substring("set ".length() + name.length() + 1);
    }

    /** The rule of single-quoted strings: any two single quotes, typographic ones too, are the first of them. */
    private static String powerShell(String script, String before) {
        var line = script.lines()
                .filter(each -> each.startsWith(before))
                .findFirst()
                .orElseThrow()
                .substring(before.length());
        var quotes = "'\u2018\u2019\u201A\u201B";
        assertThat(quotes).contains(line.substring(0, 1));
        var value = new StringBuilder();
        int at = 1;
        while (quotes.indexOf(line.charAt(at)) < 0
                || at + 1 < line.length() && quotes.indexOf(line.charAt(at + 1)) >= 0) {
            value.append(line.charAt(at));
            at += quotes.indexOf(line.charAt(at)) < 0 ? 1 : 2;
        }
        assertThat(at).as("the string ends with the line: " + line).isEqualTo(line.length() - 1);
        return value.toString();
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static String text(Element task, String name) {
        return task.getElementsByTagName(name).item(0).getTextContent();
    }

    /** A line of a batch file as cmd reads it, and as the program that it starts then does. */
    private static final class BatchReader {
        private static final String SPECIAL = "&|<>()";

        /** Percent signs first, then quotes and carets; what would end or redirect the command is not expected. */
        static String line(String line) {
            var percent = line.replace("%%", "\0");
            assertThat(percent).as("no variable is meant: " + line).doesNotContain("%");
            var text = new StringBuilder();
            boolean quoted = false;
            for (int at = 0; at < percent.length(); at++) {
                char each = percent.charAt(at);
                if (each == '^' && !quoted) {
                    at++;
                    each = percent.charAt(at);
                } else if (each == '"') {
                    quoted = !quoted;
                } else {
                    assertThat(!quoted && SPECIAL.indexOf(each) >= 0)
                            .as(each + " in " + line)
                            .isFalse();
                }
                text.append(each);
            }
            assertThat(quoted).as("quotes are closed in " + line).isFalse();
            return text.toString().replace('\0', '%');
        }

        /** As CommandLineToArgvW documents it. */
        static List<String> words(String batchLine) {
            var line = line(batchLine);
            var words = new ArrayList<String>();
            int at = 0;
            while (at < line.length()) {
                var word = new StringBuilder();
                boolean quoted = false;
                while (at < line.length() && (quoted || line.charAt(at) != ' ' && line.charAt(at) != '\t')) {
                    int backslashes = 0;
                    while (at < line.length() && line.charAt(at) == '\\') {
                        backslashes++;
                        at++;
                    }
                    if (at < line.length() && line.charAt(at) == '"') {
                        word.repeat('\\', backslashes / 2);
                        if (backslashes % 2 == 1) {
                            word.append('"');
                        } else {
                            quoted = !quoted;
                        }
                        at++;
                    } else {
                        word.repeat('\\', backslashes);
                        if (at < line.length() && (quoted || line.charAt(at) != ' ' && line.charAt(at) != '\t')) {
                            word.append(line.charAt(at));
                            at++;
                        }
                    }
                }
                words.add(word.toString());
                while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                    at++;
                }
            }
            return words;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void argumentsWithQuotesComeThroughCmdAsWell(long seed) {
        var text = new HostileText(seed);
        var words = List.of("bwdc", text.next(), text.next(), "\\" + text.next() + "\\");
        var line =
                String.join(" ", words.stream().map(CommandLine::batchArgument).toList());
        assertThat(BatchReader.words(line)).containsExactlyElementsOf(words);
    }
}
