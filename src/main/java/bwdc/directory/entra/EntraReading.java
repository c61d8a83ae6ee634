package bwdc.directory.entra;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.directory.ReadRequest;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.GroupChoice;
import bwdc.directory.cloud.Query;
import bwdc.http.SideBySide;
import bwdc.json.JsonObject;
import bwdc.settings.EntraFilter;
import bwdc.settings.SyncSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One read of a tenant: first who was removed, then users, then groups and their members. */
final class EntraReading {
    private final EntraSettings settings;
    private final SyncSettings sync;
    private final Graph graph;
    private final Batches batches;
    private final SideBySide sideBySide;
    private final HiddenMembers hidden;
    private final ReadRequest request;
    private final Removals removals;
    private final Set<String> leftOut = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private EntraPeople people;
    private long entries;

    EntraReading(
            EntraSettings settings,
            Graph graph,
            Batches batches,
            SideBySide sideBySide,
            SignIn signIn,
            ReadRequest request,
            Consumer<String> notice) {
        this.settings = settings;
        this.sync = settings.sync();
        this.graph = graph;
        this.batches = batches;
        this.sideBySide = sideBySide;
        this.request = request;
        hidden = new HiddenMembers(graph, signIn, settings.cloud());
        removals = new Removals(graph, settings, request.cursor(), notice);
        people = new EntraPeople(EntraPeople.everybody(), leftOut, request.findings());
    }

    /** Users and groups are always read whole; what an incremental read spares is the list of deleted users. */
    DirectorySnapshot snapshot() {
        var users = sync.users() ? users() : List.<DirectoryUser>of();
        var groups = sync.groups() ? groups() : List.<DirectoryGroup>of();
        return new DirectorySnapshot(
                groupsChooseUsers() ? GroupChoice.users(users, groups, sync.removeDisabled()) : users,
                groups,
                true,
                leftOut,
                List.of(),
                new Cursor(removals.next()),
                warnings,
                removals.ids());
    }

    private boolean groupsChooseUsers() {
        return sync.users() && sync.groups() && !(settings.groups() instanceof EntraFilter.All);
    }

    private List<DirectoryUser> users() {
        removals.read(request.full(), request.deletions());
        switch (settings.users()) {
            case EntraFilter.All() -> everybody();
            case EntraFilter.ByName(var named) -> {
                people = new EntraPeople(EntraPeople.named(named), leftOut, request.findings());
                everybody();
            }
            case EntraFilter.MembersOf(var groups, var exceptMembersOf, var exceptMails) ->
                membersOf(groups, exceptMembersOf, exceptMails);
            case EntraFilter.NotMembersOf(var groups) -> everybodyBut(membersOf(groups));
        }
        if (request.deletions()) {
            removals.kept().forEach(people::addDeleted);
        }
        return people.users();
    }

    private void everybody() {
        everybodyBut(Set.of());
    }

    private void everybodyBut(Set<String> ids) {
        each("/users?" + EntraPeople.SELECT, (entry, page) -> {
            if (!ids.contains(Graph.id(entry, page))) {
                people.add(entry, page);
            }
        });
    }

    private void membersOf(Set<String> groups, Set<String> exceptMembersOf, Set<String> exceptMails) {
        people = new EntraPeople(EntraPeople.without(exceptMails), leftOut, request.findings());
        var except = membersOf(exceptMembersOf);
        for (var members : sideBySide.map(groups, this::transitive)) {
            for (var member : members) {
                if (!except.contains(member.id())) {
                    people.add(member.entry(), member.page());
                }
            }
            count(members.size());
        }
    }

    /** Ids of all who are in one of the groups or in groups inside them. */
    Set<String> membersOf(Collection<String> groups) {
        Set<String> ids = new HashSet<>();
        sideBySide.map(groups, this::transitive).forEach(members -> members.forEach(member -> ids.add(member.id())));
        return ids;
    }

    /** A user among the members of a group. */
    private record Member(String id, JsonObject entry, CloudAnswer page) {}

    /**
     * Groups and contacts have mail addresses too, but are nobody. Graph could leave them out itself, though only by its index,
     * which lags behind (https://learn.microsoft.com/graph/aad-advanced-queries).
     */
    private List<Member> transitive(String group) {
        List<Member> members = new ArrayList<>();
        eachMember("/groups/" + Query.encoded(group), "/transitiveMembers?" + EntraPeople.SELECT, (entry, page) -> {
            if (EntryType.of(entry, page) == EntryType.USER) {
                members.add(new Member(Graph.id(entry, page), entry, page));
            }
        });
        return members;
    }

    /** The members of a group or unit that a filter depends on. */
    private void eachMember(String owner, String members, BiConsumer<JsonObject, CloudAnswer> action) {
        var first = graph.get(graph.at(owner + members + "&" + Graph.LARGEST_PAGE));
        if (first.objects("value").isEmpty()) {
            hidden.suspect(owner);
        }
        graph.rest(first, entry -> action.accept(entry, first));
    }

    /** The groups that the filter chooses, with their members. */
    List<DirectoryGroup> groups() {
        var chosen = new GroupList(settings.groups(), this::inUnits, warnings);
        each("/groups?$select=id,displayName,visibility", chosen::add);
        var listed = chosen.groups();
        var members = new Memberships(graph, batches, sideBySide, people::known)
                .of(listed.stream().map(GroupList.Listed::id).toList());
        List<DirectoryGroup> groups = new ArrayList<>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            group(listed.get(i), members.get(i)).ifPresent(groups::add);
        }
        return groups;
    }

    /** An empty list would empty the group in Bitwarden. */
    private Optional<DirectoryGroup> group(GroupList.Listed group, Memberships.Members members) {
        var none = members.users().isEmpty() && members.groups().isEmpty();
        if (group.hidden() && none && !hidden.areSeen()) {
            if (groupsChooseUsers()) {
                throw hidden.choosing(group);
            }
            warnings.add("left out the group " + group.name() + " (" + group.id() + "): its members are hidden from the"
                    + " application, which lacks Member.Read.Hidden");
            return Optional.empty();
        }
        var others = members.others();
        request.findings()
                .members(group.id(), members.users().size() + members.groups().size() + others.size(), others);
        return Optional.of(new DirectoryGroup(group.id(), group.id(), group.name(), members.users(), members.groups()));
    }

    /** Ids of the groups in some administrative units. */
    Set<String> inUnits(Collection<String> units) {
        Set<String> ids = new HashSet<>();
        for (var unit : sideBySide.map(units, this::groupsOf)) {
            ids.addAll(unit);
        }
        return ids;
    }

    private List<String> groupsOf(String unit) {
        List<String> ids = new ArrayList<>();
        eachMember("/directory/administrativeUnits/" + Query.encoded(unit), "/members?$select=id", (entry, page) -> {
            if (EntryType.of(entry, page) == EntryType.GROUP) {
                ids.add(Graph.id(entry, page));
            }
        });
        return ids;
    }

    private void each(String path, BiConsumer<JsonObject, CloudAnswer> action) {
        var first = graph.get(graph.at(path + "&" + Graph.LARGEST_PAGE));
        graph.rest(first, entry -> {
            action.accept(entry, first);
            count(1);
        });
    }

    private void count(int more) {
        entries += more;
        request.progress().accept(entries);
    }
}
