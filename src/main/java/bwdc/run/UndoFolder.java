package bwdc.run;

import bwdc.bitwarden.ServerKind;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.sync.UndoRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code undo} beside data.json: what each of the latest runs changed, a file for each. */
public final class UndoFolder {
    private static final int KEPT = 20;

    /** A run that changed more is not recorded: undoing it is a sync of its own. */
    private static final long MOST_CHANGES = 50_000;

    private final Path folder;

    /** @param state the folder of data.json */
    public UndoFolder(Path state) {
        folder = state.resolve("undo");
    }

    /** Whether so much can be recorded. */
    boolean fits(UndoRecord record) {
        long count = record.changes().users().size();
        for (var group : record.changes().groups()) {
            count += 1L + group.added().size() + group.removed().size();
        }
        return count <= MOST_CHANGES;
    }

    void write(UndoRecord record) {
        try {
            FileModes.createPrivateFolders(folder);
            AtomicFile.write(file(record.run()), (Json.compact(json(record)) + "\n").getBytes(StandardCharsets.UTF_8));
            var runs = runs();
            for (var old : runs.subList(0, Math.max(0, runs.size() - KEPT))) {
                Files.deleteIfExists(file(old));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The runs that can be undone, oldest first. */
    public List<Long> runs() {
        try (var files = Files.list(folder)) {
            return files.flatMap(UndoFolder::number).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<Long> number(Path file) {
        var name = file.getFileName().toString();
        return name.matches("[0-9]{1,18}\\.json")
                ? Stream.of(Long.valueOf(name.substring(0, name.length() - 5)))
                : Stream.empty();
    }

    private Path file(long run) {
        return folder.resolve(run + ".json");
    }

    public Optional<UndoRecord> read(long run) {
        try {
            return Json.parse(Files.readAllBytes(file(run))) instanceof JsonObject json
                    ? record(json)
                    : Optional.empty();
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static JsonObject json(UndoRecord record) {
        return new JsonObject()
                .put("run", record.run())
                .put("time", record.time())
                .put("owner", record.owner())
                .put("kind", record.kind().name())
                .put("read", record.read())
                .put("changes", PlanDocument.json(record.changes()))
                .put(
                        "removed",
                        record.removed().stream()
                                .map(person -> new JsonObject()
                                        .put("email", person.email())
                                        .put("externalId", person.externalId())
                                        .put("type", person.type())
                                        .put("groups", person.groupIds()))
                                .toList());
    }

    private static Optional<UndoRecord> record(JsonObject json) {
        var run = json.number("run");
        var kind = json.text("kind").filter(name -> name.matches("BITWARDEN|VAULTWARDEN"));
        var changes = json.object("changes").flatMap(PlanDocument::plan);
        if (run.isEmpty() || kind.isEmpty() || changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UndoRecord(
                run.get(),
                json.text("time").orElse(""),
                json.text("owner").orElse(""),
                ServerKind.valueOf(kind.get()),
                json.flag("read").orElse(false),
                changes.get(),
                json.list("removed").stream()
                        .map(each -> removed((JsonObject) each))
                        .toList()));
    }

    private static UndoRecord.Removed removed(JsonObject json) {
        return new UndoRecord.Removed(
                json.text("email").orElse(""),
                json.text("externalId").orElse(null),
                json.number("type").orElse(2L),
                PlanDocument.strings(json, "groups"));
    }
}
