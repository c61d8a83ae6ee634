package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bwdc.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manual pages and completions, read by the programs that they are for. */
class PagesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writesThem() throws IOException {
        Pages.main(new String[] {folder.toString()});
    }

    @Test
    void eachCommandAndEachGroupHasAManualPage() throws IOException {
        try (var files = Files.list(folder.resolve("man1"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "bwdc.1",
                            "bwdc-sync.1",
                            "bwdc-schedule.1",
                            "bwdc-schedule-explain.1",
                            "bwdc-schedule-next.1")
                    .noneMatch(name -> name.contains(" "));
        }
    }

    @Test
    void manHasNothingToSayAgainstThem() throws IOException {
        needs("man");
        try (var files = Files.list(folder.resolve("man1"))) {
            for (var file : files.toList()) {
                var shown =
                        Programs.run(LIMIT, "man", "--warnings=w", "--encoding=UTF-8", "--local-file", file.toString());
                assertThat(shown.err()).as(file.toString()).isEmpty();
                assertThat(shown.status()).isZero();
            }
        }
    }

    @Test
    void examplesCanBeCopiedFromThem() throws IOException {
        needs("man");
        var shown = Programs.run(
                        LIMIT,
                        "man",
                        "--encoding=UTF-8",
                        "--local-file",
                        folder.resolve("man1/bwdc-schedule-explain.1").toString())
                .out();
        assertThat(shown)
                .contains("bwdc-schedule-explain - ")
                .contains("bwdc schedule explain '0 4 13 * 5' --zone Europe/Berlin")
                .contains("bwdc(1), bwdc-schedule(1)");
        assertThat(Files.readString(folder.resolve("man1/bwdc.1"))).contains("\\fBbwdc\\-schedule\\-next\\fR(1)");
    }

    /** A line, where {@code _} is an empty word, then what is offered for its last word, flags of every command aside. */
    private static final String LINES = """
            schedu                          | schedule
            schedule _                      | add list show verify run remove explain next
            schedule ex                     | explain
            schedule explain --             | --every --zone --count --json
            schedule --zone UTC n           | next
            schedule --count 3 explain --ev | --every
            --pretty schedule _             | add list show verify run remove explain next
            help schedule e                 | explain
            help sy                         | sync
            last-sync _                     | groups users
            test --l                        | --last
            schedule next --zone Europe/Ber | Europe/Berlin
            schedule next --count _         |
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = LINES)
    void bashCompletes(String line, String offered) {
        needs("bash");
        var script = "source " + folder.resolve("bash/bwdc") + "; COMP_WORDS=(bwdc " + line.replace("_", "''")
                + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _bwdc; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertOffers(Programs.run(LIMIT, "bash", "--norc", "-c", script), offered);
    }

    @Test
    void bashCompletesBehindAnEqualsSign() {
        needs("bash");
        var script = "source " + folder.resolve("bash/bwdc")
                + "; COMP_WORDS=(bwdc schedule --zone = UTC ''); COMP_CWORD=5; _bwdc; printf '%s\\n' \"${COMPREPLY[@]}\""
                + "; COMP_WORDS=(bwdc schedule next --zone = Europe/Ber); COMP_CWORD=5; _bwdc; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertOffers(
                Programs.run(LIMIT, "bash", "--norc", "-c", script),
                "add list show verify run remove explain next Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = LINES)
    void zshCompletes(String line, String offered) {
        needs("zsh");
        var script =
                "compadd() { local word; for word in \"${@:2}\"; do [[ $word == ${words[CURRENT]}* ]] && print -r -- $word;"
                        + " done; true }; words=(bwdc " + line.replace("_", "''") + "); CURRENT=${#words}; source "
                        + folder.resolve("zsh/_bwdc");
        assertOffers(Programs.run(LIMIT, "zsh", "-f", "-c", script), offered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = LINES)
    void fishCompletes(String line, String offered) {
        needs("fish");
        var script =
                "source " + folder.resolve("fish/bwdc.fish") + "; complete -C 'bwdc " + line.replace("_", "") + "'";
        assertOffers(
                Programs.run(
                        LIMIT, List.of("fish", "--no-config", "-c", script), Map.of("HOME", folder.toString()), ""),
                offered);
    }

    private static void assertOffers(Programs.Ended ended, String offered) {
        assertThat(ended.err()).isEmpty();
        var flags = Flags.OPTIONS.stream()
                .flatMap(option -> option.letter() == null
                        ? Stream.of("--" + option.name())
                        : Stream.of("--" + option.name(), "-" + option.letter()))
                .collect(Collectors.toSet());
        assertThat(ended.out()
                        .lines()
                        .map(line -> line.split("\t", 2)[0])
                        .filter(word -> !word.isEmpty() && !flags.contains(word)))
                .containsExactlyInAnyOrderElementsOf(offered == null ? List.of() : List.of(offered.split(" ", -1)));
    }

    private static void needs(String program) {
        assumeTrue(Programs.run(LIMIT, "which", program).well(), "skipped: " + program + " is not installed");
    }
}
