package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.Fault;
import bwdc.testkit.TestHost;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            europe/berlin | did you mean Europe/Berlin?
            Berlin        | did you mean Europe/Berlin?
            new york      | did you mean America/New_York?
            Europe/Berln  | did you mean Europe/Berlin?
            Kathmandoo    | did you mean Asia/Kathmandu?
            utc           | did you mean Etc/UTC or UTC?
            +02:00        | a name of the tz database, such as Europe/Berlin, America/New_York or UTC
            nowhere land  | a name of the tz database, such as Europe/Berlin, America/New_York or UTC
            """)
    void namesTheNearestZone(String name, String hint) {
        var fault = catchThrowableOfType(Fault.class, () -> ScheduleValues.zone(name));
        assertThat(fault).hasMessage("\"" + name + "\" is no time zone.");
        assertThat(fault.hint()).hasValue(hint);
    }

    @ParameterizedTest
    @CsvSource({"15m,PT15M", "PT15M,PT15M", "pt15m,PT15M", "1h30m,PT90M", "1d,P1D", "1d12h,PT36H", "90s,PT90S"})
    void readsIntervals(String text, Duration every) {
        assertThat(ScheduleValues.every(text)).isEqualTo(every);
    }

    @ParameterizedTest
    @CsvSource({"0m", "-5m", "15", "m", "1y", "''", "PT"})
    void refusesWhatIsNoInterval(String text) {
        assertThatThrownBy(() -> ScheduleValues.every(text)).hasMessageEndingWith("(--every) is no length of time.");
    }

    @Test
    void theMachinesZoneComesFromTzFirst() {
        assertThat(ScheduleValues.machineZone(
                        new TestHost().with("TZ", ":Asia/Kathmandu").host()))
                .isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(ScheduleValues.machineZone(
                        new TestHost().with("TZ", "CET-1CEST").host()))
                .isEqualTo(ZoneId.systemDefault());
    }
}
