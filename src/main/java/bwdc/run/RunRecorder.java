package bwdc.run;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Goes along with one run: numbers it, logs what it does, records how it ended and tells who wants to know. Only the first
 * end counts, because a time limit or a signal may end a run while it is at work.
 */
public final class RunRecorder {
    private final History history;
    private final RunLog log;
    private final Clock clock;
    private final Trigger trigger;
    private final Optional<String> job;
    private final String folder;
    private final long startedNanos = System.nanoTime();
    private volatile Notifications notifications = new Notifications(List.of());
    private volatile Optional<RunRecord> begun = Optional.empty();
    private volatile RunRecord.Counts counts = RunRecord.Counts.NONE;
    private volatile String stage = "it got ready";
    private volatile Optional<Outcome> before = Optional.empty();
    private volatile Optional<RunRecord> ended = Optional.empty();
    private boolean over;

    /** @param folder the state folder, for people who are told */
    public RunRecorder(History history, RunLog log, Clock clock, Trigger trigger, Optional<String> job, String folder) {
        this.history = history;
        this.log = log;
        this.clock = clock;
        this.trigger = trigger;
        this.job = job;
        this.folder = folder;
    }

    /** The run holds the lock and begins. */
    public void begin(String version) {
        begin(version, RunRecord.begun(1, now(), trigger, job));
    }

    /** The same for one that takes an earlier run back. */
    public void beginUndo(String version, long run) {
        begin(version, RunRecord.begun(1, now(), trigger, job).undoing(run));
        stage = "putting back what run " + run + " changed";
    }

    private void begin(String version, RunRecord first) {
        var record = history.begin(first);
        begun = Optional.of(record);
        log.number(record.number());
        log.info("bwdc " + version + " begins a run (" + trigger.text() + ") in " + folder);
    }

    /** From now on the end of the run is told to them; they hear at once that it began. */
    public void tell(List<Notifier> notifiers) {
        notifications = new Notifications(notifiers);
        begun.ifPresent(record -> notifications.started(record, log));
    }

    /** Follows what the run tells while it goes on. */
    public Notices notices(Notices inner) {
        stage = "reading the directory";
        log.info("reads the directory");
        return new Noting(inner);
    }

    /** The number of the run, once it has begun. */
    public long number() {
        return begun.map(RunRecord::number).orElse(0L);
    }

    /** It did what it should. */
    public void succeeded(SyncOutcome outcome) {
        switch (outcome) {
            case SyncOutcome.Imported(var groups, var users) -> {
                counts = new RunRecord.Counts(counts.read(), Optional.of(new RunRecord.Size(groups, users)));
                end(
                        Outcome.IMPORTED,
                        Optional.of(0),
                        Optional.empty(),
                        () -> log.info("imported " + size(groups, users) + " in " + seconds()));
            }
            case SyncOutcome.Unchanged() ->
                end(
                        Outcome.UNCHANGED,
                        Optional.of(0),
                        Optional.empty(),
                        () -> log.info("nothing has changed, nothing was sent, in " + seconds()));
            case SyncOutcome.Held(var groups, var users, var holds) -> {
                counts = new RunRecord.Counts(counts.read(), Optional.of(new RunRecord.Size(groups, users)));
                var sentence = holds.size() == 1
                        ? "1 hold waits for an approval"
                        : holds.size() + " holds wait for an approval";
                end(
                        Outcome.HELD,
                        Optional.of(ExitCode.HELD.number()),
                        Optional.of(sentence),
                        () -> log.warn(sentence + " (bwdc holds); the rest was done, " + size(groups, users)
                                + " sent, in " + seconds()));
            }
        }
    }

    /** It put back what it should. */
    public void undone(List<String> changes) {
        end(Outcome.UNDONE, Optional.of(0), Optional.empty(), () -> {
            changes.forEach(change -> log.info("put back: " + change));
            log.info("what run " + begun.flatMap(RunRecord::undoes).orElse(0L) + " changed is undone, in " + seconds());
        });
    }

    /** It did not. */
    public void failed(Fault fault) {
        end(Outcome.of(fault), Optional.of(fault.exitCode().number()), Optional.of(fault.sentence()), () -> {
            if (fault.exitCode() == ExitCode.LOCKED) {
                log.warn(fault.sentence());
                log.warn("this run does nothing");
            } else {
                log.error("the run " + (fault.exitCode() == ExitCode.HELD ? "was held back" : "failed") + " while "
                        + stage + ", after " + seconds());
                log.fault(fault);
            }
        });
    }

    /** It met a bug. */
    public void broke(Throwable bug) {
        end(
                Outcome.FAILED,
                Optional.of(ExitCode.UNEXPECTED.number()),
                Optional.of(bug.toString()),
                () -> log.error(
                        "the run met an unexpected error while " + stage + ", after " + seconds() + ": " + bug));
    }

    /** The process is about to be ended by a signal. */
    public void interrupted() {
        if (begun.isPresent()) {
            var sentence = "The process was ended by a signal while " + stage + ".";
            end(Outcome.INTERRUPTED, Optional.empty(), Optional.of(sentence), () -> log.error(sentence));
            tellEnd();
        }
    }

    private void end(Outcome outcome, Optional<Integer> code, Optional<String> error, Runnable logging) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        var start = begun.orElseGet(() -> RunRecord.begun(0, now().minus(duration()), trigger, job));
        var ending = start.ended(Optional.of(duration()), outcome, code, counts, error.map(log::masked));
        before = notifications.isEmpty() ? Optional.empty() : history.before(job);
        if (begun.isPresent()) {
            history.end(ending);
        } else {
            ending = history.add(ending);
            log.number(ending.number());
        }
        logging.run();
        ended = Optional.of(ending);
    }

    /** Tells those who want to know how it ended; comes after the lock is given back, once. */
    public void tellEnd() {
        news().ifPresent(run -> notifications.ended(new Notifier.Report(run, before, folder, log.tail()), log));
    }

    private synchronized Optional<RunRecord> news() {
        var news = ended;
        ended = Optional.empty();
        return news;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** By the machine's steady clock; the other one may be set while the run goes on. */
    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startedNanos).truncatedTo(ChronoUnit.MILLIS);
    }

    private String seconds() {
        return BigDecimal.valueOf(duration().toMillis(), 3) + " s";
    }

    private static String size(long groups, long users) {
        return groups + (groups == 1 ? " group" : " groups") + " and " + users + (users == 1 ? " user" : " users");
    }

    /** Keeps in mind and logs how far the run is. */
    private final class Noting implements Notices {
        private final Notices inner;

        Noting(Notices inner) {
            this.inner = inner;
        }

        @Override
        public void reading(long entries) {
            stage = "reading the directory (" + entries + " entries so far)";
            inner.reading(entries);
        }

        @Override
        public void found(long groups, long users) {
            stage = "comparing";
            counts = new RunRecord.Counts(Optional.of(new RunRecord.Size(groups, users)), counts.sent());
            log.info("the directory has " + size(groups, users) + " to sync");
            inner.found(groups, users);
        }

        @Override
        public void sending(int request, int of) {
            stage = "sending request " + request + " of " + of;
            log.info(stage);
            inner.sending(request, of);
        }

        @Override
        public void comparing(int groups, int of) {
            stage = "reading the organization";
            inner.comparing(groups, of);
        }

        @Override
        public void note(String sentence) {
            log.info(sentence);
            inner.note(sentence);
        }

        @Override
        public void done() {
            inner.done();
        }

        @Override
        public void warning(String sentence) {
            inner.warning(sentence);
        }
    }
}
