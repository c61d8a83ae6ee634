package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.HeldChange;
import bwdc.sync.Hold;
import java.util.ArrayList;
import java.util.List;

/** Tells people of what waits for them. */
final class HoldText {
    /** How many changes of a hold are named at the end of a run; {@code bwdc holds} names all. */
    private static final int NAMED = 10;

    private HoldText() {}

    /** How a run ends that held something back. */
    static Fault fault(String sent, List<Hold> holds) {
        List<String> lines = new ArrayList<>();
        for (var hold : holds) {
            lines.add("hold " + hold.number() + ": " + summary(hold));
            changes(hold, NAMED).forEach(line -> lines.add("  " + line));
        }
        var first = holds.isEmpty() ? "N" : Long.toString(holds.getFirst().number());
        return Fault.of(ExitCode.HELD, "Some changes wait for an approval; the rest was done. " + sent)
                .details(lines)
                .hint("bwdc holds shows all of it; if it is right: bwdc approve " + first + ", and it goes out with the"
                        + " next sync; if not: bwdc reject " + first);
    }

    /** {@code 12 people would be removed from the organization}. */
    static String summary(Hold hold) {
        int count = hold.changes().size();
        return switch (hold.kind()) {
            case USERS -> count(count, "person", "people") + " would be removed from the organization";
            case MEMBERS -> count(count, "membership", "memberships") + " of groups would be removed";
            case MAILS -> count(count, "mail address", "mail addresses") + " would change";
            case MISSING ->
                everybody(hold)
                        ? "the directory has no users any more; nobody is removed, but is that right?"
                        : count(count, "group is", "groups are")
                                + " gone from the directory; none is removed from the organization, but is that right?";
        };
    }

    private static boolean everybody(Hold hold) {
        return hold.changes().stream().anyMatch(change -> change.id().equals("*"));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** A line for each change, and one for those that are left out. */
    static List<String> changes(Hold hold, int most) {
        List<String> lines = new ArrayList<>();
        hold.changes().stream().limit(most).forEach(change -> lines.add(line(change)));
        if (hold.changes().size() > most) {
            lines.add("and " + (hold.changes().size() - most) + " more");
        }
        return lines;
    }

    static String line(HeldChange change) {
        return switch (change.kind()) {
            case USERS -> change.name() + "  " + change.detail();
            case MEMBERS -> change.name() + "  out of " + change.detail();
            case MAILS -> change.name() + "  " + change.detail();
            case MISSING -> change.name();
        };
    }
}
