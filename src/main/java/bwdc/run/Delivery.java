package bwdc.run;

import bwdc.bitwarden.Roster;
import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.ServerKind;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.Baseline;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.OrganizationPlan.Ignored.Subject;
import bwdc.sync.PlanWords;
import bwdc.sync.UndoRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Sees to it that what is sent arrives: looks at the organization before, so that a lack of seats is found in time and the
 * run can be undone, and reads it back afterwards. Where a server cannot be read, its answer to the import has to do.
 */
public final class Delivery {
    /** Together with the lists, before and after, this stays within the 200 requests that may read in a minute. */
    private static final int GROUPS_READ = 80;

    private static final int LISTED = 20;

    private final Optional<OrganizationView> view;
    private final Optional<UndoFolder> undo;
    private final String owner;
    private final LongSupplier run;
    private final Optional<ReviewedPlan> reviewed;
    private final Clock clock;
    private final Notices notices;

    /**
     * @param view empty when the organization is not to be read
     * @param undo where changes are recorded
     * @param owner organization and server, as {@link SafetyFiles#owner}
     * @param run the number of the run
     * @param reviewed the plan that must come out, empty for whatever comes out
     */
    public Delivery(
            Optional<OrganizationView> view,
            Optional<UndoFolder> undo,
            String owner,
            LongSupplier run,
            Optional<ReviewedPlan> reviewed,
            Clock clock,
            Notices notices) {
        this.view = view;
        this.undo = undo;
        this.owner = owner;
        this.run = run;
        this.reviewed = reviewed;
        this.clock = clock;
        this.notices = notices;
    }

    /** One that only sends. */
    public static Delivery blind(Notices notices) {
        return new Delivery(
                Optional.empty(), Optional.empty(), "", () -> 0, Optional.empty(), Clock.systemUTC(), notices);
    }

    /** What a first run is counted against, empty where the organization cannot be read. */
    public Optional<Baseline> held() {
        try {
            return view.flatMap(open -> new Comparer(open).baseline(GROUPS_READ));
        } catch (Fault fault) {
            notices.warning("the organization could not be read before the import: " + fault.sentence());
            return Optional.empty();
        }
    }

    /** Whether exactly one plan may go out. */
    boolean isReviewed() {
        return reviewed.isPresent();
    }

    /**
     * Sends, with a look before and after.
     *
     * @throws Fault with exit code 6 when something did not arrive, or there are not enough seats, which is found before
     *     anything is sent; 7 when another plan was reviewed
     */
    void deliver(Shipment shipment, Runnable sending) {
        var before = compare(shipment);
        before.ifPresent(comparison -> {
            reviewed.ifPresent(plan -> plan.require(comparison, shipment));
            tell(comparison);
            requireSeats(comparison);
            record(comparison);
        });
        view.ifPresent(OrganizationView::forget);
        sending.run();
        view.ifPresent(open -> prove(open, shipment, before));
    }

    private Optional<Comparison> compare(Shipment shipment) {
        if (view.isEmpty()) {
            return reviewed.isPresent() || undo.isPresent() && shipment.told().isPresent()
                    ? Optional.of(Comparer.withMemory(shipment, ServerKind.BITWARDEN))
                    : Optional.empty();
        }
        var budget = reviewed.isPresent() ? OptionalInt.empty() : OptionalInt.of(GROUPS_READ);
        try {
            return Optional.of(new Comparer(view.get()).compare(shipment, budget, true));
        } catch (Fault fault) {
            if (reviewed.isPresent()) {
                throw fault;
            }
            notices.warning("the organization could not be read before the import: " + fault.sentence());
            return Optional.empty();
        }
    }

    private void tell(Comparison comparison) {
        comparison.plan().refusals().forEach(notices::warning);
        comparison.plan().ignored().forEach(each -> notices.note(each.who() + ": " + each.why()));
        var users = comparison.plan().ignored().stream()
                .filter(each -> each.subject() == Subject.USER)
                .toList();
        users.stream().limit(LISTED).forEach(each -> notices.warning(each.who() + " " + each.why()));
        if (users.size() > LISTED) {
            notices.warning("and " + (users.size() - LISTED) + " more; bwdc plan --all shows them");
        }
        if (comparison.unread() > 0) {
            notices.note("the members of " + comparison.unread() + " groups were not read before the import");
        }
    }

    private static void requireSeats(Comparison comparison) {
        var people = comparison.withoutSeat();
        if (people.isEmpty()) {
            return;
        }
        long limit = comparison.seats().orElseThrow().limit().orElseThrow();
        int invited = comparison.plan().users(OrganizationPlan.Action.INVITE).size();
        throw Fault.of(
                        ExitCode.BITWARDEN,
                        "There are not enough seats: " + invited + " people are to be invited, and "
                                + Math.max(0, limit - comparison.taken()) + " of " + limit + " seats are free.")
                .details(some(people.stream().map(mail -> "no seat for " + mail).toList()))
                .hint("nothing was sent; add seats or raise the limit for buying them in the admin console (Billing,"
                        + " Subscription), or leave people out with sync.userFilter");
    }

    /** What the run is about to change; a run that is cut off has it too. */
    private void record(Comparison comparison) {
        if (undo.isEmpty()
                || comparison.basis() == Comparison.Basis.NOTHING
                || comparison.plan().isEmpty()) {
            return;
        }
        var read = comparison.basis() == Comparison.Basis.ORGANIZATION;
        var record = new UndoRecord(
                run.getAsLong(),
                clock.instant().toString(),
                owner,
                comparison.kind(),
                read,
                comparison.plan(),
                read ? removed(comparison) : List.of());
        if (undo.get().fits(record)) {
            undo.get().write(record);
        } else {
            notices.note("this run changes too much to be recorded for bwdc undo");
        }
    }

    private List<UndoRecord.Removed> removed(Comparison comparison) {
        var gone = comparison.plan().users(OrganizationPlan.Action.REMOVE);
        Set<String> ids = new HashSet<>();
        gone.forEach(change -> ids.add(String.valueOf(change.id())));
        var reader = view.orElseThrow().reader();
        var few = gone.size() <= GROUPS_READ;
        return comparison.now().members().stream()
                .filter(member -> ids.contains(member.id()))
                .map(member -> new UndoRecord.Removed(
                        member.email(),
                        member.externalId(),
                        member.type(),
                        few ? reader.groupsOf(member.id()) : knownGroups(comparison.now(), member)))
                .toList();
    }

    private static List<String> knownGroups(Roster roster, Roster.Member member) {
        return roster.groups().stream()
                .filter(group -> group.memberIds() != null && group.memberIds().contains(member.id()))
                .map(Roster.Group::id)
                .toList();
    }

    private void prove(OrganizationView open, Shipment shipment, Optional<Comparison> before) {
        OrganizationPlan left;
        try {
            if (!(open.read(true) instanceof RosterReading.Read(var roster))) {
                return;
            }
            left = left(open, shipment, before, roster);
        } catch (Fault fault) {
            notices.warning("the import was accepted, but could not be read back: " + fault.sentence());
            return;
        }
        if (!left.users().isEmpty() || !left.groups().isEmpty()) {
            throw notArrived(left);
        }
        open.prove();
    }

    /** An import whose effect is there changes nothing any more. */
    private OrganizationPlan left(
            OrganizationView open, Shipment shipment, Optional<Comparison> before, Roster roster) {
        Set<String> changed = new HashSet<>();
        before.ifPresent(comparison ->
                comparison.plan().groups().forEach(change -> changed.add(String.valueOf(change.externalId()))));
        var groups = OrganizationView.imported(roster, shipment.requests()).stream()
                .filter(group -> before.isEmpty() || changed.contains(String.valueOf(group.externalId())))
                .toList();
        var chosen = OrganizationView.sample(groups, GROUPS_READ);
        notices.note("reads back " + counted(roster.members().size(), "member") + ", "
                + counted(roster.groups().size(), "group") + ", and the members of " + chosen.size() + " of "
                + counted(groups.size(), "changed group"));
        return OrganizationPlan.of(
                open.withMembers(roster, group -> chosen.contains(group.id())),
                shipment.requests(),
                ServerKind.BITWARDEN,
                shipment.causes());
    }

    private static Fault notArrived(OrganizationPlan left) {
        return Fault.of(
                        ExitCode.BITWARDEN,
                        "The server accepted the import, but the organization does not hold all of it.")
                .details(some(PlanWords.lines(left).stream()
                        .map(line -> "still to do: " + line)
                        .toList()))
                .hint(
                        "the next run tries again; if it stays like that, bwdc plan shows what the server passes over, and"
                                + " the event log of the organization who changed it");
    }

    private static List<String> some(List<String> lines) {
        if (lines.size() <= LISTED) {
            return lines;
        }
        var some = new java.util.ArrayList<>(lines.subList(0, LISTED));
        some.add("and " + (lines.size() - LISTED) + " more");
        return some;
    }

    /** Whether it is time to look for changes that were made by hand. */
    boolean isLookDue(Duration every) {
        return view.isPresent() && view.get().isLookDue(every);
    }

    /** Whether somebody has changed the organization by hand, so that it is not what a run left. */
    boolean hasDrifted(Shipment shipment) {
        try {
            return hasDrifted(view.orElseThrow(), shipment);
        } catch (Fault fault) {
            notices.warning("the organization could not be compared with the directory: " + fault.sentence());
            return false;
        }
    }

    private boolean hasDrifted(OrganizationView open, Shipment shipment) {
        if (!(open.read(true) instanceof RosterReading.Read(var roster))) {
            return false;
        }
        var groups = OrganizationView.imported(roster, shipment.requests());
        var chosen = OrganizationView.turn(groups, 2 * GROUPS_READ, clock.instant());
        var plan = OrganizationPlan.of(
                open.withMembers(roster, group -> chosen.contains(group.id())),
                shipment.requests(),
                ServerKind.BITWARDEN,
                shipment.causes());
        if (plan.users().isEmpty() && plan.groups().isEmpty()) {
            open.prove();
            return false;
        }
        notices.note("the organization was changed by hand; everything is sent again");
        PlanWords.lines(plan).stream().limit(LISTED).forEach(notices::note);
        return true;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
