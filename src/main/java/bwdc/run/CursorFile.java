package bwdc.run;

import bwdc.directory.Cursor;
import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code cursor.json} beside data.json: what a directory source wants to know again, which the reference's file has no
 * place for. Losing it costs one full read and nothing else, so an unreadable file counts as none.
 */
final class CursorFile {
    private final Path file;

    CursorFile(Path file) {
        this.file = file;
    }

    Cursor read() {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject root ? cursor(root) : Cursor.NONE;
        } catch (IOException | JsonSyntaxException e) {
            return Cursor.NONE;
        }
    }

    private static Cursor cursor(JsonObject root) {
        Map<String, String> values = new HashMap<>();
        root.keys().forEach(key -> root.text(key).ifPresent(value -> values.put(key, value)));
        return new Cursor(values);
    }

    void write(Cursor cursor) {
        if (cursor.equals(read())) {
            return;
        }
        var root = new JsonObject();
        cursor.values().keySet().stream()
                .sorted()
                .forEach(key -> root.put(key, cursor.values().get(key)));
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }
}
