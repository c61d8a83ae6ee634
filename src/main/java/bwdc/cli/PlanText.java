package bwdc.cli;

import bwdc.run.Comparison;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.OrganizationPlan.Action;
import bwdc.sync.PlanWords;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan for people: what comes with {@code +}, what goes with {@code -}, what changes with {@code ~}. */
final class PlanText {
    private static final int SHOWN = 20;
    private static final int WIDEST = 44;

    private final Planned planned;
    private final boolean all;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Planned planned, boolean all) {
        this.planned = planned;
        this.all = all;
    }

    /** One line of a section. */
    private record Row(String sign, String name, String what) {}

    static String of(Planned planned, boolean all) {
        var text = new PlanText(planned, all);
        planned.comparison().ifPresent(text::comparison);
        text.holds();
        text.end();
        return String.join("\n", text.lines);
    }

    private void comparison(Comparison found) {
        lines.add(basis(found));
        found.cachedSince()
                .ifPresent(time -> lines.add("Members of groups are as an earlier plan read them at "
                        + time.truncatedTo(ChronoUnit.MINUTES) + "; --fresh reads them again."));
        var plan = found.plan();
        section("users", plan.users().stream().map(PlanText::row).toList());
        section("groups", plan.groups().stream().map(PlanText::row).toList());
        section(
                "passed over by the server",
                plan.ignored().stream()
                        .map(each -> new Row("!", name(each), each.why()))
                        .toList());
        section(
                "refused by the server",
                plan.refusals().stream().map(why -> new Row("!", why, "")).toList());
        seats(found);
    }

    private static String name(OrganizationPlan.Ignored ignored) {
        return switch (ignored.subject()) {
            case USER -> ignored.who();
            case GROUP -> "group " + ignored.who();
        };
    }

    private static String basis(Comparison found) {
        return switch (found.basis()) {
            case ORGANIZATION ->
                "Compared with what the organization holds now: "
                        + counted(found.now().members().size(), "member") + ", "
                        + counted(found.now().groups().size(), "group") + ".";
            case LAST_SYNC ->
                "Compared with what the last sync left: " + why(found) + " What was changed by hand is not known.";
            case NOTHING -> "Compared with nothing: " + why(found) + " Nothing was sent so far.";
        };
    }

    private static String counted(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String why(Comparison found) {
        return switch (found.kind()) {
            case BITWARDEN -> "the server does not let the key read.";
            case VAULTWARDEN ->
                "Vaultwarden does not let the key read; it takes groups only with ORG_GROUPS_ENABLED=true.";
        };
    }

    private static Row row(OrganizationPlan.UserChange change) {
        var sign = switch (change.action()) {
            case INVITE, RESTORE -> "+";
            case LINK -> "~";
            case REVOKE, REMOVE -> "-";
        };
        return new Row(sign, change.email(), PlanWords.of(change));
    }

    private static Row row(OrganizationPlan.GroupChange change) {
        return new Row(change.isNew() ? "+" : "~", change.name(), PlanWords.of(change));
    }

    private void section(String title, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        int shown = all ? rows.size() : Math.min(SHOWN, rows.size());
        int width = rows.subList(0, shown).stream()
                .mapToInt(row -> row.name().length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        for (var row : rows.subList(0, shown)) {
            var name = row.what().isEmpty() ? row.name() : padded(row.name(), width) + "  " + row.what();
            lines.add("  " + row.sign() + " " + name);
        }
        if (shown < rows.size()) {
            lines.add(String.format(Locale.ROOT, "  … and %,d more; --all shows them", rows.size() - shown));
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void holds() {
        for (var hold : planned.holds()) {
            section(
                    "held as number " + hold.number() + ": " + HoldText.summary(hold),
                    HoldText.changes(hold, Integer.MAX_VALUE).stream()
                            .map(line -> new Row("?", line, ""))
                            .toList());
        }
    }

    private void seats(Comparison found) {
        var seats = found.seats();
        if (seats.isEmpty() || seats.get().bought().isEmpty()) {
            return;
        }
        long bought = seats.get().bought().getAsLong();
        int invited = found.plan().users(Action.INVITE).size();
        long free = Math.max(0, bought - found.taken());
        lines.add("");
        lines.add("seats");
        lines.add(
                "  " + free + " of " + bought + " are free, " + invited + (invited == 1 ? " is" : " are") + " wanted");
        if (invited > free && found.withoutSeat().isEmpty()) {
            lines.add("  " + (invited - free) + " more will be bought: the subscription allows it");
        }
    }

    private void end() {
        var plan = planned.comparison().map(Comparison::plan).orElse(OrganizationPlan.NONE);
        if (plan.users().isEmpty() && plan.groups().isEmpty()) {
            lines.addAll(lines.isEmpty() ? List.of("Nothing to do.") : List.of("", "Nothing to do."));
            return;
        }
        List<String> parts = new ArrayList<>();
        count(parts, plan.users(Action.INVITE).size(), "to invite");
        count(parts, plan.users(Action.LINK).size(), "to link");
        count(parts, plan.users(Action.RESTORE).size(), "to restore");
        count(parts, plan.users(Action.REVOKE).size(), "to revoke");
        count(parts, plan.users(Action.REMOVE).size(), "to remove");
        int created = (int) plan.groups().stream()
                .filter(OrganizationPlan.GroupChange::isNew)
                .count();
        count(parts, created, created == 1 ? "group to create" : "groups to create");
        int changed = plan.groups().size() - created;
        count(parts, changed, changed == 1 ? "group to change" : "groups to change");
        lines.add("");
        lines.add(String.join(", ", parts) + ".");
    }

    private static void count(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
        }
    }
}
