package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bwdc.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same expressions are good and bad as for Debian's {@code crontab -n}, but for the differences told in CronExpression. */
class DebianCrontabTest {
    private static final Path CRONTAB = Path.of("/usr/bin/crontab");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsDebiansCrontab() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(CRONTAB) && Files.exists(Path.of("/usr/share/doc/cron")),
                "skipped: Debian's cron is not installed");
        var file = Files.createTempFile("crontab", "");
        Files.writeString(file, "* * * * * true\n");
        boolean works = accepts(file);
        Files.delete(file);
        assumeTrue(works, "skipped: this user may not use crontab, or it has no -n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "0 0 * * 7",
                "0 0 * * 5-7",
                "0 0 * * sun-sat",
                "0 0 * jan-mar,5 mon-5",
                "0 0 * * MON,tue-Thu/2",
                "*/90 * * * *",
                "007 0 * * *",
                "5,*/30 0 * * *",
                "*,5 * * * *",
                " 0\t0  1 1 * ",
                "@hourly",
                "@annually",
                "@midnight",
                "0 0 30 2 *",
                "5-5 0 * * *",
                "0-59/59 * * * *",
                "*/999999999 * * * *"
            })
    void takesWhatDebianTakes(String text) throws Exception {
        assertThat(refusal(text)).isEmpty();
        assertThat(debianTakes(List.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 32 * *",
                "0 0 * 0 *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "0 0 * * monday",
                "0 0 * january *",
                "mon 0 * * *",
                "5/15 * * * *",
                "*/0 * * * *",
                "*/ * * * *",
                "*/x * * * *",
                "1,,2 * * * *",
                "1, * * * *",
                ",1 * * * *",
                "5- * * * *",
                "-5 * * * *",
                "5-70/30 * * * *",
                "1x * * * *",
                "? * * * *",
                "0 0 L * *",
                "0 0 ? * *",
                "@Daily",
                "@never",
                "@",
                "* * * * * *",
                "+5 * * * *",
                "0 0 * * 1-tues",
                "1- 5 * * *"
            })
    void refusesWhatDebianRefuses(String text) throws Exception {
        assertThat(refusal(text)).isPresent();
        assertThat(debianTakes(List.of(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@reboot",
                "0 22-2 * * *",
                "0 0 * * fri-sun",
                "5.30 * * * *",
                "*5 * * * *",
                "1-5-7 * * * *",
                "4294967296 * * * *"
            })
    void refusesWhatDebianTakesAndDoesNotMean(String text) throws Exception {
        assertThat(refusal(text)).isPresent();
        assertThat(debianTakes(List.of(text))).isTrue();
    }

    @Test
    void agreesOnRandomExpressions() throws Exception {
        var random = new Random(20260329);
        var taken = new ArrayList<String>();
        int refusals = 0;
        for (int i = 0; i < 600; i++) {
            var text = expression(random);
            var refusal = refusal(text);
            if (refusal.isEmpty()) {
                taken.add(text);
            } else if (onPurpose(refusal.get()).isEmpty()) {
                refusals++;
                assertThat(debianTakes(List.of(text))).as(text).isFalse();
            }
        }
        assertThat(taken.size()).isGreaterThan(100);
        assertThat(refusals).isGreaterThan(100);
        for (var text : debianTakes(taken) ? List.<String>of() : taken) {
            assertThat(debianTakes(List.of(text))).as(text).isTrue();
        }
    }

    /** Why cron would have taken it. */
    private static Optional<String> onPurpose(Fault refusal) {
        return List.of("runs backwards", "is not expected", "more than five fields").stream()
                .filter(refusal.sentence()::contains)
                .findFirst();
    }

    private static Optional<Fault> refusal(String text) {
        try {
            CronExpression.parse(text);
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(fault);
        }
    }

    private static String expression(Random random) {
        var text = new StringBuilder();
        for (var unit : CronUnit.values()) {
            text.append(text.isEmpty() ? "" : " ").append(field(random, unit));
        }
        for (int i = random.nextInt(4) - 2; i > 0; i--) {
            int at = random.nextInt(text.length());
            text.replace(at, at + random.nextInt(2), random.nextBoolean() ? "" : letter(random));
        }
        return text.toString();
    }

    private static String letter(Random random) {
        return String.valueOf("0179*/-,.?jnuS ".charAt(random.nextInt(15)));
    }

    private static String field(Random random, CronUnit unit) {
        return random.ints(1 + random.nextInt(2) * random.nextInt(3), 0, 6)
                .mapToObj(kind -> switch (kind) {
                    case 0, 1 -> "*";
                    case 2 -> "*/" + (random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(70));
                    case 3 -> range(random, unit) + "/" + (1 + random.nextInt(9));
                    case 4 -> range(random, unit);
                    default -> spelled(random, unit, value(random, unit));
                })
                .collect(Collectors.joining(","));
    }

    private static String range(Random random, CronUnit unit) {
        int a = value(random, unit);
        int b = value(random, unit);
        boolean forwards = random.nextInt(30) > 0;
        return spelled(random, unit, forwards ? Math.min(a, b) : a)
                + "-"
                + spelled(random, unit, forwards ? Math.max(a, b) : b);
    }

    private static int value(Random random, CronUnit unit) {
        return random.nextInt(12) == 0
                ? random.nextInt(unit.highest + 10)
                : unit.lowest + random.nextInt(unit.highest - unit.lowest + 1);
    }

    private static String spelled(Random random, CronUnit unit, int value) {
        int index = value - unit.lowest;
        if (index < 0 || index >= unit.names().size() || random.nextBoolean()) {
            return Integer.toString(value);
        }
        var name = unit.names().get(index);
        return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
    }

    private boolean debianTakes(List<String> expressions) throws IOException, InterruptedException {
        var file = folder.resolve("crontab");
        Files.writeString(
                file, expressions.stream().map(text -> text + " true\n").collect(Collectors.joining()));
        return accepts(file);
    }

    private static boolean accepts(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(CRONTAB.toString(), "-n", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
