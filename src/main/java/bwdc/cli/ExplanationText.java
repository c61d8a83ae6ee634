package bwdc.cli;

import bwdc.json.JsonObject;
import bwdc.run.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** An {@link Explanation} for people and for programs. */
final class ExplanationText {
    /** How many are named in a line. */
    private static final int NAMED = 3;

    private ExplanationText() {}

    static String of(Explanation all) {
        List<String> lines = new ArrayList<>();
        if (!all.groups().isEmpty()) {
            groups(lines, all.groups());
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "users: %,d enabled, %,d disabled, %,d deleted",
                all.enabled(),
                all.disabled(),
                all.deleted()));
        all.leftOut().forEach((why, who) -> lines.add("  left out, " + why + ": " + named(who)));
        all.sameAddress().forEach((mail, who) -> lines.add("  " + mail + " is the address of " + named(who)));
        return String.join("\n", lines);
    }

    private static void groups(List<String> lines, List<Explanation.Group> groups) {
        var table = new Table().row("group", "listed", "users", "groups", "no users", "not found");
        for (var group : groups) {
            table.row(
                    plain(group.name()),
                    number(group.listed()),
                    number(group.users()),
                    number(group.nested().size()),
                    number(group.withoutUser()),
                    number(group.lost()));
        }
        var rows = table.text().lines().toList();
        lines.add(rows.getFirst());
        for (int i = 0; i < groups.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(details(groups.get(i)));
        }
        lines.add(total(groups));
    }

    /** What there is to say of a group that is not all users and groups. */
    static List<String> details(Explanation.Group group) {
        List<String> lines = new ArrayList<>();
        group.leftOut().forEach((why, who) -> lines.add("    left out, " + why + ": " + named(who)));
        group.unresolved()
                .forEach((kind, lost) -> lines.add("    " + kind.words() + ": "
                        + named(lost.stream().map(ExplanationText::lost).toList())));
        if (group.repeated() > 0) {
            lines.add("    listed more than once: " + group.repeated());
        }
        return lines;
    }

    private static String lost(Explanation.Lost lost) {
        return lost.detail().isEmpty() ? lost.value() : lost.value() + " (" + lost.detail() + ")";
    }

    private static String total(List<Explanation.Group> groups) {
        return count(groups.size(), "group lists ", "groups list ")
                + count(sum(groups, Explanation.Group::listed), "member: ", "members: ")
                + counts(groups);
    }

    /** {@code 2 users, 1 group, 1 that is no user, 3 not found}. */
    static String counts(List<Explanation.Group> groups) {
        return count(sum(groups, Explanation.Group::users), "user, ", "users, ")
                + count(sum(groups, group -> group.nested().size()), "group, ", "groups, ")
                + count(sum(groups, Explanation.Group::withoutUser), "that is no user, ", "that are no users, ")
                + count(sum(groups, Explanation.Group::lost), "not found", "not found");
    }

    private static int sum(List<Explanation.Group> groups, ToIntFunction<Explanation.Group> number) {
        return groups.stream().mapToInt(number).sum();
    }

    private static String count(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : many);
    }

    /** {@code 12: ann, bob, cid and 9 more}. */
    static String named(List<String> names) {
        var some = String.join(
                "; ", names.stream().limit(NAMED).map(ExplanationText::plain).toList());
        return names.size() <= NAMED
                ? names.size() + ": " + some
                : String.format(Locale.ROOT, "%,d: %s and %,d more", names.size(), some, names.size() - NAMED);
    }

    private static String number(int number) {
        return Integer.toString(number);
    }

    /** What comes from the directory stays in its line. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    static JsonObject json(Explanation all) {
        return new JsonObject()
                .put("object", "explanation")
                .put("groups", all.groups().stream().map(ExplanationText::json).toList())
                .put(
                        "users",
                        new JsonObject()
                                .put("enabled", (long) all.enabled())
                                .put("disabled", (long) all.disabled())
                                .put("deleted", (long) all.deleted()))
                .put("leftOut", lists(all.leftOut()))
                .put("sameAddress", lists(all.sameAddress()));
    }

    static JsonObject json(Explanation.Group group) {
        var lost = new JsonObject();
        group.unresolved()
                .forEach((kind, members) -> lost.put(
                        kind.code(),
                        members.stream()
                                .map(member -> new JsonObject()
                                        .put("member", member.value())
                                        .put("detail", member.detail().isEmpty() ? null : member.detail()))
                                .toList()));
        return new JsonObject()
                .put("name", group.name())
                .put("id", group.referenceId())
                .put("listed", (long) group.listed())
                .put("users", (long) group.users())
                .put("groups", group.nested())
                .put("leftOut", lists(group.leftOut()))
                .put("repeated", (long) group.repeated())
                .put("notFound", lost);
    }

    private static JsonObject lists(Map<String, List<String>> lists) {
        var json = new JsonObject();
        lists.forEach(json::put);
        return json;
    }
}
