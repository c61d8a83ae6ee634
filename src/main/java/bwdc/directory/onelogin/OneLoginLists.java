package bwdc.directory.onelogin;

import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.directory.Sighting;
import bwdc.directory.cloud.ListedInquiry.Listed;
import bwdc.directory.cloud.ListedInquiry.Lists;
import bwdc.directory.cloud.Verdicts;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Users and roles of an account as they are, and what each part of the filters says of them.
 *
 * @param asking asks the account something over a connection that ends with the answer
 */
record OneLoginLists(OneLoginSettings settings, Asking asking) implements Lists {
    /** A question to the account. */
    interface Asking {
        <T> T ask(Function<Account, T> question);
    }

    @Override
    public String words(boolean people) {
        return people ? "all users of OneLogin" : "all roles of OneLogin";
    }

    @Override
    public List<Listed> people() {
        return asking.ask(account -> {
            var people = account.all(Listing.USERS, Optional.empty());
            Optional<Set<String>> byQuery = settings.userFilter()
                    .query()
                    .map(query -> account.all(Listing.USERS, Optional.of(query)).stream()
                            .map(Person::id)
                            .collect(Collectors.toSet()));
            var chosen = chosenRoles(account);
            return people.stream()
                    .map(person -> listed(person, byQuery, chosen))
                    .toList();
        });
    }

    /** Empty where people are not chosen by their roles. */
    private Optional<Set<String>> chosenRoles(Account account) {
        if (!settings.sync().groups() || settings.roleFilter().named().isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = new HashSet<>();
        account.all(Listing.ROLES, settings.roleFilter().query()).stream()
                .filter(role -> keeps(settings.roleFilter(), role.name()))
                .forEach(role -> ids.add(role.id()));
        return Optional.of(ids);
    }

    private Listed listed(Person person, Optional<Set<String>> byQuery, Optional<Set<String>> chosenRoles) {
        var address = settings.addresses().of(person);
        List<Clause> clauses = new ArrayList<>(new Verdicts(settings.userFilter(), "sync.userFilter", byQuery)
                .on(address.map(Addresses.Found::text), person.id()));
        chosenRoles.ifPresent(ids -> clauses.add(clause(
                "has a role of " + settings.roleFilter().named().orElseThrow(),
                "sync.groupFilter",
                person.isDisabled() && settings.sync().removeDisabled()
                        || person.roles().stream().anyMatch(ids::contains))));
        return new Listed(sighting(person, address, clauses), names(person, address));
    }

    private static Sighting sighting(Person person, Optional<Addresses.Found> address, List<Clause> clauses) {
        var others = person.mail()
                .filter(mail -> !mail.isBlank()
                        && address.filter(found -> found.from().equals("email")).isEmpty())
                .map(mail -> List.of("email: " + mail));
        return new Sighting(
                person.name(),
                person.fullName(),
                person.id(),
                "user",
                false,
                Sighting.Place.EVERYWHERE,
                clauses,
                person.isUsual() ? List.of() : List.of(person.state()),
                address.map(Addresses.Found::text),
                address.map(Addresses.Found::from).orElse("email or username"),
                others.orElse(List.of()));
    }

    private static List<String> names(Person person, Optional<Addresses.Found> address) {
        List<String> names = new ArrayList<>(List.of(person.id(), person.name(), person.fullName()));
        person.mail().ifPresent(names::add);
        Optional.ofNullable(person.username()).ifPresent(names::add);
        address.ifPresent(found -> names.add(found.text()));
        names.removeIf(String::isBlank);
        return names;
    }

    @Override
    public List<Listed> groups() {
        return asking.ask(account -> {
            Optional<Set<String>> byQuery = settings.roleFilter()
                    .query()
                    .map(query -> account.all(Listing.ROLES, Optional.of(query)).stream()
                            .map(Role::id)
                            .collect(Collectors.toSet()));
            return account.all(Listing.ROLES, Optional.empty()).stream()
                    .map(role -> listed(role, byQuery))
                    .toList();
        });
    }

    private Listed listed(Role role, Optional<Set<String>> byQuery) {
        var clauses = new Verdicts(settings.roleFilter(), "sync.groupFilter", byQuery)
                .on(Optional.of(Spelling.normal(role.name())), role.id());
        return Listed.group(role.id(), role.name(), "role", clauses);
    }

    static boolean keeps(SetFilter filter, String name) {
        return filter.named().map(named -> named.keeps(Spelling.normal(name))).orElse(true);
    }

    private static Clause clause(String text, String setting, boolean matches) {
        return new Clause(0, text, setting, matches ? Verdict.MATCHES : Verdict.FAILS);
    }
}
