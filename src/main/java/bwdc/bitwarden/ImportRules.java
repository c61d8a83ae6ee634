package bwdc.bitwarden;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules by which Bitwarden takes an import or refuses it as a whole (server:
 * {@code OrganizationImportRequestModel}), so that a single bad entry is named before anything is sent.
 */
public final class ImportRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ID = 300;
    private static final int LONGEST_MAIL = 256;

    private ImportRules() {}

    /** A sentence for each entry that would be refused. */
    public static List<String> problems(List<ImportRequest> requests) {
        List<String> problems = new ArrayList<>();
        Set<String> groupIds = new HashSet<>();
        for (var request : requests) {
            request.groups().forEach(group -> group(group, groupIds, problems));
            request.members().forEach(member -> member(member, problems));
        }
        return problems;
    }

    private static void group(ImportRequest.Group group, Set<String> ids, List<String> problems) {
        var what = "group \"" + group.name() + "\" (" + group.externalId() + "): ";
        if (group.name().isBlank()) {
            problems.add(what + "its name is blank");
        } else if (group.name().length() > LONGEST_NAME) {
            problems.add(what + "its name has " + group.name().length() + " characters, at most 100 are allowed");
        }
        id(group.externalId(), what, problems);
        if (!ids.add(group.externalId())) {
            problems.add(what + "another group has the same external id");
        }
    }

    private static void member(ImportRequest.Member member, List<String> problems) {
        var email = member.email();
        var what = "user " + (email == null ? "" : email + " ") + "(" + member.externalId() + "): ";
        id(member.externalId(), what, problems);
        if (email == null) {
            if (!member.deleted()) {
                problems.add(what + "it has no mail address");
            }
        } else if (email.length() > LONGEST_MAIL) {
            problems.add(what + "its mail address has more than 256 characters");
        } else if (!isMail(email)) {
            problems.add(what + "its mail address is none");
        }
    }

    private static void id(String id, String what, List<String> problems) {
        if (id.isBlank()) {
            problems.add(what + "its external id is blank");
        } else if (id.length() > LONGEST_ID) {
            problems.add(what + "its external id has " + id.length() + " characters, at most 300 are allowed");
        }
    }

    /** .NET's EmailAddress rule: one @, neither first nor last, and no line breaks. */
    private static boolean isMail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.indexOf('\r') < 0
                && text.indexOf('\n') < 0;
    }
}
