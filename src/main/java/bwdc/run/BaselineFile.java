package bwdc.run;

import bwdc.column.ColumnReader;
import bwdc.directory.DirectorySnapshot;
import bwdc.host.AtomicFile;
import bwdc.settings.SyncSettings;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * {@code baseline.bin} beside data.json: the {@link Baseline} of an organization. Without it, or when it is damaged, a run
 * has nothing to count against and is as careful as the first one. {@code invited.bin} has the same form: whom a run is
 * about to invite, until the baseline has them.
 */
public final class BaselineFile {
    /** Enough for owner and state. */
    private static final int LONGEST_HEADER = 4096;

    private final Path file;
    private final String owner;
    private final Consumer<String> warning;
    private boolean damaged;

    /**
     * Nothing is read before it is asked for.
     *
     * @param owner the organization and its server: what belongs to another one counts as nothing
     * @param warning told when the file cannot be used
     */
    public BaselineFile(Path file, String owner, Consumer<String> warning) {
        this.file = file;
        this.owner = owner;
        this.warning = warning;
    }

    /**
     * Whether the last run left nothing to do, with the same settings and the same hash; costs one small read.
     *
     * @param state of that which was given to {@link #write}
     */
    boolean isSettled(Predicate<String> state) {
        try (var in = Files.newInputStream(file)) {
            var header = ColumnReader.beginning(BaselineColumns.MAGIC, in.readNBytes(LONGEST_HEADER));
            return header.text().equals(owner) && state.test(header.text());
        } catch (IOException | ColumnReader.Damaged | BufferUnderflowException e) {
            return false;
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Whether there was something to read that could not be used. */
    boolean isDamaged() {
        return damaged;
    }

    /** The baseline, empty when there is none for this organization. */
    public Optional<Baseline> read() {
        return open(BaselineColumns::baseline);
    }

    /** The part that a read of changes is about. */
    Optional<BaselineSlice> slice(DirectorySnapshot snapshot, Company company, SyncSettings settings) {
        return open(columns -> BaselineSlice.of(columns, snapshot, company, settings));
    }

    private <T> Optional<T> open(Function<BaselineColumns, T> use) {
        try {
            var in = ColumnReader.of(BaselineColumns.MAGIC, Files.readAllBytes(file));
            if (!in.text().equals(owner)) {
                return Optional.empty();
            }
            in.text();
            return Optional.of(use.apply(BaselineColumns.read(in)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return unusable(AtomicFile.reason(e));
        } catch (ColumnReader.Damaged e) {
            return unusable(String.valueOf(e.getMessage()));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return unusable("a number in it leads nowhere");
        }
    }

    private <T> Optional<T> unusable(String reason) {
        if (!damaged) {
            warning.accept(file + " cannot be used (" + reason + "): this run is counted like a first one");
        }
        damaged = true;
        return Optional.empty();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param state what {@link #isSettled} compares, empty when the next run has something to look at */
    void write(Baseline baseline, String state) {
        write(BaselineColumns.of(baseline), state);
    }

    void write(BaselineColumns columns, String state) {
        AtomicFile.write(file, columns.bytes(owner, state));
    }
}
