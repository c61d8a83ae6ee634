package bwdc.demo;

import bwdc.demo.Membership.Group;
import bwdc.demo.Membership.Member;
import bwdc.demo.Membership.Refused;
import bwdc.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Vaultwarden's import: people are known by mail, those deleted are revoked, groups keep their names, and overwriting comes
 * last. There is no check before it and no transaction around it: what stands before a bad mail address stays done.
 */
final class VaultwardenImport {
    /** A longer body is answered with 413. */
    static final int LONGEST = 20_000_000;

    private static final String BEYOND_ASCII = "\\x{80}-\\x{10FFFF}";
    private static final String ATOM = "[\\w!#$%&'*+/=?^`{|}~\\-" + BEYOND_ASCII + "]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String EDGE = "[\\w" + BEYOND_ASCII + "]";
    private static final String LABEL = EDGE + "([\\w\\-" + BEYOND_ASCII + "]{0,61}" + EDGE + ")?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern ADDRESS = Pattern.compile("(.*\\.)?[0-9]+");
    private static final int LONGEST_LOCAL_PART = 64;

    private final Membership membership;
    private final JsonObject request;

    VaultwardenImport(Membership membership, JsonObject request) {
        this.membership = membership;
        this.request = request;
    }

    /** Whether every property that it knows is there with its type; the others do not matter. */
    static boolean isComplete(JsonObject request) {
        return request.flag("overwriteExisting").isPresent()
                && request.get("groups") instanceof List<?> groups
                && groups.stream().allMatch(VaultwardenImport::isGroup)
                && request.get("members") instanceof List<?> members
                && members.stream().allMatch(VaultwardenImport::isMember);
    }

    private static boolean isGroup(@Nullable Object entry) {
        return entry instanceof JsonObject group
                && group.get("name") instanceof String
                && group.get("externalId") instanceof String
                && group.get("memberExternalIds") instanceof List<?> ids
                && ids.stream().allMatch(String.class::isInstance);
    }

    private static boolean isMember(@Nullable Object entry) {
        return entry instanceof JsonObject member
                && member.get("email") instanceof String
                && member.get("externalId") instanceof String
                && member.get("deleted") instanceof Boolean;
    }

    void apply() throws Refused {
        Map<String, Member> byMail = new HashMap<>();
        membership.members().forEach(member -> byMail.put(member.email, member));
        for (var each : objects("members")) {
            member(each, byMail);
        }
        groups();
        if (request.flag("overwriteExisting").orElse(false)) {
            overwrite();
        }
    }

    private void member(JsonObject each, Map<String, Member> byMail) throws Refused {
        var mail = ImportCheck.text(each, "email").toLowerCase(Locale.ROOT);
        var externalId = ImportCheck.text(each, "externalId");
        var deleted = each.flag("deleted").orElse(false);
        var known = byMail.get(mail);
        if (known != null) {
            known.externalId = externalId.isEmpty() ? null : externalId;
            if (!deleted) {
                known.restore();
            } else if (!membership.isLastOwner(known)) {
                known.revoke();
            }
        } else if (!deleted) {
            byMail.put(mail, invite(mail, externalId.isEmpty() ? null : externalId));
        }
    }

    /** Without mail, those who have an account already are taken as having accepted. */
    private Member invite(String mail, @Nullable String externalId) throws Refused {
        var hasAccount = membership.hadAccount(mail);
        if (!hasAccount && !isMail(mail)) {
            throw new Refused(400, "User email " + mail + " is not a valid email address");
        }
        var status = hasAccount ? Membership.ACCEPTED : Membership.INVITED;
        var member = new Member(mail, externalId, Membership.USER, status);
        membership.add(member);
        return member;
    }

    /** Stricter than Bitwarden: neither blanks nor two dots, no address numbers for a domain. */
    private static boolean isMail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL_PART
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1)).matches()
                && !ADDRESS.matcher(text.substring(at + 1)).matches();
    }

    private void groups() {
        Map<String, Group> known = new HashMap<>();
        for (var group : membership.groups()) {
            if (group.externalId != null) {
                known.putIfAbsent(group.externalId, group);
            }
        }
        var byExternalId = byExternalId();
        for (var each : objects("groups")) {
            var externalId = ImportCheck.text(each, "externalId");
            var group = known.get(externalId);
            if (group == null) {
                group = membership.addGroup(ImportCheck.text(each, "name"), externalId.isBlank() ? null : externalId);
                if (!externalId.isBlank()) {
                    known.put(externalId, group);
                }
            }
            Set<String> ids = new LinkedHashSet<>();
            for (var id : each.list("memberExternalIds")) {
                var member = byExternalId.get(String.valueOf(id));
                if (member != null) {
                    ids.add(member.id);
                }
            }
            group.memberIds = ids;
        }
    }

    private Map<String, Member> byExternalId() {
        Map<String, Member> found = new HashMap<>();
        membership.members().forEach(member -> {
            if (member.externalId != null) {
                found.putIfAbsent(member.externalId, member);
            }
        });
        return found;
    }

    /** Whoever is named stays, even as deleted; so does the last confirmed owner. */
    private void overwrite() {
        Set<String> named = new HashSet<>();
        objects("members").forEach(each -> named.add(ImportCheck.text(each, "externalId")));
        for (var member : membership.members()) {
            if (member.externalId != null && !named.contains(member.externalId) && !membership.isLastOwner(member)) {
                membership.remove(member);
            }
        }
    }

    private List<JsonObject> objects(String key) {
        return request.list(key).stream().map(JsonObject.class::cast).toList();
    }
}
