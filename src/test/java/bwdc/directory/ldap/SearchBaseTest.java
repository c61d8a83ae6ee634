package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where searches start. */
class SearchBaseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dc=a,dc=b | OU=x | OU=x,dc=a,dc=b",
                "dc=a,dc=b | OU=x;OU=y | OU=x,dc=a,dc=b / OU=y,dc=a,dc=b",
                "dc=a,dc=b | OU=x ; OU=y,DC=A,DC=B; | OU=x,dc=a,dc=b / OU=y,DC=A,DC=B",
                "dc=a,dc=b | OU=x;OU=in,OU=x;OU=x | OU=x,dc=a,dc=b",
                "dc=a,dc=b | OU=x;dc=a,dc=b | dc=a,dc=b",
                "dc=a,dc=b | OU=x\\;y;OU=z | OU=x\\;y,dc=a,dc=b / OU=z,dc=a,dc=b",
                "dc=a,dc=b | '' | dc=a,dc=b",
                "dc=a,dc=b | ; | dc=a,dc=b",
                "o=acme | ou=x,o=acme;ou=y,o=acme | ou=x,o=acme / ou=y,o=acme",
                "o=acme | '' | o=acme",
            })
    void takesSeveralPlaces(String root, String paths, String expected) {
        assertThat(SearchBase.all(Optional.of(root), Optional.of(paths).filter(text -> !text.isEmpty())))
                .isEqualTo(List.of(expected.split(" / ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"dc=a | OU=x;ou=x,DC=a | 1", "dc=a | OU=x;OU=X | 1"})
    void takesAPlaceOnceHoweverItIsWritten(String root, String paths, int count) {
        assertThat(SearchBase.all(Optional.of(root), Optional.of(paths))).hasSize(count);
    }
}
