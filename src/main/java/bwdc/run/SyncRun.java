package bwdc.run;

import bwdc.bitwarden.ImportBody;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.ReadRequest;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.DataFile;
import bwdc.settings.SyncSettings;
import bwdc.sync.Company;
import bwdc.sync.SyncEngine;
import bwdc.sync.SyncPlan;
import bwdc.sync.SyncState;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run: read the directory, plan, send, remember. What is remembered changes only after the organization has accepted
 * everything, so that a run that dies is simply repeated.
 */
public final class SyncRun {
    private final DataFile data;
    private final SyncSettings settings;
    private final Supplier<DirectorySource> directory;
    private final Clock clock;
    private final Notices notices;
    private final CursorFile cursorFile;

    public SyncRun(
            DataFile data, SyncSettings settings, Supplier<DirectorySource> directory, Clock clock, Notices notices) {
        this.data = data;
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
        this.notices = notices;
        cursorFile = new CursorFile(data.path().resolveSibling("cursor.json"));
    }

    /** What the directory holds; nothing is sent or remembered. */
    public Company test(boolean sinceLastSync) {
        return Company.of(read(!sinceLastSync, true));
    }

    /**
     * Reads the directory and sends what changed.
     *
     * @param organizationId whose state this is
     * @param apiUrl the API's address as the hash counts it
     * @param send sends one request; it fails unless the organization accepted it
     */
    public SyncOutcome sync(String organizationId, String apiUrl, Consumer<ImportBody> send) {
        var started = clock.instant();
        var full = settings.overwriteExisting();
        var snapshot = read(full, full);
        var company = Company.of(snapshot);
        notices.found(company.groups().size(), company.users().size());
        var state = new RunState(data.root());
        var before = new SyncState(apiUrl, organizationId, state.lastHash());
        return switch (SyncEngine.plan(company, settings, before)) {
            case SyncPlan.Import plan -> {
                for (int i = 0; i < plan.bodies().size(); i++) {
                    notices.sending(i + 1, plan.bodies().size());
                    send.accept(plan.bodies().get(i));
                }
                notices.done();
                state.succeeded(started, settings, Optional.of(plan.hash()));
                commit(snapshot);
                yield new SyncOutcome.Imported(plan.groups(), plan.users());
            }
            case SyncPlan.Nothing() -> {
                state.succeeded(started, settings, Optional.empty());
                commit(snapshot);
                yield new SyncOutcome.Unchanged();
            }
            case SyncPlan.Held(var reason, var hint) ->
                throw Fault.of(ExitCode.HELD, reason).hint(hint);
            case SyncPlan.Refused(var problems) ->
                throw Fault.of(ExitCode.BITWARDEN, "Bitwarden would refuse this import, so nothing was sent.")
                        .details(problems)
                        .hint("mend these entries in the directory, or leave them out with sync.userFilter and"
                                + " sync.groupFilter");
        };
    }

    private DirectorySnapshot read(boolean full, boolean deletions) {
        var state = new RunState(data.root());
        try (var source = directory.get()) {
            var snapshot = source.read(new ReadRequest(
                    full, deletions, state.lastUserSync(), state.lastGroupSync(), cursorFile.read(), notices::reading));
            snapshot.warnings().forEach(notices::warning);
            return snapshot;
        } finally {
            notices.done();
        }
    }

    /** First data.json, then the cursor: with an old cursor the next run reads more than it must, never less. */
    private void commit(DirectorySnapshot snapshot) {
        data.save();
        cursorFile.write(snapshot.next());
    }
}
