package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.34S, 0.3 s",
        "PT59.9S, 59.9 s",
        "PT60S, 1 minute",
        "PT89S, 1 minute",
        "PT90S, 2 minutes",
        "PT1H59M29S, 119 minutes",
        "PT1H59M30S, 2 hours",
        "PT47H29M, 47 hours",
        "PT47H31M, 2 days",
        "PT167H59M59S, 7 days",
        "PT168H, 7 days"
    })
    void areToldByTheNearestUnit(Duration time, String words) {
        assertThat(Times.words(time)).isEqualTo(words);
    }
}
