package bwdc.run;

import bwdc.bitwarden.ImportBody;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.Findings;
import bwdc.settings.DataFile;
import bwdc.settings.SafetySettings;
import bwdc.settings.SyncSettings;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import bwdc.sync.Draft;
import bwdc.sync.SafePlan;
import bwdc.sync.SyncEngine;
import bwdc.sync.SyncPlan;
import bwdc.sync.SyncState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run: read the directory, plan, send, remember. What is remembered changes only after the organization has accepted
 * everything, so that a run that dies is simply repeated.
 */
public final class SyncRun {
    private final DataFile data;
    private final SyncSettings settings;
    private final SafetySettings safety;
    private final Supplier<DirectorySource> directory;
    private final Clock clock;
    private final Notices notices;
    private final CursorFile cursorFile;

    public SyncRun(
            DataFile data,
            SyncSettings settings,
            SafetySettings safety,
            Supplier<DirectorySource> directory,
            Clock clock,
            Notices notices) {
        this.data = data;
        this.settings = settings;
        this.safety = safety;
        this.directory = directory;
        this.clock = clock;
        this.notices = notices;
        cursorFile = new CursorFile(data.path().resolveSibling(""));
    }

    /** What the directory holds; nothing is sent or remembered. */
    public Company test(boolean sinceLastSync) {
        return Company.of(reading().look(!sinceLastSync, true, Findings.NONE));
    }

    /** Everything that the directory holds, as it is; nothing is sent or remembered. */
    public DirectorySnapshot look(Findings findings) {
        return reading().look(true, true, findings);
    }

    private Reading reading() {
        return new Reading(directory, safety, cursorFile, new RunState(data.root()), notices);
    }

    /**
     * Reads the directory and sends what changed.
     *
     * @param organizationId whose state this is
     * @param apiUrl the API's address as the hash counts it
     * @param send sends one request; it fails unless the organization accepted it
     * @param delivery sees to it that everything arrives
     */
    public SyncOutcome sync(
            String organizationId, String apiUrl, Consumer<ImportBody> send, Delivery delivery, RunOptions options) {
        return new Attempt(organizationId, apiUrl, send, delivery, options).outcome();
    }

    /**
     * What the next full run would do; nothing is sent or remembered.
     *
     * @param findings told of what the read leaves out
     */
    public Preview preview(String organizationId, String apiUrl, RunOptions options, Findings findings) {
        var before = new SyncState(apiUrl, organizationId, new RunState(data.root()).lastHash());
        var files = new SafetyFiles(data.path().resolveSibling(""), before, settings, safety, notices);
        return new Previewing(reading(), files, settings, before, notices).preview(clock.instant(), options, findings);
    }

    /** A run against one organization. */
    private final class Attempt {
        private final Instant started = clock.instant();
        private final RunState state = new RunState(data.root());
        private final Consumer<ImportBody> send;
        private final Delivery delivery;
        private final RunOptions options;
        private final SyncState before;
        private final SafetyFiles files;
        private boolean resend;
        private final Progress progress = new Progress(data.path().resolveSibling(""));
        private final boolean cutOff = progress.isCutOff();

        Attempt(
                String organizationId,
                String apiUrl,
                Consumer<ImportBody> send,
                Delivery delivery,
                RunOptions options) {
            this.send = send;
            this.delivery = delivery;
            resend = options.resend();
            this.options = options;
            before = new SyncState(apiUrl, organizationId, state.lastHash());
            files = new SafetyFiles(data.path().resolveSibling(""), before, settings, safety, notices);
        }

        SyncOutcome outcome() {
            // While something waits, every read is a full one: an earlier one may have been a bad one.
            return outcome(settings.overwriteExisting() || options.resend() || !isSettled(false));
        }

        private SyncOutcome outcome(boolean full) {
            var snapshot = reading().whole(full, settings.overwriteExisting(), started, Findings.NONE);
            var company = Company.of(snapshot);
            notices.found(company.groups().size(), company.users().size());
            if (snapshot.full()) {
                reading().canaries(company);
            }
            var asRead = ahead(() -> SyncEngine.plan(Draft.of(company, settings), settings, known(snapshot)));
            if (!resend && isSettled(snapshot.full()) && isNothing(company, snapshot, asRead) && !isLookDue(snapshot)) {
                cursorFile.writeMemory(snapshot.next());
                state.succeeded(started, settings, Optional.empty());
                commit(snapshot);
                return new SyncOutcome.Unchanged();
            }
            var baseline = files.baseline(snapshot, company);
            // Changes alone say nothing without what they change.
            return baseline.isEmpty() && !snapshot.full() && !full
                    ? outcome(true)
                    : safely(snapshot, company, baseline, asRead);
        }

        private boolean isSettled(boolean full) {
            return !cutOff && files.isSettled(full);
        }

        /** After a run that left nothing to do, a read that has nothing new needs no look at the baseline. */
        private boolean isNothing(Company company, DirectorySnapshot snapshot, Supplier<SyncPlan> asRead) {
            var empty = company.users().isEmpty() && company.groups().isEmpty();
            return !Deletions.areNew(snapshot, cursorFile::read)
                    && snapshot.gone().filter(gone -> !gone.isEmpty()).isEmpty()
                    && (snapshot.full() || snapshot.leftOut().isEmpty())
                    && (empty ? !snapshot.full() : asRead.get() instanceof SyncPlan.Nothing);
        }

        /** To send what was sent before, it must not be recognized. */
        private SyncState known(DirectorySnapshot snapshot) {
            return cutOff || resend && snapshot.full() ? before.forgotten() : before;
        }

        private SyncOutcome safely(
                DirectorySnapshot snapshot, Company company, Optional<Baseline> baseline, Supplier<SyncPlan> asRead) {
            var plan = files.plan(snapshot, company, baseline, started, options, () -> isSent(company, asRead));
            plan.warnings().forEach(notices::warning);
            var what = plan.asRead() ? asRead.get() : SyncEngine.plan(plan.draft(), settings, known(snapshot));
            if (what instanceof SyncPlan.Nothing && isChangedByHand(snapshot, company, plan, baseline)) {
                resend = true;
                what = SyncEngine.plan(plan.draft(), settings, known(snapshot));
            }
            return switch (what) {
                case SyncPlan.Import sent -> {
                    delivery.deliver(Shipment.of(sent, company, plan, baseline), () -> {
                        files.expect(plan);
                        send(sent);
                    });
                    state.succeeded(started, settings, Optional.of(sent.after()));
                    yield finish(snapshot, plan, new SyncOutcome.Imported(sent.groups(), sent.users()));
                }
                case SyncPlan.Nothing() -> {
                    if (delivery.isReviewed()) {
                        throw ReviewedPlan.nothingToSend();
                    }
                    state.succeeded(started, settings, Optional.empty());
                    yield finish(snapshot, plan, new SyncOutcome.Unchanged());
                }
                case SyncPlan.Held held -> throw held.fault();
                case SyncPlan.Refused refused -> throw refused.fault();
            };
        }

        private boolean isLookDue(DirectorySnapshot snapshot) {
            return snapshot.full() && delivery.isLookDue(safety.fullEvery());
        }

        /** What was sent last may no longer be what the organization holds. */
        private boolean isChangedByHand(
                DirectorySnapshot snapshot, Company company, SafePlan plan, Optional<Baseline> baseline) {
            return !resend
                    && isLookDue(snapshot)
                    && SyncEngine.plan(plan.draft(), settings, before.forgotten()) instanceof SyncPlan.Import again
                    && delivery.hasDrifted(Shipment.of(again, company, plan, baseline));
        }

        /** Whether the organization was sent exactly this before, by whatever program. */
        private static boolean isSent(Company company, Supplier<SyncPlan> asRead) {
            return !company.users().isEmpty() && asRead.get() instanceof SyncPlan.Nothing;
        }

        /** Goes on where an earlier run with exactly these requests stopped. */
        private void send(SyncPlan.Import plan) {
            var bodies = plan.bodies();
            int first = bodies.size() > 1 ? progress.accepted(plan.hash(), bodies.size()) : 0;
            if (first > 0) {
                notices.warning("an earlier run was cut off after " + first + " of " + bodies.size()
                        + " requests; this one goes on from there");
            }
            for (int i = first; i < bodies.size(); i++) {
                progress.accept(plan.hash(), i);
                notices.sending(i + 1, bodies.size());
                send.accept(bodies.get(i));
            }
            if (bodies.size() > 1) {
                // If something turns out not to have arrived, all of it is sent again.
                progress.accept(plan.hash(), 0);
            }
            notices.done();
        }

        /**
         * First the directory, which does not count before the cursor that names it, then what removals are counted against,
         * last the cursor: a run cut off in between reads and sends again.
         */
        private SyncOutcome finish(DirectorySnapshot snapshot, SafePlan plan, SyncOutcome outcome) {
            cursorFile.writeMemory(snapshot.next());
            var holds = files.remember(plan, snapshot.full(), state.lastHash(), started);
            commit(snapshot);
            if (outcome instanceof SyncOutcome.Imported) {
                files.arrived();
                progress.done();
            }
            if (plan.waiting().isEmpty()) {
                return outcome;
            }
            return outcome instanceof SyncOutcome.Imported(var groups, var users)
                    ? new SyncOutcome.Held(groups, users, holds.open())
                    : new SyncOutcome.Held(0, 0, holds.open());
        }
    }

    /** Makes a value in a thread of its own, beside what comes until it is asked for. */
    private static <T> Supplier<T> ahead(Callable<T> maker) {
        var task = new FutureTask<>(maker);
        Thread.ofPlatform().daemon().name("requests").start(task);
        return () -> {
            try {
                return task.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException known -> throw known;
                    case Error known -> throw known;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    /** First data.json, then the cursor: with an old cursor the next run reads more than it must, never less. */
    private void commit(DirectorySnapshot snapshot) {
        data.save();
        cursorFile.write(snapshot.next());
    }
}
