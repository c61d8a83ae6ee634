package bwdc.directory.onelogin;

import bwdc.directory.Surroundings;
import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.SideBySide;
import bwdc.directory.cloud.Wire;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** An account of OneLogin, and what is in it. */
final class Account {
    private static final String USERS = "/api/1/users";
    private static final String ROLES = "/api/1/roles";

    private final OneLoginDialect dialect;
    private final CloudApi api;
    private final Allowance allowance = new Allowance();

    Account(Wire wire, OneLoginSettings settings, OneLoginDialect dialect, Surroundings around) {
        this.dialect = dialect;
        var request = new TokenRequest(wire, settings, dialect);
        // Version 1 wants a colon after the word and no blank.
        var token = new BearerToken(request::send, around.host().clock(), "bearer:");
        api = new CloudApi(wire, settings.api(), token);
    }

    /** Everybody in it, in OneLogin's order, and its roles. */
    record Contents(Collection<Person> people, List<Role> roles) {}

    /**
     * Users and roles side by side: each list is a chain of pages that names the next one.
     *
     * @param users query for users
     * @param roles queries for roles: one, or none where no roles are wanted
     */
    Contents contents(Optional<String> users, List<Optional<String>> roles, LongConsumer progress) {
        var read = new AtomicLong();
        var pages = pages(more -> progress.accept(read.addAndGet(more)));
        List<Supplier<List<JsonObject>>> lists = new ArrayList<>();
        lists.add(() -> pages.all(USERS, users));
        roles.forEach(query -> lists.add(() -> pages.all(ROLES, query)));
        var found = new SideBySide(2).map(lists, Supplier::get);
        return new Contents(people(found.getFirst()), roles.isEmpty() ? List.of() : roles(found.getLast()));
    }

    private Pages pages(LongConsumer read) {
        return new Pages(api, dialect, allowance, read);
    }

    Collection<Person> people(Optional<String> query) {
        return people(pages(more -> {}).all(USERS, query));
    }

    List<Role> roles(Optional<String> query) {
        return roles(pages(more -> {}).all(ROLES, query));
    }

    /** Some of a list. */
    record Page<T>(Collection<T> entries, boolean more) {}

    Page<Person> firstPeople(Optional<String> query) {
        var first = pages(more -> {}).first(USERS, query);
        return new Page<>(people(first.entries()), first.more());
    }

    Page<Role> firstRoles(Optional<String> query) {
        var first = pages(more -> {}).first(ROLES, query);
        return new Page<>(roles(first.entries()), first.more());
    }

    /** How many requests are left, by OneLogin's own names. */
    JsonObject rateLimit() {
        var answer = pages(more -> {}).page(api.at("/auth/rate_limit"));
        return answer.object().object("data").orElseThrow(() -> answer.unexpected("it has no limits"));
    }

    /** Whoever is created or changed meanwhile may come twice: the later answer is the newer one. */
    private static Collection<Person> people(List<JsonObject> users) {
        Map<String, Person> people = new LinkedHashMap<>();
        for (var user : users) {
            try {
                var person = Person.of(user);
                people.put(person.id(), person);
            } catch (Malformed e) {
                throw fault(e, "sync.userFilter");
            }
        }
        return people.values();
    }

    private static List<Role> roles(List<JsonObject> roles) {
        Map<String, Role> found = new LinkedHashMap<>();
        for (var each : roles) {
            try {
                var role = Role.of(each);
                found.put(role.id(), role);
            } catch (Malformed e) {
                throw fault(e, "sync.groupFilter");
            }
        }
        return new ArrayList<>(found.values());
    }

    private static Fault fault(Malformed problem, String filter) {
        return Fault.of(ExitCode.DIRECTORY, "OneLogin's answer cannot be used: " + problem.getMessage() + ".")
                .hint("nothing was sent. If the query in " + filter + " chooses fields, let it choose all of them");
    }

    /** When another read of the same hour would not be allowed. */
    Optional<String> warning() {
        return allowance.warning();
    }
}
