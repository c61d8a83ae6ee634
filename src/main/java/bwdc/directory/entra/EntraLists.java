package bwdc.directory.entra;

import bwdc.directory.Clause;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.Sighting;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.ListedInquiry.Listed;
import bwdc.directory.cloud.ListedInquiry.Lists;
import bwdc.json.JsonObject;
import bwdc.settings.EntraFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Users and groups of a tenant as they are, deleted users too, and what each part of the filters says of them. */
final class EntraLists implements Lists {
    private static final String USER_FILTER = "sync.userFilter";
    private static final String GROUP_FILTER = "sync.groupFilter";
    private static final String NAMES = EntraPeople.SELECT + ",displayName&" + Graph.LARGEST_PAGE;

    private final EntraSettings settings;
    private final Graph graph;
    private final EntraReading reading;

    /** @param reading finds out who is in which groups */
    EntraLists(EntraSettings settings, Graph graph, EntraReading reading) {
        this.settings = settings;
        this.graph = graph;
        this.reading = reading;
    }

    /** Somebody, as far as filters look. */
    private record Person(String id, Optional<String> mail, boolean disabled) {}

    /** A part of a filter, and whom it takes. */
    private record Part(String text, String setting, Predicate<Person> matches) {
        Clause of(Person person) {
            return clause(text, setting, matches.test(person));
        }
    }

    private static Clause clause(String text, String setting, boolean matches) {
        return new Clause(0, text, setting, matches ? Clause.Verdict.MATCHES : Clause.Verdict.FAILS);
    }

    @Override
    public String words(boolean people) {
        return people ? "all users of the tenant, deleted ones too" : "all groups of the tenant";
    }

    @Override
    public List<Listed> people() {
        var parts = Stream.concat(userParts(), ofChosenGroups().stream()).toList();
        List<Listed> people = new ArrayList<>();
        each("/users?" + NAMES, (entry, page) -> people.add(person(entry, Graph.id(entry, page), false, parts)));
        each(
                "/directory/deletedItems/microsoft.graph.user?" + NAMES,
                (entry, page) -> people.add(person(entry, Graph.id(entry, page), true, List.of())));
        return people;
    }

    private Stream<Part> userParts() {
        return switch (settings.users()) {
            case EntraFilter.All() -> Stream.of();
            case EntraFilter.ByName(var named) ->
                Stream.of(new Part(
                        named.toString(),
                        USER_FILTER,
                        person -> named.keeps(person.mail().orElse(null))));
            case EntraFilter.NotMembersOf(var groups) -> Stream.of(inGroups(groups, false));
            case EntraFilter.MembersOf(var groups, var exceptMembersOf, var exceptMails) ->
                Stream.of(
                                Optional.of(inGroups(groups, true)),
                                Optional.of(exceptMembersOf)
                                        .filter(some -> !some.isEmpty())
                                        .map(some -> inGroups(some, false)),
                                Optional.of(exceptMails)
                                        .filter(some -> !some.isEmpty())
                                        .map(EntraLists::without))
                        .flatMap(Optional::stream);
        };
    }

    private Part inGroups(Collection<String> groups, boolean include) {
        var members = reading.membersOf(groups);
        return new Part(
                (include ? "includeGroup:" : "excludeGroup:") + String.join(",", groups),
                USER_FILTER,
                person -> members.contains(person.id()) == include);
    }

    private static Part without(Set<String> mails) {
        return new Part(
                "exclude:" + String.join(",", mails),
                USER_FILTER,
                person -> person.mail().filter(mails::contains).isEmpty());
    }

    /** Whoever is in none of the groups that a filter chooses is not read either. */
    private Optional<Part> ofChosenGroups() {
        if (!settings.sync().groups() || settings.groups() instanceof EntraFilter.All) {
            return Optional.empty();
        }
        Set<String> members = new HashSet<>();
        reading.groups().stream().map(DirectoryGroup::members).forEach(members::addAll);
        return Optional.of(new Part(
                "is a member of a group of this filter",
                GROUP_FILTER,
                person -> members.contains(person.id())
                        || person.disabled() && settings.sync().removeDisabled()));
    }

    private Listed person(JsonObject entry, String id, boolean deleted, List<Part> parts) {
        var mail = Optional.ofNullable(EntraPeople.mail(entry, id));
        var person = new Person(id, mail, !entry.flag("accountEnabled").orElse(true));
        var usable = mail.filter(text -> text.indexOf('#') < 0);
        var own = entry.text("mail").filter(text -> mail.equals(Optional.of(EntraPeople.normal(text))));
        var sighting = new Sighting(
                id,
                entry.text("displayName").orElse(""),
                id,
                "user",
                deleted,
                Sighting.Place.EVERYWHERE,
                parts.stream().map(part -> part.of(person)).toList(),
                signs(person, deleted),
                usable,
                own.isPresent() ? "mail" : usable.isPresent() ? "userPrincipalName" : "mail or userPrincipalName",
                otherMails(entry, own.isPresent()));
        return new Listed(sighting, names(entry, id, mail));
    }

    private static List<String> signs(Person person, boolean deleted) {
        List<String> signs = new ArrayList<>();
        if (person.disabled()) {
            signs.add("accountEnabled: false");
        }
        if (deleted) {
            signs.add("among the deleted users of Entra ID");
        }
        return signs;
    }

    /** An address that counts already is no other one. */
    private static List<String> otherMails(JsonObject entry, boolean isOwn) {
        var other = isOwn ? "userPrincipalName" : "mail";
        var counts = entry.text(isOwn ? "mail" : "userPrincipalName").map(EntraPeople::normal);
        return entry.text(other)
                .filter(text -> !text.isBlank() && !counts.equals(Optional.of(EntraPeople.normal(text))))
                .map(text -> List.of(other + ": " + text))
                .orElse(List.of());
    }

    private static List<String> names(JsonObject entry, String id, Optional<String> mail) {
        List<String> names = new ArrayList<>(List.of(id));
        mail.ifPresent(names::add);
        for (var property : List.of("mail", "userPrincipalName", "displayName")) {
            entry.text(property).filter(text -> !text.isBlank()).ifPresent(names::add);
        }
        return names;
    }

    @Override
    public List<Listed> groups() {
        var filter = new GroupList(settings.groups(), reading::inUnits, new ArrayList<>());
        List<Listed> groups = new ArrayList<>();
        each("/groups?$select=id,displayName,visibility&" + Graph.LARGEST_PAGE, (entry, page) -> {
            var id = Graph.id(entry, page);
            var name = entry.text("displayName").orElse("");
            groups.add(Listed.group(id, name, "group", groupClauses(filter.chooses(entry, page))));
        });
        return groups;
    }

    private List<Clause> groupClauses(boolean matches) {
        return switch (settings.groups()) {
            case EntraFilter.All() -> List.of();
            case EntraFilter.ByName(var named) -> List.of(clause(named.toString(), GROUP_FILTER, matches));
            case EntraFilter.ByUnit(var include, var units) ->
                List.of(clause(
                        (include ? "include" : "exclude") + "AdministrativeUnit:" + String.join(",", units),
                        GROUP_FILTER,
                        matches));
        };
    }

    /** An entry and the page that it is on. */
    private interface Action {
        void accept(JsonObject entry, CloudAnswer page);
    }

    private void each(String path, Action action) {
        var first = graph.get(graph.at(path));
        graph.rest(first, entry -> action.accept(entry, first));
    }
}
