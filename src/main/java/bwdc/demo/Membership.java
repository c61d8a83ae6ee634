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
    private static final long OWNER = 0;
    private static final long USER = 2;
    private static final long REVOKED = -1;
    private static final long INVITED = 0;
    private static final long CONFIRMED = 2;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Somebody in the organization. */
    static final class Member {
        final String id = UUID.randomUUID().toString();
        final String email;
        final long type;

        @Nullable
        String externalId;

        long status;

        Member(String email, @Nullable String externalId, long type, long status) {
            this.email = email;
            this.externalId = externalId;
            this.type = type;
            this.status = status;
        }
    }

    /** A group and the ids of its members. */
    static final class Group {
        final String id = UUID.randomUUID().toString();
        final String externalId;
        String name;
        Set<String> memberIds = new LinkedHashSet<>();

        Group(String externalId, String name) {
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
        var member = new Member(email, externalId, owner ? OWNER : USER, CONFIRMED);
        members.put(member.id, member);
    }

    /** Bitwarden's import: remove, overwrite, link, add, groups; steps before a failing one stay done. */
    void importOfficially(JsonObject request, OptionalInt seats) throws Refused {
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
        importGroups(request, true);
    }

    private void removeIf(java.util.function.Predicate<Member> which) {
        var gone = members.values().stream()
                .filter(member -> member.type != OWNER && which.test(member))
                .map(member -> member.id)
                .toList();
        gone.forEach(members::remove);
        groups.values().forEach(group -> group.memberIds.removeAll(gone));
    }

    private void link(List<JsonObject> active) {
        var byMail = byMail();
        for (var each : active) {
            var known = byMail.get(mail(each));
            if (known != null && known.externalId == null) {
                known.externalId = ImportCheck.text(each, "externalId");
            }
        }
    }

    private void invite(List<JsonObject> active, OptionalInt seats) throws Refused {
        var byMail = byMail();
        var byExternalId = byExternalId();
        for (var each : active) {
            var externalId = ImportCheck.text(each, "externalId");
            if (byExternalId.containsKey(externalId) || byMail.containsKey(mail(each))) {
                continue;
            }
            if (seats.isPresent() && members.size() >= seats.getAsInt()) {
                throw new Refused(400, "Seat limit has been reached.");
            }
            var member = new Member(mail(each), externalId, USER, INVITED);
            members.put(member.id, member);
            byExternalId.put(externalId, member);
            byMail.put(member.email, member);
        }
    }

    /** Vaultwarden's import: by mail, deleted members are revoked, groups keep their names, overwriting comes last. */
    void importAsVaultwarden(JsonObject request) {
        var byMail = byMail();
        for (var each : objects(request, "members")) {
            var known = byMail.get(mail(each));
            var externalId = ImportCheck.text(each, "externalId");
            if (each.flag("deleted").orElse(false)) {
                if (known != null && known.type != OWNER) {
                    known.status = REVOKED;
                    known.externalId = externalId;
                }
            } else if (known == null) {
                var member = new Member(mail(each), externalId, USER, INVITED);
                members.put(member.id, member);
                byMail.put(member.email, member);
            } else {
                known.externalId = externalId;
                known.status = known.status == REVOKED ? INVITED : known.status;
            }
        }
        importGroups(request, false);
        if (request.flag("overwriteExisting").orElse(false)) {
            Set<String> listed = new HashSet<>();
            objects(request, "members").forEach(each -> listed.add(ImportCheck.text(each, "externalId")));
            removeIf(member -> member.externalId != null && !listed.contains(member.externalId));
        }
    }

    private void importGroups(JsonObject request, boolean rename) {
        Map<String, Group> known = new LinkedHashMap<>();
        groups.values().forEach(group -> known.put(group.externalId, group));
        var byExternalId = byExternalId();
        for (var each : objects(request, "groups")) {
            var externalId = ImportCheck.text(each, "externalId");
            var group = known.computeIfAbsent(externalId, id -> new Group(id, ImportCheck.text(each, "name")));
            groups.put(group.id, group);
            if (rename) {
                group.name = ImportCheck.text(each, "name");
            }
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
                found.put(member.externalId, member);
            }
        });
        return found;
    }
}
