package bwdc.directory.google;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.Findings;
import bwdc.directory.cloud.Query;
import bwdc.http.SideBySide;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Makes groups out of Google's, whose members are asked for one group after another, several at a time. */
final class GroupReader {
    static final String FIELDS = "id,email,name";
    private static final String MEMBER_FIELDS = "id,email,type,status";
    private static final String MOST_MEMBERS = "200";

    private final Lists lists;
    private final SetFilter filter;
    private final boolean derivedMembers;
    private final Supplier<List<String>> everybody;
    private final Runnable progress;
    private final Map<String, JsonObject> chosen = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private List<Draft> drafts = List.of();

    /**
     * @param everybody the ids of all users, for groups that the whole account is a member of; asked side by side
     * @param progress told of groups whose members were read
     */
    GroupReader(
            Lists lists,
            SetFilter filter,
            boolean derivedMembers,
            Supplier<List<String>> everybody,
            Runnable progress) {
        this.lists = lists;
        this.filter = filter;
        this.derivedMembers = derivedMembers;
        this.everybody = everybody;
        this.progress = progress;
    }

    /**
     * A group as it is read.
     *
     * @param unread members that are neither users nor groups of this account, as Google writes them
     */
    private record Draft(JsonObject group, List<String> users, List<String> groups, List<String> unread) {}

    List<String> warnings() {
        return warnings;
    }

    /** Takes a group of the list, if the filter does; one without a name cannot be told. */
    void group(JsonObject group) {
        var name = group.text("name").filter(text -> !Spelling.trim(text).isEmpty());
        if (name.isEmpty()) {
            warnings.add("left out the group " + group.text("email").orElseGet(() -> UserReader.id(group))
                    + ": it has no name");
        } else if (filter.named()
                .filter(named -> !named.keeps(Spelling.normal(name.get())))
                .isEmpty()) {
            chosen.put(UserReader.id(group), group);
        }
    }

    /** Reads the members of all groups that were taken. */
    List<DirectoryGroup> groups(SideBySide sideBySide) {
        drafts = sideBySide.map(chosen.values(), this::read);
        return drafts.stream()
                .map(draft -> new DirectoryGroup(
                        UserReader.id(draft.group),
                        UserReader.id(draft.group),
                        draft.group.text("name").orElse(""),
                        draft.users,
                        draft.groups.stream().filter(chosen::containsKey).toList()))
                .toList();
    }

    /** Tells of members that are neither users nor groups of the read. */
    void tell(Findings findings) {
        for (var draft : drafts) {
            List<String> unread = new ArrayList<>(draft.unread);
            draft.groups.stream().filter(id -> !chosen.containsKey(id)).forEach(unread::add);
            int read = draft.users.size() + draft.groups.size() + draft.unread.size();
            findings.members(UserReader.id(draft.group), read, unread);
        }
    }

    private Draft read(JsonObject group) {
        Set<String> users = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        List<String> unread = new ArrayList<>();
        var path = "groups/" + Query.encoded(UserReader.id(group)) + "/members";
        lists.each(path, parameters(), "members", member -> {
            switch (member.text("type").orElse("").toLowerCase(Locale.ROOT)) {
                case "user" -> user(member, users, unread);
                case "group" -> groups.add(UserReader.id(member));
                case "customer" -> users.addAll(everybody.get());
                default -> unread.add(name(member));
            }
        });
        progress.run();
        return new Draft(group, List.copyOf(users), List.copyOf(groups), unread);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("maxResults", MOST_MEMBERS);
        if (derivedMembers) {
            parameters.put("includeDerivedMembership", "true");
        }
        parameters.put("fields", "kind,nextPageToken,members(" + MEMBER_FIELDS + ")");
        return parameters;
    }

    /** Suspended users have another status, and are no members; addresses outside the account have none at all. */
    private static void user(JsonObject member, Set<String> users, List<String> unread) {
        var status = member.text("status");
        if (status.filter("active"::equalsIgnoreCase).isPresent()) {
            users.add(UserReader.id(member));
        } else if (status.isEmpty()) {
            unread.add(name(member));
        }
    }

    private static String name(JsonObject member) {
        return member.text("email").or(() -> member.text("id")).orElse("");
    }
}
