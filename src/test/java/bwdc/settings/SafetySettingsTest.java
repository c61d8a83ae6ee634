package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetySettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20%,5 | 100 | 20",
                "20%,5 | 10 | 5",
                "20% | 4 | 0",
                "50 | 10 | 50",
                "0 | 10 | 0",
                "100% | 7 | 7",
                "20 % , 5 | 100 | 20"
            })
    void limits(String text, int all, int allowed) {
        assertThat(Limit.parse(text).orElseThrow().of(all)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "lots", "-5", "101%", "5,20%", "20%5%", ","})
    void noLimits(String text) {
        assertThat(Limit.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"off | 1 | 0", "3 runs | 3 | 0", "1 run | 1 | 0", "2d | 1 | 172800", "3 runs,2d | 3 | 172800"})
    void absences(String text, int runs, long seconds) {
        var absence = Absence.parse(text).orElseThrow();
        assertThat(absence.runs()).isEqualTo(runs);
        assertThat(absence.time().toSeconds()).isEqualTo(seconds);
        assertThat(absence.isOver(runs, seconds)).isTrue();
        assertThat(absence.isOver(runs - 1, seconds)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 runs", "often", "3 runs,", "3"})
    void noAbsences(String text) {
        assertThat(Absence.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-thu 09:00-16:00 Europe/Berlin | 2026-03-02T08:00:00Z | true",
                "mon-thu 09:00-16:00 Europe/Berlin | 2026-03-02T07:59:59Z | false",
                "mon-thu 09:00-16:00 Europe/Berlin | 2026-03-02T15:00:00Z | false",
                "mon-thu 09:00-16:00 Europe/Berlin | 2026-03-06T09:00:00Z | false",
                "Mon-Thu 9:00-16:00 Europe/Berlin | 2026-07-06T07:00:00Z | true",
                "fri-mon 00:00-23:59 UTC | 2026-03-08T12:00:00Z | true",
                "fri-mon 00:00-23:59 UTC | 2026-03-04T12:00:00Z | false",
                "mon,wed 08:00-09:00 UTC; sat 10:00-11:00 UTC | 2026-03-07T10:30:00Z | true"
            })
    void windows(String text, Instant time, boolean open) {
        assertThat(RemovalWindow.parse(text).orElseThrow().stream().anyMatch(window -> window.isOpen(time)))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never",
                "mon-thu 09:00-16:00",
                "mon-thu 16:00-09:00 UTC",
                "mon-xyz 09:00-16:00 UTC",
                "mon 09:00-16:00 Mars/Olympus",
                "mon 25:00-26:00 UTC"
            })
    void noWindows(String text) {
        assertThat(RemovalWindow.parse(text)).isEmpty();
    }

    @Test
    void canaries() {
        assertThat(Canary.parse("Ann@Acme.example; group:Staff A; bob@acme.example in Staff"))
                .contains(List.of(
                        new Canary(Optional.of("ann@acme.example"), Optional.empty()),
                        new Canary(Optional.empty(), Optional.of("Staff A")),
                        new Canary(Optional.of("bob@acme.example"), Optional.of("Staff"))));
        assertThat(Canary.parse("ann")).isEmpty();
        assertThat(Canary.parse("group:")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*,anything,true",
        "ann@*,ann@acme.example,true",
        "*@acme.example,ann@acme.example,true",
        "*@acme.example,ann@acme.example.org,false",
        "a*b*c,abbbc,true",
        "a*b*c,acb,false",
        "ann,ann,true",
        "ann,anna,false",
        "a**,a,true"
    })
    void patterns(String pattern, String text, boolean matches) {
        assertThat(Names.matches(pattern, text)).isEqualTo(matches);
    }
}
