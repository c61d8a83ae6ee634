package bwdc.sync;

import java.util.ArrayList;
import java.util.List;

/** Changes in words, the same wherever they are told. */
public final class PlanWords {
    private static final int NAMED = 6;

    private PlanWords() {}

    /** What happens to somebody: {@code remove: disabled in the directory}. */
    public static String of(OrganizationPlan.UserChange change) {
        var words = switch (change.action()) {
            case INVITE -> "invite";
            case LINK -> "link to the directory";
            case RESTORE -> "restore";
            case REVOKE -> "revoke";
            case REMOVE -> "remove";
        };
        var cause = change.cause();
        return cause == null ? words : words + ": " + cause.words();
    }

    /** What happens to a group: {@code rename, was "staff"; +ann@acme.example -bob@acme.example}. */
    public static String of(OrganizationPlan.GroupChange change) {
        List<String> parts = new ArrayList<>();
        if (change.isNew()) {
            int members = change.added().size();
            parts.add("create with " + members + (members == 1 ? " member" : " members"));
        } else {
            if (change.formerName() != null) {
                parts.add("rename, was \"" + change.formerName() + "\"");
            }
            if (!change.added().isEmpty() || !change.removed().isEmpty()) {
                parts.add(members(change.added(), change.removed()));
            }
        }
        if (!change.membersKnown()) {
            parts.add("its members were not read");
        }
        return String.join("; ", parts);
    }

    /** {@code +ann@acme.example -bob@acme.example}. */
    public static String members(List<String> added, List<String> removed) {
        List<String> words = new ArrayList<>();
        some(words, "+", added);
        some(words, "-", removed);
        return String.join(" ", words);
    }

    private static void some(List<String> words, String sign, List<String> mails) {
        mails.stream().limit(NAMED).forEach(mail -> words.add(sign + mail));
        if (mails.size() > NAMED) {
            words.add(sign + (mails.size() - NAMED) + " more");
        }
    }

    /** A line for each change. */
    public static List<String> lines(OrganizationPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.users().forEach(change -> lines.add(change.email() + "  " + of(change)));
        plan.groups().forEach(change -> lines.add("group " + change.name() + "  " + of(change)));
        return lines;
    }
}
