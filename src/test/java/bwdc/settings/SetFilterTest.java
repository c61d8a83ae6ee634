package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetFilterTest {
    private static SetFilter of(String text) {
        return SetFilter.of(Optional.of(text), "sync.userFilter");
    }

    @Test
    void namesAndQueryAreTakenApart() {
        var filter = of(" Include : A@x.com ,b@X.com,|  orgUnitPath=/Eng ");
        var named = filter.named().orElseThrow();
        assertThat(named.names()).containsExactly("a@x.com", "b@x.com");
        assertThat(named.keeps("b@x.com")).isTrue();
        assertThat(named.keeps("c@x.com")).isFalse();
        assertThat(filter.query()).contains("orgUnitPath=/Eng");
    }

    @Test
    void excludedNamesGoAndOthersStay() {
        var named = of("exclude:a").named().orElseThrow();
        assertThat(named.keeps("a")).isFalse();
        assertThat(named.keeps("b")).isTrue();
        assertThat(named.keeps(null)).isTrue();
    }

    @Test
    void aQueryMayStandAlone() {
        assertThat(of("|status eq \"ACTIVE\""))
                .isEqualTo(new SetFilter(Optional.empty(), Optional.of("status eq \"ACTIVE\"")));
        assertThat(SetFilter.of(Optional.empty(), "sync.userFilter")).isEqualTo(SetFilter.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                "'includes:a@x.com'; 0",
                "'  orgUnitPath=/Eng'; 2",
                "'include:a:b'; 9",
                "'include:'; 8",
                "'include: , | q'; 11",
                "'include:a | q | r'; 14",
            })
    void aMalformedOneIsShownWithItsPlace(String text, int place) {
        assertThat(SetFilter.problem(text).orElseThrow().place()).isEqualTo(place);
        assertThatThrownBy(() -> of(text)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.details()).hasSize(2);
            assertThat(fault.details().get(1).indexOf('^')).isEqualTo(place);
        });
    }
}
