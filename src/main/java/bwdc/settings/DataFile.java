package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.Host;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * data.json, shared with the reference: every key it does not know stays where it is. Opening it never writes; older
 * state versions are brought up to date in memory and written with the next change.
 */
public final class DataFile {
    /** The release of Directory Connector whose files and requests are followed; servers are told it, too. */
    public static final String REFERENCE_VERSION = "2026.6.1";

    static final long STATE_VERSION = 8;
    private static final long LARGEST = 64L << 20;

    private final Path file;
    private final Host host;
    private final JsonObject root;
    private final List<Runnable> afterSaving = new ArrayList<>();
    private byte[] stored;

    private DataFile(Path file, Host host, JsonObject root, byte[] stored) {
        this.file = file;
        this.host = host;
        this.root = root;
        this.stored = stored;
    }

    /** @throws Fault with exit code 3, naming line and column, when it is there but cannot be understood */
    public static DataFile open(Path folder, Host host) {
        var file = folder.resolve("data.json");
        var content = content(file);
        var root = content.length == 0 ? new JsonObject() : parse(file, content);
        Migration.apply(root, file, PlaintextSecrets.wanted(host));
        return new DataFile(file, host, root, content);
    }

    private static byte[] content(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "it is a folder");
            }
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, "it is larger than 64 MB");
            }
            var content = Files.readAllBytes(file);
            if (content.length == 0) {
                throw unreadable(file, "it is empty");
            }
            return content;
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e)).because(e);
        }
    }

    private static Fault unreadable(Path file, String reason) {
        return Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + reason)
                .hint("nothing was changed; restore it from a backup, mend it, or move it away to start anew");
    }

    private static JsonObject parse(Path file, byte[] content) {
        try {
            if (Json.parse(content) instanceof JsonObject root) {
                return root;
            }
            throw unreadable(file, "it is no JSON object");
        } catch (JsonSyntaxException e) {
            throw unreadable(file, "line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }

    public Path path() {
        return file;
    }

    /** The whole document, to be read and changed; changes are kept by {@link #save()}. */
    public JsonObject root() {
        return root;
    }

    /** A block of settings, empty when it is absent. */
    JsonObject block(String name) {
        return name.isEmpty() ? root : root.object(name).orElseGet(JsonObject::new);
    }

    /** Writes what has changed; the caller holds the lock. */
    public void save() {
        root.put("stateVersion", STATE_VERSION);
        root.put("installedVersion", REFERENCE_VERSION);
        var content = Json.pretty(root).getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(content, stored)) {
            return;
        }
        if (stored.length == 0) {
            host.err().println("Could not find data file, \"" + file + "\"; creating it instead.");
        }
        AtomicFile.write(file, content);
        stored = content;
        while (!afterSaving.isEmpty()) {
            afterSaving.removeFirst().run();
        }
    }

    /** Does something once the document as it is now is stored, such as removing what only the old one pointed at. */
    void afterSaving(Runnable action) {
        afterSaving.add(action);
    }
}
