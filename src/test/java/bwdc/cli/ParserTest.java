package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static final List<Command> COMMANDS = List.of(
            command(Spec.of("sync", "")),
            command(Spec.of("test", "").options(Spec.flag("l", "last", ""))),
            command(Spec.of("config", "")
                    .arguments(Spec.required("setting", ""), Spec.optional("value", ""))
                    .options(Spec.valued("secretenv", "variable-name", ""))),
            command(Spec.of("schedule add", "")
                    .arguments(Spec.required("name", ""))
                    .options(Spec.valued("at", "expression", ""), Spec.flag("n", "dry-run", ""))),
            command(Spec.of("schedule list", "").options(Spec.flag("json", ""))));

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
    @ValueSource(
            strings = {
                "schedule add nightly --at x -n",
                "schedule --at x add nightly -n",
                "schedule -n --at=x add nightly",
                "--pretty schedule --at x -n add nightly",
                "schedule add --at x -n -- nightly"
            })
    void takesOptionsBetweenTwoWords(String line) {
        var parsed = Parser.parse(COMMANDS, List.of(line.split(" ", -1)));
        assertThat(parsed.command().orElseThrow().spec().name()).isEqualTo("schedule add");
        assertThat(parsed.words()).containsExactly("nightly");
        assertThat(parsed.options()).containsEntry("at", "x").containsKey("dry-run");
    }

    @Test
    void aGroupAloneIsNoCommand() {
        var parsed = Parser.parse(COMMANDS, List.of("schedule", "--help"));
        assertThat(parsed.command()).isEmpty();
        assertThat(parsed.words()).containsExactly("schedule");
        assertThat(Parser.parse(COMMANDS, List.of("schedule", "ad", "x")).words())
                .containsExactly("schedule", "ad", "x");
        assertThat(Parser.groups(COMMANDS)).containsExactly("schedule");
    }

    @ParameterizedTest
    @CsvSource({
        "schedul ad,schedule add",
        "schedul add nightly,schedule add",
        "shedule lst,schedule list",
        "schedule ad nightly,schedule add",
        "schedul,schedule",
        "snyc,sync",
        "confg a b,config",
        "schedule frobnicate,",
        "xyz,"
    })
    void guessesWhatWasMeant(String words, String meant) {
        assertThat(Suggestion.of(List.of(words.split(" ", -1)), COMMANDS)).isEqualTo(Optional.ofNullable(meant));
    }

    @Test
    void optionsOfAGroupMeanTheSameInEachCommand() {
        var commands = Commands.all(List.of(), (host, line) -> 0);
        for (var group : Parser.groups(commands)) {
            var values = new HashMap<String, Boolean>();
            for (var command : Parser.inGroup(commands, group)) {
                for (var option : command.spec().options()) {
                    boolean valued = option.value() != null;
                    assertThat(values.merge(option.name(), valued, (before, now) -> before))
                            .as("%s --%s", command.spec().name(), option.name())
                            .isEqualTo(valued);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            schedule --at x list      | error: unknown option '--at'
            schedule --dry-rn add x   | error: unknown option '--dry-rn'\\n(Did you mean --dry-run?)
            schedule add              | error: missing required argument 'name'
            schedule list x           | error: too many arguments for 'schedule list'. Expected 0 arguments but got 1: x.
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
