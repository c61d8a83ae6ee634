package bwdc.cli;

import bwdc.json.JsonObject;
import bwdc.run.Comparison;
import bwdc.run.Preview;
import bwdc.run.ReviewedPlan;
import bwdc.sync.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan to be shown.
 *
 * @param comparison empty when the directory has nothing that could be sent
 * @param hash of what would be sent
 * @param owner organization and server
 */
record Planned(Optional<Comparison> comparison, String hash, String owner, Preview preview) {
    List<Hold> holds() {
        return preview.holds();
    }

    boolean isEmpty() {
        return comparison.isEmpty() || comparison.get().plan().isEmpty();
    }

    Optional<ReviewedPlan> reviewable() {
        return comparison.map(found -> ReviewedPlan.of(owner, hash, found));
    }

    JsonObject json(Instant made) {
        var json = reviewable()
                .map(plan -> plan.json(made))
                .orElseGet(() -> new JsonObject().put("object", "plan").put("organization", owner));
        comparison.ifPresent(found -> found.seats()
                .ifPresent(seats -> json.put(
                        "seats",
                        new JsonObject()
                                .put(
                                        "bought",
                                        seats.bought().isPresent()
                                                ? seats.bought().getAsLong()
                                                : null)
                                .put(
                                        "limit",
                                        seats.limit().isPresent()
                                                ? seats.limit().getAsLong()
                                                : null)
                                .put("taken", found.taken())
                                .put("withoutSeat", found.withoutSeat()))));
        return json.put(
                "held",
                holds().stream()
                        .map(hold -> new JsonObject()
                                .put("number", hold.number())
                                .put("what", HoldText.summary(hold))
                                .put("changes", HoldText.changes(hold, Integer.MAX_VALUE)))
                        .toList());
    }
}
