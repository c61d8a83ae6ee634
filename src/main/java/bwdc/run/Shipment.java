package bwdc.run;

import bwdc.bitwarden.ImportBody;
import bwdc.bitwarden.ImportRequest;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import bwdc.sync.Removal;
import bwdc.sync.SafePlan;
import bwdc.sync.SyncPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one run sends.
 *
 * @param hash of the requests
 * @param told what the organization was told before, empty when that is not known
 * @param causes why people are removed, by external id
 */
public record Shipment(
        List<ImportRequest> requests, String hash, Optional<Baseline> told, Map<String, Removal.Reason> causes) {

    static Shipment of(SyncPlan.Import sent, Company company, SafePlan plan, Optional<Baseline> told) {
        return new Shipment(
                sent.bodies().stream().map(ImportBody::request).toList(),
                sent.hash(),
                told,
                Removal.causes(company, plan.removals()));
    }
}
