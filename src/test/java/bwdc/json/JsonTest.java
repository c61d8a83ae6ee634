package bwdc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static @Nullable Object parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesAsJavaScriptDoes() {
        assertThat(Json.compact("\b\f\n\r\t\"\\/\u0001\u001f\u007f\u2028é😀\ud800"))
                .isEqualTo("\"\\b\\f\\n\\r\\t\\\"\\\\/\\u0001\\u001f\u007f\u2028é😀\\ud800\"");
        var document = new JsonObject()
                .put("a", List.of())
                .put("b", new JsonObject())
                .put("c", List.of(1L, new JsonObject().put("d", null)))
                .put("e", true);
        assertThat(Json.compact(document)).isEqualTo("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":null}],\"e\":true}");
        assertThat(Json.pretty(document))
                .isEqualTo(
                        "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": null\n    }\n  ],\n  \"e\": true\n}");
    }

    @Test
    void keepsRecordedFilesToTheByte() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources/reference"))) {
            var all = files.filter(file -> file.getFileName().toString().matches("data-.*\\.json"))
                    .toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (var file : all) {
                assertThat(Json.pretty(Json.parse(Files.readAllBytes(file))))
                        .as(file.toString())
                        .isEqualTo(Files.readString(file));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{~  "a": tru~}'        | 2 | Unrecognized token 'tru'
            '{"a": 1,~ "a": 2}'     | 2 | Duplicate field 'a'
            '{"a": 1'               | 1 | it ends in the middle
            '[1,~2] 3'              | 2 | something follows the end of the document
            '{~~ 1: 2}'             | 3 | Unexpected character
            ' '                     | 1 | it is empty
            """)
    void namesThePlaceWhereTextStopsBeingJson(String text, int line, String problem) {
        assertThatThrownBy(() -> parse(text.replace('~', '\n')))
                .isInstanceOfSatisfying(
                        JsonSyntaxException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(problem);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xc3, '(', '"'}))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void readsWhatItWrote(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var value = random(random, 4);
            assertThat(parse(Json.compact(value)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(value);
            assertThat(parse(Json.pretty(value)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(value);
        }
    }

    private static @Nullable Object random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> text(random);
            case 4 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var object = new JsonObject();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(text(random), random(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(random.nextInt(3) == 0 ? 0x1f600 + random.nextInt(50) : random.nextInt(0x300));
        }
        return text.toString();
    }
}
