package bwdc.run;

import bwdc.directory.Whereabouts;
import java.util.List;
import java.util.Map;

/**
 * What became of every user and every member in a read.
 *
 * @param groups in the directory's order
 * @param leftOut people who are no users, by the reason
 * @param sameAddress entries that share a mail address, by that address
 */
public record Explanation(
        List<Group> groups,
        int enabled,
        int disabled,
        int deleted,
        Map<String, List<String>> leftOut,
        Map<String, List<String>> sameAddress) {

    /**
     * A group. What it lists is the sum of all the other numbers.
     *
     * @param listed how many members it lists
     * @param users how many of them are users of the read
     * @param nested its member groups that were read
     * @param leftOut members that were read, but are no users, by the reason
     * @param repeated how many of what it lists are another name of somebody whom it lists too
     * @param unresolved the others
     */
    public record Group(
            String name,
            String referenceId,
            int listed,
            int users,
            List<String> nested,
            Map<String, List<String>> leftOut,
            int repeated,
            Map<Whereabouts.Kind, List<Lost>> unresolved) {

        public int lost() {
            return unresolved.values().stream().mapToInt(List::size).sum();
        }

        public int withoutUser() {
            return leftOut.values().stream().mapToInt(List::size).sum();
        }
    }

    /**
     * A member that was not read.
     *
     * @param value as the group lists it
     * @param detail what the directory says of it, or empty
     */
    public record Lost(String value, String detail) {}
}
