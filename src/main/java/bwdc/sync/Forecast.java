package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.Roster;
import bwdc.bitwarden.ServerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organization becomes: it starts as what a server holds and goes through imports by that server's rules. People
 * and groups keep what they were, so the changes can be told afterwards.
 */
final class Forecast {
    private final List<Person> people;
    private final List<Team> teams = new ArrayList<>();
    private final Map<String, Person> byMail;
    private final Map<String, Person> byExternalId;
    private final Map<String, Team> teamsByExternalId = new HashMap<>();
    private final List<OrganizationPlan.Ignored> ignored = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();

    /** Somebody before and after. */
    static final class Person {
        final int number;
        final Roster.@Nullable Member before;
        final String email;
        final boolean owner;

        @Nullable
        String externalId;

        Roster.Status status;
        boolean present = true;

        Person(
                int number,
                Roster.@Nullable Member before,
                String email,
                @Nullable String externalId,
                Roster.Status status) {
            this.number = number;
            this.before = before;
            this.email = email;
            this.owner = before != null && before.isOwner();
            this.externalId = externalId;
            this.status = status;
        }

        boolean isConfirmedOwner() {
            return owner && status == Roster.Status.CONFIRMED;
        }
    }

    /** A group before and after. */
    static final class Team {
        final Roster.@Nullable Group before;
        final @Nullable String externalId;
        String name;

        /** Numbers of people, ascending; null as long as no import has said. */
        int @Nullable [] members;

        Team(Roster.@Nullable Group before, @Nullable String externalId, String name) {
            this.before = before;
            this.externalId = externalId;
            this.name = name;
        }
    }

    private Forecast(Roster now) {
        people = new ArrayList<>(now.members().size());
        byMail = HashMap.newHashMap(now.members().size());
        byExternalId = HashMap.newHashMap(now.members().size());
        for (var member : now.members()) {
            var person = new Person(people.size(), member, member.email(), member.externalId(), member.status());
            people.add(person);
            byMail.put(person.email, person);
            if (person.externalId != null && byExternalId.put(person.externalId, person) != null) {
                shared.add(person.externalId);
            }
        }
        for (var group : now.groups()) {
            add(new Team(group, group.externalId(), group.name()));
        }
    }

    static Forecast of(Roster now, List<ImportRequest> requests, ServerKind kind) {
        var forecast = new Forecast(now);
        for (var request : requests) {
            switch (kind) {
                case BITWARDEN -> BitwardenRules.apply(request, forecast);
                case VAULTWARDEN -> VaultwardenRules.apply(request, forecast);
            }
        }
        return forecast;
    }

    static String mail(ImportRequest.Member member) {
        var email = member.email();
        return email == null ? "" : email.toLowerCase(Locale.ROOT);
    }

    List<Person> people() {
        return people;
    }

    List<Team> teams() {
        return teams;
    }

    List<OrganizationPlan.Ignored> ignored() {
        return ignored;
    }

    List<String> refusals() {
        return refusals;
    }

    Optional<Person> withMail(String mail) {
        return Optional.ofNullable(byMail.get(mail));
    }

    Optional<Person> withExternalId(String id) {
        return Optional.ofNullable(byExternalId.get(id));
    }

    /** External ids that more than one member had before. */
    List<String> shared() {
        return shared;
    }

    void invite(String mail, String externalId) {
        var person = new Person(people.size(), null, mail, externalId, Roster.Status.INVITED);
        people.add(person);
        byMail.put(mail, person);
        byExternalId.put(externalId, person);
    }

    void identify(Person person, String externalId) {
        var former = person.externalId;
        if (former != null) {
            byExternalId.remove(former, person);
        }
        person.externalId = externalId;
        byExternalId.put(externalId, person);
    }

    /** Where several have the same external id, the one who is longest in the organization counts. */
    void sortOutExternalIds() {
        byExternalId.clear();
        for (var person : people) {
            if (person.present && person.externalId != null) {
                byExternalId.putIfAbsent(person.externalId, person);
            }
        }
    }

    void remove(Person person) {
        person.present = false;
        byMail.remove(person.email, person);
        var id = person.externalId;
        if (id != null) {
            byExternalId.remove(id, person);
        }
    }

    void ignore(String who, String why) {
        ignored.add(new OrganizationPlan.Ignored(OrganizationPlan.Ignored.Subject.USER, who, why));
    }

    void refuse(String why) {
        refusals.add(why);
    }

    /** The group of that external id, made when there is none. */
    Team team(String externalId, String name) {
        var known = teamsByExternalId.get(externalId);
        return known == null ? add(new Team(null, externalId, name)) : known;
    }

    private Team add(Team team) {
        teams.add(team);
        if (team.externalId != null) {
            teamsByExternalId.put(team.externalId, team);
        }
        return team;
    }

    /** A group's members become those of the external ids that belong to somebody. */
    void replaceMembers(Team team, List<String> externalIds) {
        var numbers = new int[externalIds.size()];
        int found = 0;
        for (var id : externalIds) {
            var person = byExternalId.get(id);
            if (person != null) {
                numbers[found++] = person.number;
            }
        }
        team.members = ascending(numbers, found);
        if (found < externalIds.size()) {
            ignored.add(new OrganizationPlan.Ignored(
                    OrganizationPlan.Ignored.Subject.GROUP,
                    team.name,
                    (externalIds.size() - found) + " of its " + externalIds.size()
                            + " members are not in the organization"));
        }
    }

    static int[] ascending(int[] numbers, int count) {
        var sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    /** Numbers of the people with these ids, ascending. */
    static int[] numbers(List<String> ids, Map<String, Person> byId) {
        var numbers = new int[ids.size()];
        int found = 0;
        for (var id : ids) {
            var person = byId.get(id);
            if (person != null) {
                numbers[found++] = person.number;
            }
        }
        return ascending(numbers, found);
    }

    Map<String, Person> byId() {
        Map<String, Person> found = HashMap.newHashMap(people.size());
        for (var person : people) {
            if (person.before != null) {
                found.put(person.before.id(), person);
            }
        }
        return found;
    }

    /** The organization as it then is; who and what is new has ids of its own. */
    Roster after() {
        List<Roster.Member> members = new ArrayList<>();
        var ids = new String[people.size()];
        for (var person : people) {
            ids[person.number] = person.before == null ? "new-member-" + person.number : person.before.id();
            if (person.present) {
                members.add(new Roster.Member(
                        ids[person.number],
                        person.email,
                        person.externalId,
                        person.status,
                        person.before == null ? 2 : person.before.type()));
            }
        }
        List<Roster.Group> groups = new ArrayList<>();
        var byId = byId();
        for (var team : teams) {
            var id = team.before == null ? "new-group-" + groups.size() : team.before.id();
            groups.add(new Roster.Group(id, team.name, team.externalId, membersAfter(team, ids, byId)));
        }
        return new Roster(members, groups);
    }

    private @Nullable List<String> membersAfter(Team team, String[] ids, Map<String, Person> byId) {
        var numbers = team.members;
        if (numbers == null) {
            var before = team.before == null ? null : team.before.memberIds();
            if (before == null) {
                return null;
            }
            numbers = numbers(before, byId);
        }
        return Arrays.stream(numbers)
                .filter(number -> people.get(number).present)
                .mapToObj(number -> ids[number])
                .toList();
    }
}
