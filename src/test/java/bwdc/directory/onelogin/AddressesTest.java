package bwdc.directory.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address somebody gets, as recorded from the reference. */
class AddressesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Anna.AMES@Acme.Example, anna, -, anna.ames@acme.example",
                "'', bob@acme.example, -, bob@acme.example",
                "-, cat, -, -",
                "-, cat, @Suffix.Example, cat@suffix.example",
                "-, -, @suffix.example, -",
                "-, '', @suffix.example, -",
                "none, cat, @suffix.example, cat@suffix.example",
                "none, cat, -, -",
                "none, -, @suffix.example, -",
                "' kai@acme.example ', kai, -, kai@acme.example",
                "' kai@acme.example ', kai, @suffix.example, kai@suffix.example",
                "a@b, x@y.z, -, x@y.z",
                "-, cat, suffix, -",
            })
    void isFoundAsInTheReference(
            @Nullable String mail, @Nullable String name, @Nullable String suffix, @Nullable String expected) {
        var person = new Person("1", mail, name, 1L, "", Set.of());
        assertThat(new Addresses(Optional.ofNullable(suffix)).of(person).map(Addresses.Found::text))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void anAddressIsWhatTheReferenceTakesForOne() {
        var blank = "[\\t-\\r \\u00a0\\ufeff\\u2028\\u2029\\p{Zs}]";
        var reference = Pattern.compile("[^" + blank + "]+@[^" + blank + "]+\\.[^" + blank + "]+", Pattern.DOTALL);
        var characters = "a@.@. \n\u00a0\u3000\ud83d\ude00\u0085";
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int left = random.nextInt(9); left > 0; left--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertThat(Addresses.isAddress(text.toString()))
                    .as("%s", text)
                    .isEqualTo(reference.matcher(text).matches());
        }
    }
}
