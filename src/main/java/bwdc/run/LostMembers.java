package bwdc.run;

import bwdc.directory.Findings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Counts members of groups that lead nowhere, for a line in the log, and hands everything on. */
final class LostMembers implements Findings {
    private final Findings next;
    private final Notices notices;
    private int members;
    private int groups;

    LostMembers(Findings next, Notices notices) {
        this.next = next;
        this.notices = notices;
    }

    @Override
    public void leftOut(String referenceId, String externalId, String why) {
        next.leftOut(referenceId, externalId, why);
    }

    @Override
    public void members(String group, int values, List<String> unresolved) {
        if (!unresolved.isEmpty()) {
            groups++;
            members += unresolved.size();
        }
        next.members(group, values, unresolved);
    }

    @Override
    public void way(String sentence) {
        notices.note(sentence);
        next.way(sentence);
    }

    /** Empty when every member was found. */
    Optional<String> sentence() {
        return members == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d %s of %d %s not among the users and groups read: bwdc test --explain",
                        members,
                        members == 1 ? "member" : "members",
                        groups,
                        (groups == 1 ? "group" : "groups") + (members == 1 ? " is" : " are")));
    }
}
