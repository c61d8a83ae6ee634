package bwdc.directory.okta;

import bwdc.directory.cloud.Query;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.SideBySide;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The three lists that are read: users, groups, and the members of a group. May be used side by side. */
final class Lists {
    /** Okta recommends 200 for all three, and warns that longer pages are slower and less exact. */
    static final int PAGE = 200;

    static final String USERS = "/api/v1/users";
    static final String GROUPS = "/api/v1/groups";

    private final OktaApi api;
    private final SideBySide sideBySide;
    private final LongConsumer progress;
    private final AtomicLong count = new AtomicLong();

    /** Members of many groups are the same people: each id is kept once. */
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** @param progress told how many users and groups there are so far */
    Lists(OktaApi api, SideBySide sideBySide, LongConsumer progress) {
        this.api = api;
        this.sideBySide = sideBySide;
        this.progress = progress;
    }

    List<Person> people(NativeFilter filter) {
        List<Person> people = new ArrayList<>();
        api.list(USERS + query(filter), page -> {
            page.forEach(json -> people.add(Person.of(id(json, "user"), json)));
            progress.accept(count.addAndGet(page.size()));
        });
        return people;
    }

    /** Without their members. */
    List<ReadGroup> groups(NativeFilter filter) {
        List<ReadGroup> groups = new ArrayList<>();
        api.list(GROUPS + query(filter), page -> {
            page.forEach(json -> groups.add(ReadGroup.of(id(json, "group"), json)));
            progress.accept(count.addAndGet(page.size()));
        });
        return groups;
    }

    /** With their members, in the same order. */
    List<ReadGroup> withMembers(List<ReadGroup> groups) {
        return sideBySide.map(groups, group -> group.with(members(group.id())));
    }

    private List<String> members(String group) {
        Set<String> members = new LinkedHashSet<>();
        api.ids(
                GROUPS + "/" + Query.encoded(group) + "/users" + new Query().with("limit", Integer.toString(PAGE)),
                page -> {
                    for (var id : page) {
                        members.add(ids.computeIfAbsent(id(id, "member"), same -> same));
                    }
                });
        return List.copyOf(members);
    }

    private static String id(JsonObject json, String what) {
        return id(json.text("id"), what);
    }

    /** Who cannot be named cannot be left out either. */
    private static String id(Optional<String> id, String what) {
        return id.orElseThrow(() -> Fault.of(ExitCode.DIRECTORY, "Okta lists a " + what + " without an id.")
                .hint("nothing was sent; try again later"));
    }

    static Query query(NativeFilter filter) {
        var query = new Query();
        filter.text().ifPresent(text -> query.with("filter", text));
        return query.with("limit", Integer.toString(PAGE));
    }
}
