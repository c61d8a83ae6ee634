package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher for Windows starts the program as the one for shells does, and keeps to what cmd.exe reads safely. */
class WindowsLauncherTest {
    private static final List<String> CASES = List.of("--version", "-v", "daemon");

    private final String shell = Files.readString(Path.of("bwdc"));
    private final String windows =
            new String(Files.readAllBytes(Path.of("bwdc.cmd")), StandardCharsets.US_ASCII).replace("\r\n", "\n");

    WindowsLauncherTest() throws IOException {}

    private static String line(String script, String part) {
        return script.replace("\\\n", "")
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> options(String line) {
        return Arrays.stream(line.split("_options=|[\\s\"]+", -1))
                .filter(word -> word.startsWith("-X") || word.startsWith("--enable"))
                .toList();
    }

    @Test
    void bothGiveTheJvmTheSameOptions() {
        assertThat(options(line(windows, "java.exe\" -X")))
                .isEqualTo(options(line(shell, "exec \"$java_home")))
                .contains("-XX:+UseSerialGC");
        assertThat(options(line(windows, "set \"_options=-X")))
                .isEqualTo(options(line(shell, "daemon) set")))
                .contains("-Xint");
        assertThat(line(windows, "AOTCache")).contains("set _options=-XX:AOTCache=\"%_cache%\"");
        assertThat(line(shell, "AOTCache")).contains("-XX:AOTCache=\"$cache\"");
    }

    @Test
    void bothKnowTheSameCasesTheSamePlacesAndTheSameVersion() {
        var here = Stream.of("-Dbwdc.home=", " -cp ", " bwdc.Main ", "BWDC_JAVA_OPTIONS", "JAVA_VERSION", "pom.xml")
                .toList();
        assertThat(shell).contains(here);
        assertThat(windows).contains(here);
        CASES.forEach(word -> assertThat(windows).contains("if \"%~1\"==\"" + word + "\" goto "));
        var cases = shell.substring(shell.indexOf("case ${5-} in"));
        assertThat(Pattern.compile("(?m)^ {4}(.*?)\\)").matcher(cases).results().map(found -> found.group(1)))
                .containsExactly("--version | -v", "daemon", "*");
        assertThat(windows).contains("LSS 25 ", "-%_build%.aot");
        assertThat(shell).contains("-ge 25 ", "-$java_build.aot");
    }

    @Test
    void argumentsGoThroughAsTheyWereTypedAndTheExitCodeComesBack() {
        assertThat(line(windows, "bwdc.Main")).endsWith(" bwdc.Main %*");
        assertThat(windows).contains(" bwdc.Main %*\nexit /b %ERRORLEVEL%\n", "\nset \"ERRORLEVEL=\"\n");
        assertThat(windows).contains("DisableDelayedExpansion");
        assertThat(windows.lines().filter(line -> line.strip().startsWith("call ")))
                .allMatch(line -> line.strip().equals("call :take_jdk"));
        assertThat(windows.lines().filter(line -> line.startsWith("set \"")))
                .allMatch(line -> line.startsWith("set \"_") || line.equals("set \"ERRORLEVEL=\""));
    }

    @Test
    void itsLinesEndAsCmdWantsThem() throws IOException {
        var bytes = new String(Files.readAllBytes(Path.of("bwdc.cmd")), StandardCharsets.ISO_8859_1);
        assertThat(bytes.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(bytes.chars()).allMatch(each -> each < 0x80);
        var labels = Pattern.compile("(?m)^:(\\w+)$").matcher(windows).results().map(found -> found.group(1));
        var jumps = Pattern.compile("(?:goto |call :)(\\w+)")
                .matcher(windows)
                .results()
                .map(found -> found.group(1));
        assertThat(labels.toList()).containsAll(jumps.toList());
    }
}
