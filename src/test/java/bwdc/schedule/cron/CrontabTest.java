package bwdc.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks in crontabs with other people's lines. */
class CrontabTest {
    private static final String LINES = "# öd\n30 2 * * * /bin/bwdc\n";
    private static final String BLOCK = "# bwdc nightly begin\n" + LINES + "# bwdc nightly end\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String put(String crontab) {
        return new String(Crontab.put(bytes(crontab), "nightly", LINES), StandardCharsets.UTF_8);
    }

    private static String take(String crontab) {
        return new String(Crontab.take(bytes(crontab), "nightly"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "MAILTO=me\n0 1 * * * x\n",
                "0 1 * * * no end",
                "0 1 * * * x\r\n0 2 * * * y\r\n",
                "0 1 * * * x\r\n0 2 * * * y",
                "# bwdc nightly2 begin\n1 1 * * * x\n# bwdc nightly2 end\n",
                "# bwdc is nice\n#bwdc nightly begin\n",
                "\n\n\n",
            })
    void takesAwayWhatItPut(String crontab) {
        var with = put(crontab);
        assertThat(with).startsWith(crontab).endsWith(LINES + "# bwdc nightly end\n");
        assertThat(put(with)).isEqualTo(with);
        assertThat(Crontab.find(bytes(with), "nightly")).contains(LINES);
        assertThat(take(with)).isEqualTo(crontab);
        assertThat(take(crontab)).isEqualTo(crontab);
        assertThat(Crontab.find(bytes(crontab), "nightly")).isEmpty();
    }

    @Test
    void keepsBytesThatAreNoText() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var crontab = new byte[random.nextInt(200)];
            random.nextBytes(crontab);
            var with = Crontab.put(crontab, "nightly", LINES);
            assertThat(java.util.Arrays.copyOf(with, crontab.length)).isEqualTo(crontab);
            assertThat(Crontab.find(with, "nightly")).contains(LINES);
            assertThat(Crontab.take(with, "nightly")).isEqualTo(crontab);
        }
    }

    @Test
    void replacesItsBlockWhereItStands() {
        var old = "1 1 * * * x\n# bwdc nightly begin\nold\n# bwdc nightly end\n2 2 * * * y";
        assertThat(put(old)).isEqualTo("1 1 * * * x\n" + BLOCK + "2 2 * * * y");
        assertThat(take(old)).isEqualTo("1 1 * * * x\n2 2 * * * y");
    }

    @Test
    void keepsTheEndOfTheLineAboveWhenOthersCameBehind() {
        assertThat(take(put("1 1 * * * x") + "2 2 * * * y\n")).isEqualTo("1 1 * * * x\n2 2 * * * y\n");
    }

    @Test
    void findsABlockThatAnEditorSavedWithOtherLineEnds() {
        var crlf = ("1 1 * * * x\n" + BLOCK).replace("\n", "\r\n");
        assertThat(Crontab.find(bytes(crlf), "nightly")).contains(LINES.replace("\n", "\r\n"));
        assertThat(take(crlf)).isEqualTo("1 1 * * * x\r\n");
    }

    @Test
    void twoJobsStandSideBySide() {
        var both = new String(Crontab.put(bytes(put("")), "night.ly", "x\n"), StandardCharsets.UTF_8);
        assertThat(both).isEqualTo(BLOCK + "# bwdc night.ly begin\nx\n# bwdc night.ly end\n");
        assertThat(take(both)).isEqualTo("# bwdc night.ly begin\nx\n# bwdc night.ly end\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# bwdc nightly begin\nx\n",
                "x\n# bwdc nightly end\n",
                "# bwdc nightly end\nx\n# bwdc nightly begin\n",
                "# bwdc nightly begin\nx\n# bwdc other begin\ny\n# bwdc other end\n# bwdc nightly end\n",
                "# bwdc nightly begin\n# bwdc nightly begin\n# bwdc nightly end\n",
                "# bwdc nightly begin\nx\n# bwdc nightly end\n# bwdc nightly begin\nx\n# bwdc nightly end\n",
            })
    void refusesDamagedMarks(String crontab) {
        for (var attempt : new Runnable[] {
            () -> put(crontab),
            () -> take(crontab),
            () -> assertThat(Crontab.find(bytes(crontab), "nightly")).isEmpty()
        }) {
            var fault = catchThrowableOfType(Fault.class, attempt::run);
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains("\"nightly\"");
            assertThat(fault.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("crontab -e"));
        }
        assertThatCode(() -> Crontab.put(bytes(crontab), "third", LINES)).doesNotThrowAnyException();
    }
}
