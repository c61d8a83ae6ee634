package bwdc.demo;

import bwdc.bitwarden.ImportBody;
import bwdc.directory.DirectorySource;
import bwdc.json.Json;
import bwdc.run.Delivery;
import bwdc.run.HoldsFile;
import bwdc.run.Notices;
import bwdc.run.RunOptions;
import bwdc.run.SafetyFiles;
import bwdc.run.SyncOutcome;
import bwdc.run.SyncRun;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import bwdc.sync.Baseline;
import bwdc.sync.SyncState;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A computer with a state folder of its own that syncs now and then. */
final class Machine {
    private static final String ORGANIZATION = "11111111-1111-4111-8111-111111111111";
    private static final String API = "http://localhost/api";

    /** In the order in which a run writes them. */
    private static final List<String> FILES = List.of(
            "directory.bin", "baseline.bin", "holds.json", "data.json", "cursor.json", "invited.bin", "progress.json");

    /** Whether the organization has taken a list of this machine as all there is, since there is a baseline. */
    boolean overwrote;

    /** Whether it ever lost its baseline. */
    boolean lost;

    /** Whether somebody was asked to look, because a baseline is damaged. */
    boolean lostCount;

    private final Path folder;
    private final TestHost host = new TestHost().with("BWDC_SYNC_USERS", "true").with("BWDC_SYNC_GROUPS", "true");

    Machine(Path folder, Map<String, String> settings) {
        this.folder = folder;
        host.with(settings);
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("data.json"),
                    Json.pretty(new bwdc.json.JsonObject()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Settings settings() {
        var data = DataFile.open(folder, host.host());
        return new Settings(data, host.host(), new PlaintextSecrets(data));
    }

    SyncSettings sync() {
        return settings().sync();
    }

    SafetySettings safety() {
        return SafetySettings.of(settings());
    }

    /** One run as a process of its own would do it: everything is opened anew. */
    SyncOutcome run(Instant now, DirectorySource directory, Consumer<ImportBody> send, RunOptions options) {
        var data = DataFile.open(folder, host.host());
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var notices = new Silence();
        var delivery = Delivery.blind(notices);
        return new SyncRun(data, sync(), safety(), () -> directory, clock, notices)
                .sync(ORGANIZATION, API, send, delivery, options);
    }

    Optional<Baseline> baseline() {
        var before = new SyncState(API, ORGANIZATION, Optional.empty());
        return new SafetyFiles(folder, before, sync(), safety(), new Silence()).baseline();
    }

    HoldsFile holds() {
        return new HoldsFile(folder, SafetyFiles.owner(ORGANIZATION, API));
    }

    Map<String, byte[]> files() {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (var name : FILES) {
            try {
                var file = folder.resolve(name);
                if (Files.exists(file)) {
                    found.put(name, Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** As if the run had been killed after so many of its files were written; then it was still in progress. */
    void dieAfter(int written, Map<String, byte[]> before) {
        put("progress.json", before.getOrDefault("progress.json", "{}".getBytes(StandardCharsets.UTF_8)));
        for (var name : FILES.subList(written, FILES.size() - 1)) {
            put(name, before.get(name));
        }
    }

    private void put(String name, byte @Nullable [] content) {
        try {
            if (content == null) {
                Files.deleteIfExists(folder.resolve(name));
            } else {
                Files.write(folder.resolve(name), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The disk loses or damages a file. */
    void damage(String name, boolean lose) {
        lost |= name.equals("baseline.bin");
        overwrote &= !lose || !name.equals("baseline.bin");
        try {
            var file = folder.resolve(name);
            if (lose) {
                Files.deleteIfExists(file);
            } else if (Files.exists(file)) {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Silence implements Notices {
        @Override
        public void reading(long entries) {}

        @Override
        public void found(long groups, long users) {}

        @Override
        public void sending(int request, int of) {}

        @Override
        public void done() {}

        @Override
        public void warning(String sentence) {}
    }
}
