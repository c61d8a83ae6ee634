package bwdc.directory.entra;

import bwdc.directory.Diagnosis;
import bwdc.directory.cloud.Query;
import bwdc.fault.Fault;
import bwdc.settings.EntraFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a tenant for its administrator: whether the application can sign in, and what it may do. */
final class EntraExamination {
    private static final String ONE = "?$select=id&$top=1";

    /** What reading takes, and what does as well. */
    private static final Set<String> ENOUGH = Set.of(
            "User.Read.All",
            "Group.Read.All",
            "GroupMember.Read.All",
            "AdministrativeUnit.Read.All",
            "Member.Read.Hidden",
            "Directory.Read.All");

    private final EntraSettings settings;
    private final Graph graph;
    private final SignIn signIn;
    private final List<Diagnosis.Fact> facts = new ArrayList<>();
    private final List<Diagnosis.Advice> advice = new ArrayList<>();

    EntraExamination(EntraSettings settings, Graph graph, SignIn signIn) {
        this.settings = settings;
        this.graph = graph;
        this.signIn = signIn;
    }

    /** @throws Fault with exit code 5 when nobody can sign in */
    Diagnosis diagnosis() {
        fact("tenant", "cloud", settings.cloud().title(), "entra.identityAuthority");
        fact("tenant", "tenant", settings.tenant(), "entra.tenant");
        fact("tenant", "Graph", settings.graph().toString(), "");
        probes().forEach(this::probe);
        signIn.roles().ifPresent(this::roles);
        if (settings.sync().users() && !settings.sync().removeDisabled()) {
            advice.add(new Diagnosis.Advice(
                    "sync.removeDisabled is off: users who are blocked in Entra ID stay in the organization.", false));
        }
        return new Diagnosis(facts, advice);
    }

    /** What the settings make necessary, by what it is. */
    private Map<String, String> probes() {
        Map<String, String> probes = new LinkedHashMap<>();
        if (settings.sync().users()) {
            probes.put("users", "/users" + ONE);
            probes.put("deleted users", "/directory/deletedItems/microsoft.graph.user" + ONE);
        }
        if (settings.sync().groups()) {
            probes.put("groups", "/groups" + ONE);
            if (settings.groups() instanceof EntraFilter.ByUnit(var include, var units)) {
                units.forEach(unit -> probes.put(
                        "administrative unit " + unit,
                        "/directory/administrativeUnits/" + Query.encoded(unit) + "/members" + ONE));
            }
        }
        groupsOfUsers()
                .forEach(id -> probes.put("group " + id, "/groups/" + Query.encoded(id) + "/transitiveMembers" + ONE));
        return probes;
    }

    private Set<String> groupsOfUsers() {
        return switch (settings.users()) {
            case EntraFilter.All() -> Set.of();
            case EntraFilter.ByName(var named) -> Set.of();
            case EntraFilter.MembersOf(var groups, var except, var mails) -> {
                Set<String> all = new LinkedHashSet<>(groups);
                all.addAll(except);
                yield all;
            }
            case EntraFilter.NotMembersOf(var groups) -> groups;
        };
    }

    /** Without a token there is nothing more to find out; otherwise every problem is told. */
    private void probe(String what, String path) {
        try {
            graph.get(graph.at(path)).objects("value");
            fact("reading", what, "can be read", "");
        } catch (Fault fault) {
            if (!(fault.getCause() instanceof GraphError)) {
                throw fault;
            }
            fact("reading", what, "cannot be read", fault.sentence());
            advice.add(new Diagnosis.Advice(fault.hint().orElse(fault.sentence()), true));
        }
    }

    private void roles(List<String> roles) {
        facts.add(new Diagnosis.Fact("permissions", "granted", roles, "as the token of the application tells"));
        var more = roles.stream().filter(role -> !ENOUGH.contains(role)).toList();
        if (!more.isEmpty()) {
            advice.add(new Diagnosis.Advice(
                    "The application may do more than it needs: take away " + String.join(", ", more) + ".", false));
        }
    }

    private void fact(String section, String name, String value, String why) {
        facts.add(new Diagnosis.Fact(section, name, List.of(value), why));
    }
}
