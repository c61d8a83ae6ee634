package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static final List<Command> COMMANDS = List.of(
            command(Spec.of("sync", "")),
            command(Spec.of("test", "").options(Spec.flag("l", "last", ""))),
            command(Spec.of("config", "")
                    .arguments(Spec.required("setting", ""), Spec.optional("value", ""))
                    .options(Spec.valued("secretenv", "variable-name", ""))));

    @Test
    void takesFlagsBeforeAndAfterTheCommand() {
        for (var line : List.of(List.of("--pretty", "test", "-l"), List.of("test", "--last", "--pretty"))) {
            var parsed = Parser.parse(COMMANDS, line);
            assertThat(parsed.command().orElseThrow().spec().name()).isEqualTo("test");
            assertThat(parsed.options()).containsOnlyKeys("pretty", "last");
        }
    }

    @Test
    void takesValuesInBothForms() {
        var expected = Map.of("secretenv", "PW");
        assertThat(Parser.parse(COMMANDS, List.of("config", "k", "--secretenv", "PW"))
                        .options())
                .isEqualTo(expected);
        assertThat(Parser.parse(COMMANDS, List.of("config", "k", "--secretenv=PW"))
                        .options())
                .isEqualTo(expected);
    }

    @Test
    void twoDashesEndTheOptions() {
        assertThat(Parser.parse(COMMANDS, List.of("config", "k", "--", "-----BEGIN"))
                        .words())
                .containsExactly("k", "-----BEGIN");
    }

    @Test
    void keepsWhatIsNoCommand() {
        var parsed = Parser.parse(COMMANDS, List.of("foo", "bar"));
        assertThat(parsed.command()).isEmpty();
        assertThat(parsed.words()).containsExactly("foo", "bar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sync --foo                | error: unknown option '--foo'
            sync --prety              | error: unknown option '--prety'\\n(Did you mean --pretty?)
            -x sync                   | error: unknown option '-x'
            sync --last               | error: unknown option '--last'
            config                    | error: missing required argument 'setting'
            config k --secretenv      | error: option '--secretenv <variable-name>' argument missing
            sync extra                | error: too many arguments for 'sync'. Expected 0 arguments but got 1: extra.
            config a b c              | error: too many arguments for 'config'. Expected 2 arguments but got 3: a, b, c.
            """)
    void refusesWhatItDoesNotKnowInTheWordsOfTheReference(String line, String message) {
        assertThatThrownBy(() -> Parser.parse(COMMANDS, List.of(line.split(" +"))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(message.replace("\\n", "\n"));
    }

    private static Command command(Spec spec) {
        return new Command() {
            @Override
            public Spec spec() {
                return spec;
            }

            @Override
            public Result run(Call call) {
                throw new AssertionError("a parser runs nothing");
            }
        };
    }
}
