package bwdc.directory.onelogin;

import bwdc.directory.Surroundings;
import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Wire;
import bwdc.http.SideBySide;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** An account of OneLogin, and what is in it. */
final class Account {
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
    record Contents(List<Person> people, List<Role> roles) {}

    /**
     * Users and roles side by side: each list is a chain of pages that names the next one.
     *
     * @param users query for users
     * @param roles queries for roles: one, or none where no roles are wanted
     */
    Contents contents(Optional<String> users, List<Optional<String>> roles, LongConsumer progress) {
        var read = new AtomicLong();
        var pages = pages(more -> progress.accept(read.addAndGet(more)));
        List<Person> people = new ArrayList<>();
        List<Role> found = new ArrayList<>();
        List<Runnable> lists = new ArrayList<>();
        lists.add(() -> people.addAll(all(Listing.USERS, users, pages)));
        roles.forEach(query -> lists.add(() -> found.addAll(all(Listing.ROLES, query, pages))));
        SideBySide.run(lists);
        return new Contents(people, found);
    }

    private Pages pages(LongConsumer read) {
        return new Pages(api, dialect, allowance, read);
    }

    /** All entries of a list. */
    <T> Collection<T> all(Listing<T> listing, Optional<String> query) {
        return all(listing, query, pages(more -> {}));
    }

    /** Whoever is created or changed meanwhile may come twice: the later answer is the newer one. */
    private static <T> Collection<T> all(Listing<T> listing, Optional<String> query, Pages pages) {
        Map<String, T> found = new LinkedHashMap<>();
        pages.each(listing.path(), query, entry -> {
            var each = listing.read(entry);
            found.put(listing.id().apply(each), each);
        });
        return found.values();
    }

    /** Some of a list. */
    record Page<T>(List<T> entries, boolean more) {}

    <T> Page<T> first(Listing<T> listing, Optional<String> query) {
        var first = pages(more -> {}).first(listing.path(), query);
        return new Page<>(first.entries().stream().map(listing::read).toList(), first.more());
    }

    /** How many requests are left, by OneLogin's own names. */
    JsonObject rateLimit() {
        var answer = pages(more -> {}).page(api.at("/auth/rate_limit"));
        return answer.object().object("data").orElseThrow(() -> answer.unexpected("it has no limits"));
    }

    /** When another read of the same hour would not be allowed. */
    Optional<String> warning() {
        return allowance.warning();
    }
}
