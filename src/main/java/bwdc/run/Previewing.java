package bwdc.run;

import bwdc.directory.Findings;
import bwdc.settings.SyncSettings;
import bwdc.sync.Company;
import bwdc.sync.Draft;
import bwdc.sync.SyncEngine;
import bwdc.sync.SyncPlan;
import bwdc.sync.SyncState;
import java.time.Instant;
import java.util.Optional;

/** Finds out what the next full run would do: it reads and plans as that does, and sends and writes nothing. */
final class Previewing {
    private final Reading reading;
    private final SafetyFiles files;
    private final SyncSettings settings;
    private final SyncState before;
    private final Notices notices;

    Previewing(Reading reading, SafetyFiles files, SyncSettings settings, SyncState before, Notices notices) {
        this.reading = reading;
        this.files = files;
        this.settings = settings;
        this.before = before;
        this.notices = notices;
    }

    Preview preview(Instant now, RunOptions options, Findings findings) {
        var snapshot = reading.whole(true, settings.overwriteExisting(), now, findings);
        var company = Company.of(snapshot);
        reading.canaries(company);
        var baseline = files.baseline();
        var plan = files.plan(snapshot, company, baseline, now, options, () -> isSent(company));
        plan.warnings().forEach(notices::warning);
        Optional<Shipment> shipment = switch (SyncEngine.plan(plan.draft(), settings, before.forgotten())) {
            case SyncPlan.Import sent -> Optional.of(Shipment.of(sent, company, plan, baseline));
            case SyncPlan.Nothing() -> Optional.empty();
            case SyncPlan.Held held -> throw held.fault();
            case SyncPlan.Refused refused -> throw refused.fault();
        };
        return new Preview(shipment, files.holdsAfter(plan, now).open(), snapshot, baseline);
    }

    /** Whether the organization was sent exactly this before, by whatever program. */
    private boolean isSent(Company company) {
        return !company.users().isEmpty()
                && SyncEngine.plan(Draft.of(company, settings), settings, before) instanceof SyncPlan.Nothing;
    }
}
