package bwdc.run;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.sync.HeldChange;
import bwdc.sync.Hold;
import bwdc.sync.Holds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code holds.json} beside data.json: what waits for a decision, and what was decided. */
public final class HoldsFile {
    private final Path file;
    private final String owner;

    /** @param owner the organization and its server, as for {@link BaselineFile} */
    public HoldsFile(Path folder, String owner) {
        file = folder.resolve("holds.json");
        this.owner = owner;
    }

    /**
     * What stands in the file.
     *
     * @throws Fault with exit code 3 when it cannot be read: a decision must not be lost without a word
     */
    public Holds read() {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonObject root) {
                return holds(root);
            }
            throw unreadable("it is no JSON object");
        } catch (NoSuchFileException e) {
            return Holds.NONE;
        } catch (IOException e) {
            throw unreadable(AtomicFile.reason(e)).because(e);
        } catch (JsonSyntaxException e) {
            throw unreadable("line " + e.line() + ", column " + e.column() + ": " + e.getMessage())
                    .because(e);
        }
    }

    private Fault unreadable(String reason) {
        return Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + reason)
                .hint("delete it to forget what was approved and rejected; what waits is found again by the next sync");
    }

    /** Numbers go on even when the organization changes: none is ever used twice. */
    private Holds holds(JsonObject root) {
        long next = root.number("next").orElse(1L);
        if (!root.text("owner").orElse("").equals(owner)) {
            return new Holds(next, List.of(), List.of());
        }
        List<Hold> holds = new ArrayList<>();
        for (var each : root.list("holds")) {
            if (each instanceof JsonObject hold) {
                holds.add(hold(hold));
            }
        }
        return new Holds(next, holds, changes(root.list("rejected")));
    }

    private static Hold hold(JsonObject hold) {
        return new Hold(
                hold.number("number").orElse(0L),
                kind(hold),
                seconds(hold, "created"),
                seconds(hold, "expires"),
                hold.flag("approved").orElse(false),
                changes(hold.list("changes")));
    }

    private static List<HeldChange> changes(List<?> list) {
        List<HeldChange> changes = new ArrayList<>(list.size());
        for (var each : list) {
            if (each instanceof JsonObject change) {
                changes.add(new HeldChange(
                        kind(change),
                        change.text("id").orElse(""),
                        change.text("scope").orElse(""),
                        change.text("name").orElse(""),
                        change.text("detail").orElse("")));
            }
        }
        return changes;
    }

    private static HeldChange.Kind kind(JsonObject from) {
        var word = from.text("kind").orElse("");
        for (var kind : HeldChange.Kind.values()) {
            if (word.equals(word(kind))) {
                return kind;
            }
        }
        return HeldChange.Kind.USERS;
    }

    private static String word(HeldChange.Kind kind) {
        return switch (kind) {
            case USERS -> "users";
            case MEMBERS -> "members";
            case MAILS -> "mails";
            case MISSING -> "missing";
        };
    }

    private static long seconds(JsonObject from, String key) {
        try {
            return from.text(key).map(Instant::parse).orElse(Instant.EPOCH).getEpochSecond();
        } catch (java.time.format.DateTimeParseException e) {
            return 0;
        }
    }

    /** Writes what changed; nothing at all makes no file. */
    public void write(Holds holds) {
        if (holds.equals(readIfPresent())) {
            return;
        }
        AtomicFile.write(file, Json.pretty(json(holds).put("owner", owner)).getBytes(StandardCharsets.UTF_8));
    }

    private Holds readIfPresent() {
        return Files.exists(file) ? read() : Holds.NONE;
    }

    /** The form of the file and of {@code bwdc holds --json}. */
    public static JsonObject json(Holds holds) {
        return new JsonObject()
                .put("next", holds.next())
                .put("holds", holds.holds().stream().map(HoldsFile::json).toList())
                .put("rejected", holds.rejected().stream().map(HoldsFile::json).toList());
    }

    private static JsonObject json(Hold hold) {
        return new JsonObject()
                .put("number", hold.number())
                .put("kind", word(hold.kind()))
                .put("created", Instant.ofEpochSecond(hold.created()).toString())
                .put("expires", Instant.ofEpochSecond(hold.expires()).toString())
                .put("approved", hold.approved())
                .put("changes", hold.changes().stream().map(HoldsFile::json).toList());
    }

    private static JsonObject json(HeldChange change) {
        return new JsonObject()
                .put("kind", word(change.kind()))
                .put("id", change.id())
                .put("scope", change.scope())
                .put("name", change.name())
                .put("detail", change.detail());
    }
}
