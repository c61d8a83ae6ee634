package bwdc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference");

    /** What Node 25 prints for the same value. */
    @Test
    void escapesWhatJavaScriptEscapes() {
        var text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080é\u2028\u2029😀";
        assertThat(Json.compact(text))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u0080é\u2028\u2029😀\"");
    }

    @Test
    void escapesSurrogatesThatStandAlone() {
        var high = (char) 0xd83d;
        var low = (char) 0xde00;
        assertThat(Json.compact("" + high)).isEqualTo("\"\\ud83d\"");
        assertThat(Json.compact("" + low)).isEqualTo("\"\\ude00\"");
        assertThat(Json.compact("" + low + high)).isEqualTo("\"\\ude00\\ud83d\"");
        assertThat(Json.compact("" + high + high + low + low)).isEqualTo("\"\\ud83d😀\\ude00\"");
    }

    @Test
    void printsEmptyListsAndObjectsOnOneLine() {
        var value = new JsonObject()
                .put("a", new JsonObject())
                .put("b", List.of())
                .put("c", List.of(1L, new JsonObject().put("d", null)));
        assertThat(Json.compact(value)).isEqualTo("{\"a\":{},\"b\":[],\"c\":[1,{\"d\":null}]}");
        assertThat(Json.pretty(value)).isEqualTo("""
                        {
                          "a": {},
                          "b": [],
                          "c": [
                            1,
                            {
                              "d": null
                            }
                          ]
                        }""");
    }

    static Stream<Path> recordedFiles() throws IOException {
        try (var files = Files.walk(RECORDINGS)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("data-.*[.]json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordedFiles")
    void repeatsTheReferencesFilesToTheByte(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        assertThat(Json.pretty(Json.parse(content)).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(content);
    }

    @Test
    void recordingsAreThere() throws IOException {
        assertThat(recordedFiles()).hasSizeGreaterThan(15);
    }

    @Test
    void keepsTypesAndOrder() {
        var root = object(
                "{\"z\":1,\"a\":2.50,\"m\":12345678901234567890,\"t\":true,\"n\":null,\"s\":\"x\",\"l\":[1,[]]}");
        assertThat(root.keys()).containsExactly("z", "a", "m", "t", "n", "s", "l");
        assertThat(root.number("z")).contains(1L);
        assertThat(root.get("a")).isEqualTo(new BigDecimal("2.50"));
        assertThat(root.get("m")).isEqualTo(new BigDecimal("12345678901234567890"));
        assertThat(root.flag("t")).contains(true);
        assertThat(root.has("n")).isTrue();
        assertThat(root.get("n")).isNull();
        assertThat(root.list("l")).hasSize(2);
    }

    @Test
    void askingForAnotherTypeGivesNothing() {
        var root = object("{\"text\":\"1\",\"number\":1,\"flag\":true}");
        assertThat(root.number("text")).isEmpty();
        assertThat(root.text("number")).isEmpty();
        assertThat(root.text("flag")).isEmpty();
        assertThat(root.flag("number")).isEmpty();
        assertThat(root.object("text")).isEmpty();
        assertThat(root.list("absent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | 1 | 1",
                "{\"a\":} | 1 | 6",
                "{⏎  \"a\": 1,⏎  \"b\" 2⏎} | 3 | 7",
                "{⏎\"a\":1,⏎} | 3 | 1",
                "[1,2 | 1 | 5",
                "{} x | 1 | 4",
                "{}{} | 1 | 3",
                "{'a':1} | 1 | 2",
                "{\"a\":01} | 1 | 7",
                "[NaN] | 1 | 5",
            })
    void namesThePlaceOfAnError(String text, int line, int column) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(text.replace('⏎', '\n').getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> {
                    assertThat(e.line()).as("line").isEqualTo(line);
                    assertThat(e.column()).as("column").isBetween(column, column + 1);
                    assertThat(e.getMessage()).doesNotContain("jackson", "StreamRead", "Source", "\n");
                });
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> object("{\n\"a\":1,\n\"a\":2}"))
                .withMessageContaining("'a'")
                .satisfies(e -> assertThat(e.line()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0xc3, 0x80, 0xc0})
    void refusesBytesThatAreNoUtf8(int wrong) {
        var bytes = "{\n\"a\":\"?x\"}".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) wrong;
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(bytes))
                .withMessageContaining("UTF-8")
                .satisfies(e -> assertThat(e.line()).isEqualTo(2));
    }

    /** A password without its quotes is the likeliest mistake in a file that holds passwords. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"password\": hunter2}", "{\"password\": tr0ub4dor}", "{\"password\": 'hunter2'}"})
    void doesNotRepeatTheContentInTheError(String text) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> object(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", "tr0ub4dor"));
    }

    @Test
    void refusesNestingWithoutEndInPlainWords() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).contains("nest").doesNotContain("UTF-8"));
    }

    /** Written out, this number would fill the memory. */
    @Test
    void keepsAHugeExponentShort() {
        assertThat(Json.compact(object("{\"a\":1e999999}"))).hasSizeLessThan(100);
        assertThat(Json.compact(object("{\"a\":1e-999999}"))).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "1e21,1e+21",
        "1.5E300,1.5e+300",
        "1e-7,1e-7",
        "100,100",
        "1e20,100000000000000000000",
        "0.000001,0.000001"
    })
    void writesExponentsAsJavaScriptDoes(String given, String written) {
        assertThat(Json.compact(parse("[" + given + "]"))).isEqualTo("[" + written + "]");
    }

    @Test
    void refusesAnExponentThatIsNone() {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> parse("[1e99999999999]"));
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1).limit(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWrote(int seed) {
        var value = random(new SplittableRandom(seed), 0);
        assertThat(parse(Json.compact(value))).isEqualTo(value);
        assertThat(parse(Json.pretty(value))).isEqualTo(value);
        assertThat(Json.pretty(parse(Json.compact(value)))).isEqualTo(Json.pretty(value));
    }

    private static @Nullable Object random(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth < 4 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> (long) random.nextInt(-1000, 1000);
            case 4 -> BigDecimal.valueOf(random.nextLong(-1L << 40, 1L << 40), 1 + random.nextInt(8));
            case 5 -> text(random);
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(random(random, depth + 1));
                }
                yield list;
            }
            default -> {
                var object = new JsonObject();
                for (int i = random.nextInt(6); i > 0; i--) {
                    object.put(key(random), random(random, depth + 1));
                }
                yield object;
            }
        };
    }

    /** Lone surrogates are read in values only; no program writes them into names. */
    private static String key(SplittableRandom random) {
        return new String(text(random).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append((char) random.nextInt(0x20, 0x7f));
                case 2 -> text.append((char) random.nextInt(0x10000));
                case 3 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
                default -> text.append("\"\\/".charAt(random.nextInt(3)));
            }
        }
        return text.toString();
    }

    private static @Nullable Object parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject object(String text) {
        return Objects.requireNonNull((JsonObject) parse(text));
    }

    @Test
    void readsTheObjectsOfAListOneAfterAnother() {
        var found = new java.util.ArrayList<String>();
        Json.elements(
                "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"more\":[{\"id\":\"x\"}]},{\"id\":\"b\"}],\"end\":null}"
                        .getBytes(StandardCharsets.UTF_8),
                "data",
                object -> found.add(object.text("id").orElse("")));
        assertThat(found).containsExactly("a", "b");
        for (var wrong :
                new String[] {"[]", "{}", "{\"data\":{}}", "{\"data\":[1]}", "{\"data\":[{}]", "{\"data\":[]}x"}) {
            assertThatThrownBy(() -> Json.elements(wrong.getBytes(StandardCharsets.UTF_8), "data", object -> {}))
                    .as(wrong)
                    .isInstanceOf(JsonSyntaxException.class);
        }
    }

    @Test
    void oneTextOfEachObjectIsTakenAndTheRestSkipped() {
        var text = "[{\"id\":\"a\",\"more\":{\"id\":\"x\",\"l\":[1,{}]}},{\"name\":\"b\"},{\"id\":7}]";
        assertThat(Json.texts(text.getBytes(StandardCharsets.UTF_8), "id"))
                .containsExactly(Optional.of("a"), Optional.empty(), Optional.empty());
        for (var wrong : List.of("[{\"id\":\"a\"", "{}", "[1]", "[{\"id\":\"a\"}] x", "", "[{\"a\":[}]")) {
            assertThatThrownBy(() -> Json.texts(wrong.getBytes(StandardCharsets.UTF_8), "id"))
                    .isInstanceOf(JsonSyntaxException.class);
        }
    }
}
