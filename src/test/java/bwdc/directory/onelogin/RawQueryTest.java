package bwdc.directory.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.HostileText;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written after the bar of a filter becomes a part of an address. */
class RawQueryTest {
    @ParameterizedTest
    @CsvSource({
        "email=*@x.com&status=1, email=*@x.com&status=1",
        "lastname=Bérg Ames, lastname=B%C3%A9rg%20Ames",
        "name=a+b, name=a+b",
        "name=a%20b, name=a%20b",
        "name=100%, name=100%25",
        "name=50%off, name=50%25off",
        "'name=\"x\"', name=%22x%22",
        "name=#1, name=%231",
        "name=O'Hara, name=O%27Hara",
    })
    void isEncodedAsTheReferenceDoes(String written, String sent) {
        assertThat(RawQuery.encoded(written)).isEqualTo(sent);
    }

    @Test
    void whateverIsWrittenIsAnAddress() {
        var hostile = new HostileText(3);
        for (int i = 0; i < 5_000; i++) {
            var text = hostile.next() + "\ud800\r\n\t\u0000";
            var uri = URI.create("https://api.us.onelogin.com/api/1/users?" + RawQuery.encoded(text));
            assertThat(uri.getRawFragment()).isNull();
            assertThat(uri.getHost()).isEqualTo("api.us.onelogin.com");
        }
    }
}
