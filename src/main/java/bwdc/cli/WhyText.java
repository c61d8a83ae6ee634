package bwdc.cli;

import bwdc.bitwarden.Roster;
import bwdc.directory.Clause;
import bwdc.directory.Sighting;
import bwdc.sync.KnownUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers of {@code bwdc why} for people: what, and behind it how it is. */
final class WhyText {
    private static final int WIDTH = 15;
    private static final int MOST_GROUPS = 20;

    private final List<String> lines = new ArrayList<>();

    static List<String> of(PersonAnswer answer) {
        var text = new WhyText();
        answer.sighting().ifPresent(text::entry);
        text.row("result", answer.verdict());
        answer.sighting().ifPresent(text::account);
        text.rows("same mail", answer.sameMail());
        text.rows("groups", paths(answer.groups()));
        text.rows("listed by", answer.listedBy());
        text.rows("organization", answer.members().stream().map(WhyText::member).toList());
        text.rows("last sync", answer.known().stream().map(WhyText::known).toList());
        text.end(answer.isProtected(), answer.changes());
        return text.lines;
    }

    static List<String> of(GroupAnswer answer) {
        var text = new WhyText();
        text.entry(answer.sighting());
        text.row("result", answer.verdict());
        answer.members().ifPresent(members -> {
            text.row("members", members.listed() + " listed: " + ExplanationText.counts(List.of(members)));
            ExplanationText.details(members).forEach(line -> text.row("", line.strip()));
        });
        text.rows("inside", paths(answer.inside()));
        answer.known()
                .ifPresent(known -> text.row(
                        "last sync",
                        "told as \"" + known.name() + "\" with " + known.size()
                                + (known.size() == 1 ? " member" : " members")));
        text.end(answer.isProtected(), answer.changes());
        return text.lines;
    }

    private void row(String title, String value) {
        var line = title + " ".repeat(Math.max(1, WIDTH - title.length())) + ExplanationText.plain(value);
        lines.add("  " + line.stripTrailing());
    }

    private void rows(String title, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            row(i == 0 ? title : "", values.get(i));
        }
    }

    private void entry(Sighting sighting) {
        lines.add(ExplanationText.plain(sighting.name().isEmpty() ? sighting.referenceId() : sighting.name()));
        if (!sighting.name().isEmpty()) {
            row("id", sighting.referenceId());
        }
        if (!sighting.externalId().equals(sighting.referenceId())) {
            row("external id", sighting.externalId());
        }
        row("kind", sighting.kind());
        switch (sighting.place()) {
            case INSIDE -> row("search base", "inside");
            case OUTSIDE -> row("search base", "outside");
            case EVERYWHERE -> {}
        }
        rows("filter", sighting.clauses().stream().map(WhyText::clause).toList());
    }

    private static String clause(Clause clause) {
        var word = switch (clause.verdict()) {
            case MATCHES -> "yes  ";
            case FAILS -> "no   ";
            case UNDEFINED -> "?    ";
        };
        var why = clause.verdict() == Clause.Verdict.UNDEFINED
                ? "the server does not know the attribute, or the account may not read it"
                : clause.setting();
        return word
                + "  ".repeat(clause.depth())
                + clause.text()
                + (clause.depth() == 0 || clause.verdict() == Clause.Verdict.UNDEFINED ? "  " + why : "");
    }

    private void account(Sighting sighting) {
        rows("account", sighting.signs());
        var from = sighting.mailFrom();
        row(
                "mail",
                sighting.mail()
                        .map(mail -> from.isEmpty() ? mail : mail + ", from " + from)
                        .orElse(from.isEmpty() ? "none" : "none in " + from));
        rows("not used", sighting.otherMails());
    }

    private static List<String> paths(List<List<String>> paths) {
        List<String> shown = new ArrayList<>(paths.stream()
                .limit(MOST_GROUPS)
                .map(path -> String.join(" ← ", path))
                .toList());
        if (paths.size() > MOST_GROUPS) {
            shown.add("and " + (paths.size() - MOST_GROUPS) + " more");
        }
        return shown;
    }

    private static String member(Roster.Member member) {
        return member.email() + ", " + member.status().word()
                + (member.externalId() == null ? ", by hand" : ", external id " + member.externalId());
    }

    /** What earlier runs left of somebody. */
    static String known(KnownUser user) {
        var told = user.told() == null ? "not told, or told to remove" : "told as " + user.told();
        return told
                + switch (user.presence()) {
                    case ACTIVE -> "";
                    case DISABLED -> ", disabled then";
                    case DELETED -> ", deleted then";
                    case MISSING -> ", missing for " + user.missedReads() + " full reads";
                    case LEFT_OUT -> ", without a usable mail then";
                    case MEMBER_ONLY -> ", known only as a member of groups";
                };
    }

    private void end(boolean isProtected, Optional<List<String>> changes) {
        if (isProtected) {
            row("protected", "by safety.protected");
        }
        changes.ifPresent(all -> rows("next sync", all.isEmpty() ? List.of("changes nothing") : all));
    }
}
