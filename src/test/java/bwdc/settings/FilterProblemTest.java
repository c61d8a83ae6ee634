package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a filter goes wrong, marked under it. */
class FilterProblemTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "uid=ann ¦ ^ ¦ a filter begins with an opening parenthesis",
                "(uid=ann ¦ ^ ¦ this parenthesis is never closed",
                "(&(l=Oslo)(title=x) ¦ ^ ¦ this parenthesis is never closed",
                "(&(l=Oslo)(title=x ¦ ..........^ ¦ this parenthesis is never closed",
                "(l=Oslo)) ¦ ........^ ¦ this parenthesis closes nothing",
                "(l=Oslo)x ¦ ........^ ¦ only another filter in parentheses can stand here",
                "(&(l=Os(lo))(cn=x)) ¦ .......^ ¦ a parenthesis in a value is written \\28",
                "(cn=a\\zz) ¦ .....^ ¦ two hexadecimal digits follow a backslash; a backslash itself is written \\5c",
                "(cn=a\\,b) ¦ .....^ ¦ two hexadecimal digits follow a backslash; a backslash itself is written \\5c",
                "(cn=a**b) ¦ ......^ ¦ an asterisk that is meant as such is written \\2a",
                "(cn>=a*) ¦ ......^ ¦ an asterisk that is meant as such is written \\2a",
                "(:dn:=x) ¦ .^ ¦ here the name of an attribute must stand",
                "(cn~x) ¦ ....^ ¦ here = must follow",
                "(cn) ¦ ...^ ¦ here = and a value must follow",
                "(=x) ¦ .^ ¦ here the name of an attribute must stand",
                "(!(cn=x)(l=y)) ¦ ........^ ¦ here a parenthesis must open or close",
                "(ä日本=x)(cn=\uD83D\uDE00\\q) ¦ .^ ¦ here the name of an attribute must stand",
                "(cn=\uD83D\uDE00\\q) ¦ .....^ ¦ two hexadecimal digits follow a backslash; a backslash itself is written \\5c"
            })
    void marksThePlace(String filter, String caret, String why) {
        var problem = FilterProblem.of(filter).orElseThrow();
        assertThat(problem.picture()).containsExactly(filter, caret.replace('.', ' '));
        assertThat(problem.why()).isEqualTo(why);
        var fault = problem.fault("sync.userFilter");
        assertThat(fault.sentence())
                .isEqualTo("The filter " + filter + " (sync.userFilter) is not valid: " + why + ".");
        assertThat(fault.details()).isEqualTo(problem.picture());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "(cn=*)",
                "(cn=a*b*c)",
                "(l=Oslo)(!(title=x))",
                "(&)",
                "(cn=\\28\\29\\2a\\5C\\00)",
                "(cn=Ümlaut 日本)",
                "(o>=5)(o<=7)(cn~=x)",
                "(cn:dn:2.4.6.8.10:=Dino)",
                "(:caseExactMatch:=x)",
                "(memberOf:1.2.840.113556.1.4.1941:=cn=a,dc=b)",
                "(userAccountControl:1.2.840.113556.1.4.803:=2)"
            })
    void takesWhatTheStandardAllows(String filter) {
        assertThat(FilterProblem.of(filter)).isEmpty();
    }

    @Test
    void showsThePartOfALongFilterThatMatters() {
        var before = "(cn=x)".repeat(100);
        var problem = FilterProblem.of(before + "(cn=\\q)" + before).orElseThrow();
        assertThat(problem.picture().getFirst()).startsWith("…").endsWith("…").contains("(cn=\\q)");
        var caret = problem.picture().getLast().indexOf('^');
        assertThat(problem.picture().getFirst().charAt(caret)).isEqualTo('\\');
        assertThat(FilterProblem.of("(cn=a\n\u0007").orElseThrow().picture().getFirst())
                .isEqualTo("(cn=a  ");
    }

    /** The library decides, the scanner only finds the place: whatever is refused has one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsAPlaceInWhateverIsRefused(long seed) {
        var random = new Random(seed);
        var pieces =
                new String[] {"(", ")", "&", "|", "!", "cn", "=", "*", "\\", "28", "x", "~", ">=", ":=", ":dn", " "};
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder("(&(cn=a)(|(l=b*)(!(x>=1))))");
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, pieces[random.nextInt(pieces.length)]);
                } else {
                    text.deleteCharAt(at);
                }
            }
            var filter = text.toString().strip();
            var problem = FilterProblem.of(filter);
            assertThat(problem.isEmpty()).as(filter).isEqualTo(parses("(&" + filter + ")"));
            if (problem.isPresent()) {
                refused++;
                assertThat(problem.get().place()).as(filter).isBetween(0, filter.length());
                assertThat(problem.get().why()).as(filter).doesNotContain("library");
                assertThat(problem.get().picture()).as(filter).hasSize(2);
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static boolean parses(String filter) {
        try {
            Filter.create(filter);
            return true;
        } catch (LDAPException e) {
            return false;
        }
    }
}
