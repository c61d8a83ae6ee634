package bwdc.run;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every run of a state folder: {@code history.jsonl} with one JSON object a run, and the run that is going on. Writing
 * never throws: a sync does not fail because of its history. Reading needs no lock.
 */
public final class History {
    /** Longer than anybody holds the file's lock; after that it goes without. */
    private static final int LOCK_TRIES = 200;

    private static final long LOCK_PAUSE_NANOS = 5_000_000;

    /** A process's own locks do not keep its threads apart. */
    private static final Object WRITERS = new Object();

    private final HistoryFile file;
    private final RunningMark mark;
    private final Path lockFile;
    private final Consumer<String> trouble;

    /** @param trouble is told, in a sentence, what could not be written */
    public History(Path folder, Consumer<String> trouble) {
        file = new HistoryFile(folder.resolve("history.jsonl"));
        mark = new RunningMark(folder.resolve("running.json"));
        lockFile = folder.resolve("history.lock");
        this.trouble = trouble;
    }

    /**
     * Notes that a run begins; its caller holds the folder's lock, so a run that is still noted was killed, and is recorded
     * as interrupted.
     */
    RunRecord begin(RunRecord begun) {
        return writing(() -> {
                    closeLeftOver();
                    var numbered = begun.numbered(next());
                    mark.write(numbered);
                    return numbered;
                })
                .orElse(begun);
    }

    private void closeLeftOver() throws IOException {
        var left = mark.read().map(RunningMark.Found::record);
        if (left.isPresent()
                && file.latest().stream()
                        .noneMatch(each -> each.number() == left.get().number())) {
            file.append(left.get().outcome() == Outcome.RUNNING ? interrupted(left.get()) : left.get());
        }
        mark.remove();
    }

    private static RunRecord interrupted(RunRecord run) {
        return run.ended(
                Optional.empty(),
                Outcome.INTERRUPTED,
                Optional.empty(),
                run.counts(),
                Optional.of("The process was ended from outside before it could say why."));
    }

    private long next() throws IOException {
        long last = mark.read().map(found -> found.record().number()).orElse(0L);
        for (var record : file.latest()) {
            last = Math.max(last, record.number());
        }
        return last + 1;
    }

    /** Records how the run that began ended. */
    void end(RunRecord record) {
        writing(() -> {
            mark.write(record);
            file.append(record);
            mark.remove();
            return record;
        });
    }

    /** Records a run that did not get as far as to begin, and returns it with its number. */
    RunRecord add(RunRecord record) {
        return writing(() -> {
                    var numbered = record.numbered(next());
                    file.append(numbered);
                    return numbered;
                })
                .orElse(record);
    }

    /** What the last run of a job came to, others found at work aside. */
    Optional<Outcome> before(Optional<String> job) {
        try {
            return file.all().stream()
                    .filter(each -> each.job().equals(job) && each.isSync() && each.outcome() != Outcome.LOCKED)
                    .map(RunRecord::outcome)
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Every run that is over, oldest first.
     *
     * @throws Fault with exit code 3 when the file is there but cannot be read
     */
    public List<RunRecord> records() {
        try {
            return file.all();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The run that is going on. */
    public Optional<RunRecord> running() {
        try {
            return mark.read()
                    .filter(found -> found.record().outcome() == Outcome.RUNNING && found.alive())
                    .map(RunningMark.Found::record);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Fault unreadable(IOException e) {
        return Fault.of(
                        ExitCode.SETTINGS,
                        "Cannot read the history of " + lockFile.getParent() + ": " + AtomicFile.reason(e))
                .hint("run it as the user whose runs these are")
                .because(e);
    }

    private interface Writing {
        RunRecord now() throws IOException;
    }

    private Optional<RunRecord> writing(Writing action) {
        synchronized (WRITERS) {
            try (var channel = FileChannel.open(
                            lockFile,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            FileModes.privateFile(lockFile));
                    var _ = lock(channel)) {
                return Optional.of(action.now());
            } catch (IOException e) {
                trouble.accept("the history of this run could not be written: " + AtomicFile.reason(e));
            } catch (Fault e) {
                trouble.accept("the history could not be trimmed: " + e.sentence());
            }
            return Optional.empty();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < LOCK_TRIES; i++) {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        return null;
    }
}
