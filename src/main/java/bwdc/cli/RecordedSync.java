package bwdc.cli;

import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.notification.Notifiers;
import bwdc.run.History;
import bwdc.run.Jitter;
import bwdc.run.ReviewedPlan;
import bwdc.run.RunLog;
import bwdc.run.RunOptions;
import bwdc.run.RunRecorder;
import bwdc.run.SyncOutcome;
import bwdc.run.Trigger;
import bwdc.settings.NotifySettings;
import bwdc.settings.Settings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sync with all that belongs around it: lock, time limit, log, history, and those who are told. */
final class RecordedSync {
    private final Call call;
    private final Workspace workspace;
    private final LogTarget target;
    private final Trigger trigger;
    private final RunOptions options;
    private final Optional<ReviewedPlan> reviewed;
    private final RunLog log;
    private final RunRecorder recorder;
    private @Nullable Notifiers notifiers;

    RecordedSync(
            Call call,
            Workspace workspace,
            LogTarget target,
            Trigger trigger,
            Optional<String> job,
            RunOptions options,
            Optional<ReviewedPlan> reviewed) {
        this.options = options;
        this.reviewed = reviewed;
        this.call = call;
        this.workspace = workspace;
        this.target = target;
        this.trigger = trigger;
        log = target.log();
        var folder = workspace.folder();
        var history = new History(folder, this::trouble);
        recorder = new RunRecorder(history, log, call.host().clock(), trigger, job, folder.toString());
    }

    /** Waits as long as this machine does for this job. */
    void await(String job, Duration most) {
        var wait = Jitter.of(Jitter.machine(call.host()), job, most);
        log.info("waits " + Durations.words(wait.truncatedTo(ChronoUnit.SECONDS)) + " first (--jitter "
                + Durations.words(most) + ")");
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws Fault when it failed, after that is recorded and told */
    SyncOutcome sync(Duration limit) {
        try (var inFlight = new InFlight(recorder::interrupted)) {
            return told(limit, inFlight);
        }
    }

    private SyncOutcome told(Duration limit, InFlight inFlight) {
        try (var watch = new Watch(call.exit())) {
            watch.after(limit, () -> outOfTime(TimeLimit.over(limit)));
            watch.onSignal(inFlight::stop);
            if (trigger == Trigger.DAEMON) {
                inFlight.follow(call.host().in(), watch);
            }
            return recorded(inFlight);
        } finally {
            workspace.unlock();
            recorder.tellEnd();
            close();
        }
    }

    private SyncOutcome recorded(InFlight inFlight) {
        try {
            workspace.lock();
            recorder.begin(call.release().version());
            prepare(workspace.settings());
            log.info("for the organization " + workspace.logins().organization());
            var outcome = workspace.sync(
                    recorder.notices(workspace.notices()), recorder::number, inFlight::begin, options, reviewed);
            recorder.succeeded(outcome);
            return outcome;
        } catch (Fault fault) {
            recorder.failed(fault);
            throw fault;
        } catch (RuntimeException | Error bug) {
            recorder.broke(bug);
            throw bug;
        }
    }

    /** None of it is a reason not to sync. */
    private void prepare(Settings settings) {
        try {
            target.rotate(
                    settings.number("log.maxSize").orElse(10L),
                    settings.number("log.files").orElse(5L));
            // A person who types a command sees how it ends; nobody else has to be told.
            if (trigger != Trigger.MANUAL) {
                tell(NotifySettings.of(settings));
            }
        } catch (Fault fault) {
            trouble(fault.sentence());
        }
    }

    private void tell(NotifySettings wanted) {
        if (!wanted.isEmpty()) {
            var made = workspace.notifiers();
            notifiers = made;
            recorder.tell(made.of(wanted));
        }
    }

    private int outOfTime(Fault fault) {
        recorder.failed(fault);
        int status = call.output().fault(fault);
        recorder.tellEnd();
        return status;
    }

    /** Something about the run's papers that is no reason to fail it. */
    private void trouble(String sentence) {
        log.warn(sentence);
        call.output().warning(sentence);
    }

    private void close() {
        if (notifiers != null) {
            notifiers.close();
        }
        target.file()
                .ifPresent(file -> log.trouble()
                        .ifPresent(reason ->
                                call.output().warning("the log " + file.path() + " could not be written: " + reason)));
    }
}
