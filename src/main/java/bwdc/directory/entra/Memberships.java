package bwdc.directory.entra;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.Query;
import bwdc.http.SideBySide;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads the direct members of many groups: twenty groups in a request, several requests at once. */
final class Memberships {
    private final Graph graph;
    private final Batches batches;
    private final SideBySide sideBySide;
    private final UnaryOperator<String> known;

    /** @param known gives the same text for the same id, so that an id in many groups takes room once */
    Memberships(Graph graph, Batches batches, SideBySide sideBySide, UnaryOperator<String> known) {
        this.graph = graph;
        this.batches = batches;
        this.sideBySide = sideBySide;
        this.known = known;
    }

    /**
     * Ids of a group's members, in the order of Graph.
     *
     * @param others devices, contacts, applications
     */
    record Members(List<String> users, List<String> groups, List<String> others) {
        static Members none() {
            return new Members(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** Frees what the lists have too much. */
        Members whole() {
            return new Members(List.copyOf(users), List.copyOf(groups), List.copyOf(others));
        }
    }

    /** Of each group, in their order; whole, or a fault. */
    List<Members> of(List<String> groups) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < groups.size(); from += Batches.MOST) {
            chunks.add(groups.subList(from, Math.min(groups.size(), from + Batches.MOST)));
        }
        return sideBySide.map(chunks, this::chunk).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Members> chunk(List<String> groups) {
        var first = batches.get(groups.stream().map(Memberships::path).toList());
        return first.stream().map(this::whole).toList();
    }

    private static String path(String group) {
        return "/groups/" + Query.encoded(group) + "/members?$select=id&" + Graph.LARGEST_PAGE;
    }

    /** Every page but the first is a request of its own. */
    private Members whole(CloudAnswer first) {
        var members = Members.none();
        graph.rest(first, entry -> add(members, entry, first));
        return members.whole();
    }

    private void add(Members members, JsonObject entry, CloudAnswer page) {
        var id = Graph.id(entry, page);
        switch (EntryType.of(entry, page)) {
            case USER -> members.users().add(known.apply(id));
            case GROUP -> members.groups().add(id);
            case OTHER -> members.others().add(id);
        }
    }
}
