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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code cursor.json} beside data.json, and {@code directory.bin} for what is too large for it: what a directory source
 * wants to know again, which the reference's file has no place for. Losing either costs one full read and nothing else, so
 * what cannot be read counts as none.
 *
 * <p>Which memory goes with a cursor the source tells by a value of the cursor, so the two need not be written at once.
 */
final class CursorFile {
    private final Path file;
    private final Path memoryFile;
    private final Supplier<Optional<byte[]>> memory = this::readMemory;

    CursorFile(Path folder) {
        file = folder.resolve("cursor.json");
        memoryFile = folder.resolve("directory.bin");
    }

    Cursor read() {
        return new Cursor(values(), memory);
    }

    private Map<String, String> values() {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject root ? values(root) : Map.of();
        } catch (IOException | JsonSyntaxException e) {
            return Map.of();
        }
    }

    private static Map<String, String> values(JsonObject root) {
        Map<String, String> values = new HashMap<>();
        root.keys().forEach(key -> root.text(key).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private Optional<byte[]> readMemory() {
        try {
            return Optional.of(Files.readAllBytes(memoryFile));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes what is large, which does not count before {@link #write}. This comes first of all that a run writes: whatever
     * is remembered of the organization must never be newer than the directory that it was told of.
     */
    void writeMemory(Cursor cursor) {
        if (cursor.memory().equals(memory)) {
            return;
        }
        var bytes = cursor.memory().get();
        if (bytes.isPresent()) {
            AtomicFile.writeDispensable(memoryFile, bytes.get());
        } else {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(memoryFile);
        } catch (IOException e) {
            // A cursor without a memory does not ask for it.
        }
    }

    void write(Cursor cursor) {
        if (cursor.values().equals(values())) {
            return;
        }
        var root = new JsonObject();
        cursor.values().keySet().stream()
                .sorted()
                .forEach(key -> root.put(key, cursor.values().get(key)));
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }
}
