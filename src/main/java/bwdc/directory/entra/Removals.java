package bwdc.directory.entra;

import bwdc.directory.Cursor;
import bwdc.directory.Fingerprint;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who was removed from the tenant: by the changes since the last run, and for a full read by the list of deleted users, which
 * Entra ID keeps for 30 days. Whom it does not keep, because an administrator deleted them for good, is remembered here: a
 * removal may have to wait for somebody's approval.
 */
final class Removals {
    private static final String TENANT = "entra.tenant";
    private static final String LINK = "entra.delta";
    private static final String PURGED = "entra.purged";

    /** The last ones; others were dealt with long ago. */
    private static final int REMEMBERED = 1000;

    private final Graph graph;
    private final Cursor before;
    private final String tenant;
    private final Consumer<String> notice;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> purged = new LinkedHashSet<>();
    private final List<JsonObject> kept = new ArrayList<>();
    private Optional<String> link = Optional.empty();

    Removals(Graph graph, EntraSettings settings, Cursor before, Consumer<String> notice) {
        this.graph = graph;
        this.before = before;
        this.notice = notice;
        tenant = Fingerprint.of(List.of(settings.graph(), settings.tenant()));
        if (isSameTenant()) {
            purged.addAll(split(before.values().getOrDefault(PURGED, "")));
        }
    }

    private boolean isSameTenant() {
        return tenant.equals(before.values().get(TENANT));
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    /**
     * Reads what there is to know. It comes before the users are read: who is deleted in between is among the next changes.
     *
     * @param full whether to look through everybody whom Entra ID keeps as deleted
     * @param listed whether these are wanted with their addresses
     */
    void read(boolean full, boolean listed) {
        var known = Optional.ofNullable(before.values().get(LINK)).filter(any -> isSameTenant());
        var walked = known.isPresent() && changesSince(known.get());
        if (!walked) {
            var now = graph.at("/users/delta?$select=displayName&$deltatoken=latest");
            link = Optional.of(deltaLink(graph.each(now, this::change)));
        }
        var changed = Set.copyOf(ids);
        if (full || !walked || listed) {
            var wanted = full || !walked;
            graph.each(
                    graph.at("/directory/deletedItems/microsoft.graph.user?" + EntraPeople.SELECT + "&"
                            + Graph.LARGEST_PAGE),
                    entry -> deletedItem(
                            entry, wanted || changed.contains(entry.text("id").orElse(""))));
        }
        ids.addAll(purged);
    }

    private void deletedItem(JsonObject entry, boolean wanted) {
        if (wanted) {
            entry.text("id").ifPresent(ids::add);
            kept.add(entry);
        }
    }

    /** Whether Graph still knew where the last run ended. */
    private boolean changesSince(String known) {
        try {
            link = Optional.of(deltaLink(graph.each(URI.create(known), this::change)));
            return true;
        } catch (Fault fault) {
            if (!(fault.getCause() instanceof GraphError error) || !error.refusesState()) {
                throw fault;
            }
            notice.accept("Entra ID does not accept the mark of the last run (" + error.code()
                    + "); who was deleted since then is taken from its list of deleted users");
            return false;
        }
    }

    /** Both reasons count: {@code changed} for deleted, {@code deleted} for deleted for good. */
    private void change(JsonObject entry) {
        var removed = entry.object("@removed");
        var id = entry.text("id");
        if (removed.isEmpty() || id.isEmpty()) {
            return;
        }
        ids.add(id.get());
        if (removed.get().text("reason").orElse("").equals("deleted")) {
            purged.remove(id.get());
            purged.add(id.get());
        }
    }

    private static String deltaLink(CloudAnswer last) {
        return last.object()
                .text("@odata.deltaLink")
                .orElseThrow(() -> last.unexpected("it does not say where the next run begins"));
    }

    /** Everybody who was removed, among them people whom the organization never had. */
    Set<String> ids() {
        return ids;
    }

    /** Those whom Entra ID still keeps, as it keeps them. */
    List<JsonObject> kept() {
        return kept;
    }

    /** What the next run wants to know; without a read what this one was told. */
    Map<String, String> next() {
        Map<String, String> values = new HashMap<>();
        if (link.isPresent()) {
            values.put(TENANT, tenant);
            values.put(LINK, link.get());
            var last = purged.stream()
                    .skip(Math.max(0, purged.size() - REMEMBERED))
                    .toList();
            if (!last.isEmpty()) {
                values.put(PURGED, String.join(",", last));
            }
        } else if (isSameTenant()) {
            for (var key : List.of(TENANT, LINK, PURGED)) {
                Optional.ofNullable(before.values().get(key)).ifPresent(value -> values.put(key, value));
            }
        }
        return values;
    }
}
