package bwdc.demo;

import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members and groups of an organization, and what an import does to them, in the order in which Bitwarden does it. */
final class Membership {
    static final long OWNER = 0;
    static final long USER = 2;
    static final long REVOKED = -1;
    static final long INVITED = 0;
    static final long ACCEPTED = 1;
    static final long CONFIRMED = 2;
    private static final long STAGED = 3;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> accountsOfThoseGone = new HashSet<>();

    /** Somebody in the organization. */
    static final class Member {
        final String id = UUID.randomUUID().toString();
        final String email;
        long type;

        @Nullable
        String externalId;

        long status;
        private long statusBefore;

        Member(String email, @Nullable String externalId, long type, long status) {
            this.email = email;
            this.externalId = externalId;
            this.type = type;
            this.status = status;
        }

        void revoke() {
            if (status != REVOKED) {
                statusBefore = status;
                status = REVOKED;
            }
        }

        void restore() {
            if (status == REVOKED) {
                status = statusBefore;
            }
        }

        boolean hasAccount() {
            return (status == REVOKED ? statusBefore : status) > INVITED;
        }

        boolean takesSeat() {
            return status != REVOKED && status != STAGED;
        }

        boolean isConfirmedOwner() {
            return type == OWNER && status == CONFIRMED;
        }
    }

    /** A group and the ids of its members. */
    static final class Group {
        final String id = UUID.randomUUID().toString();

        @Nullable
        String externalId;

        String name;
        Set<String> memberIds = new LinkedHashSet<>();

        Group(@Nullable String externalId, String name) {
            this.externalId = externalId;
            this.name = name;
        }
    }

    /** A refusal with its status and message. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    Membership(String ownerMail) {
        var owner = new Member(ownerMail, null, OWNER, CONFIRMED);
        members.put(owner.id, owner);
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    Optional<Member> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    void add(String email, @Nullable String externalId, boolean owner) {
        add(new Member(email, externalId, owner ? OWNER : USER, CONFIRMED));
    }

    void add(Member member) {
        members.put(member.id, member);
    }

    Group addGroup(String name, @Nullable String externalId) {
        var group = new Group(externalId, name);
        groups.put(group.id, group);
        return group;
    }

    void remove(Member member) {
        if (member.hasAccount()) {
            accountsOfThoseGone.add(member.email);
        }
        members.remove(member.id);
        groups.values().forEach(group -> group.memberIds.remove(member.id));
    }

    void remove(Group group) {
        groups.remove(group.id);
    }

    /** Whether somebody who was removed keeps an account on the server. */
    boolean hadAccount(String email) {
        return accountsOfThoseGone.contains(email);
    }

    boolean isLastOwner(Member member) {
        return member.isConfirmedOwner()
                && members.values().stream().filter(Member::isConfirmedOwner).count() <= 1;
    }

    long seatsTaken() {
        return members.values().stream().filter(Member::takesSeat).count();
    }

    /** Bitwarden's import: remove, overwrite, link, add, groups; steps before a failing one stay done. */
    void importOfficially(JsonObject request, OptionalInt seats) throws Refused {
        checkExternalIds();
        List<JsonObject> active = new ArrayList<>();
        Set<String> activeIds = new HashSet<>();
        Set<String> deletedIds = new HashSet<>();
        for (var each : objects(request, "members")) {
            if (each.flag("deleted").orElse(false)) {
                deletedIds.add(ImportCheck.text(each, "externalId"));
            } else {
                active.add(each);
                activeIds.add(ImportCheck.text(each, "externalId"));
            }
        }
        deletedIds.removeAll(activeIds);
        removeIf(member -> member.externalId != null && deletedIds.contains(member.externalId));
        if (request.flag("overwriteExisting").orElse(false)) {
            removeIf(member -> member.externalId != null && !activeIds.contains(member.externalId));
        }
        link(active);
        invite(active, seats);
        importGroups(request);
    }

    private void removeIf(java.util.function.Predicate<Member> which) {
        var gone = members.values().stream()
                .filter(member -> member.type != OWNER && which.test(member))
                .map(member -> member.id)
                .collect(java.util.stream.Collectors.toSet());
        gone.forEach(members::remove);
        groups.values().forEach(group -> group.memberIds.removeAll(gone));
    }

    /** The server keeps external ids in a dictionary and ends with an error where one would be in it twice. */
    private void checkExternalIds() throws Refused {
        var ids = members.values().stream()
                .map(member -> member.externalId)
                .filter(java.util.Objects::nonNull)
                .toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new Refused(500, "An unhandled server error has occurred.");
        }
    }

    private void link(List<JsonObject> active) throws Refused {
        var byMail = byMail();
        var byExternalId = byExternalId();
        Map<Member, String> links = new LinkedHashMap<>();
        for (var each : active) {
            var known = byMail.get(mail(each));
            if (known != null && known.externalId == null) {
                links.put(known, ImportCheck.text(each, "externalId"));
            }
        }
        if (links.values().stream().anyMatch(byExternalId::containsKey)) {
            throw new Refused(500, "An unhandled server error has occurred.");
        }
        links.forEach((member, externalId) -> member.externalId = externalId);
    }

    private void invite(List<JsonObject> active, OptionalInt seats) throws Refused {
        var byMail = byMail();
        var byExternalId = byExternalId();
        for (var each : active) {
            var externalId = ImportCheck.text(each, "externalId");
            if (byExternalId.containsKey(externalId) || byMail.containsKey(mail(each))) {
                continue;
            }
            if (seats.isPresent() && seatsTaken() >= seats.getAsInt()) {
                throw new Refused(400, "Seat limit has been reached.");
            }
            var member = new Member(mail(each), externalId, USER, INVITED);
            members.put(member.id, member);
            byExternalId.put(externalId, member);
            byMail.put(member.email, member);
        }
    }

    private void importGroups(JsonObject request) {
        Map<String, Group> known = new LinkedHashMap<>();
        groups.values().stream()
                .filter(group -> group.externalId != null)
                .forEach(group -> known.put(String.valueOf(group.externalId), group));
        var byExternalId = byExternalId();
        for (var each : objects(request, "groups")) {
            var externalId = ImportCheck.text(each, "externalId");
            var group = known.computeIfAbsent(externalId, id -> new Group(id, ImportCheck.text(each, "name")));
            groups.put(group.id, group);
            group.name = ImportCheck.text(each, "name");
            Set<String> ids = new LinkedHashSet<>();
            for (var id : each.list("memberExternalIds")) {
                var member = byExternalId.get(id.toString());
                if (member != null) {
                    ids.add(member.id);
                }
            }
            group.memberIds = ids;
        }
    }

    private static List<JsonObject> objects(JsonObject request, String key) {
        return request.list(key).stream().map(JsonObject.class::cast).toList();
    }

    private static String mail(JsonObject member) {
        return member.text("email").orElse("").toLowerCase(Locale.ROOT);
    }

    private Map<String, Member> byMail() {
        Map<String, Member> found = new LinkedHashMap<>();
        members.values().forEach(member -> found.put(member.email, member));
        return found;
    }

    private Map<String, Member> byExternalId() {
        Map<String, Member> found = new LinkedHashMap<>();
        members.values().forEach(member -> {
            if (member.externalId != null) {
                found.putIfAbsent(member.externalId, member);
            }
        });
        return found;
    }
}
