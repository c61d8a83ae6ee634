package bwdc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * People and groups by name, with {@code *} for anything: {@code ceo@acme.example; *@board.acme.example; group:Admins}.
 *
 * @param mails patterns of mail addresses
 * @param groups patterns of group names
 */
public record Names(List<String> mails, List<String> groups) {
    private static final String GROUP = "group:";

    public Names {
        mails = List.copyOf(mails);
        groups = List.copyOf(groups);
    }

    static Names parse(String text) {
        List<String> mails = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (var part : parts(text)) {
            var lower = part.toLowerCase(Locale.ROOT);
            if (lower.startsWith(GROUP)) {
                groups.add(lower.substring(GROUP.length()).strip());
            } else {
                mails.add(lower);
            }
        }
        return new Names(mails, groups);
    }

    /** What stands between semicolons: names of groups contain nearly everything else. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (var part : text.split(";", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    public boolean hasMail(String mail) {
        return any(mails, mail);
    }

    public boolean hasGroup(String name) {
        return any(groups, name);
    }

    /** Whether one of the patterns, in lower case, matches the text in any case. */
    public static boolean any(List<String> patterns, String text) {
        if (patterns.isEmpty()) {
            return false;
        }
        var lower = text.toLowerCase(Locale.ROOT);
        for (var pattern : patterns) {
            if (matches(pattern, lower)) {
                return true;
            }
        }
        return false;
    }

    /** Greedy, going back to the last star: linear for what people write, without a regular expression of theirs. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "Names[mails=" + mails + ", groups=" + groups + "]";
    }
}
