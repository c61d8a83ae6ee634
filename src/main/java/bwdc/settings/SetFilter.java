package bwdc.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A filter of Google Workspace, Okta and OneLogin: {@code include:a@x.com,b@x.com | QUERY}, where either part may be
 * missing. Users are meant by mail address, groups by name.
 *
 * @param named who is meant by name
 * @param query what the directory's own search is asked
 */
public record SetFilter(Optional<Named> named, Optional<String> query) {
    public static final SetFilter NONE = new SetFilter(Optional.empty(), Optional.empty());

    private static final String REMEDY =
            "include:NAME,NAME or exclude:NAME,NAME; a query of the directory's own follows a bar: | QUERY";

    /**
     * Names in lower case.
     *
     * @param include whether only they are kept, or everybody else
     */
    public record Named(boolean include, Set<String> names) {
        /** @param name in lower case and trimmed; null for somebody without one, who is called {@code --} */
        public boolean keeps(@org.jspecify.annotations.Nullable String name) {
            return names.contains(name == null ? "--" : name) == include;
        }

        /** As it is written in a filter. */
        @Override
        public String toString() {
            return (include ? "include:" : "exclude:") + String.join(",", names);
        }
    }

    /**
     * The filter of a setting.
     *
     * @throws bwdc.fault.Fault with exit code 3 and the place when it is malformed; everybody would be synced else
     */
    public static SetFilter of(Optional<String> text, String setting) {
        if (text.isEmpty()) {
            return NONE;
        }
        problem(text.get()).ifPresent(problem -> {
            throw problem.fault(setting);
        });
        var parts = text.get().split("\\|", -1);
        return new SetFilter(
                named(parts[0]),
                parts.length < 2
                        ? Optional.empty()
                        : Optional.of(Spelling.trim(parts[1])).filter(query -> !query.isEmpty()));
    }

    private static Optional<Named> named(String part) {
        if (part.isBlank()) {
            return Optional.empty();
        }
        int colon = part.indexOf(':');
        return Optional.of(new Named(word(part.substring(0, colon)).equals("include"), names(part, colon)));
    }

    static Set<String> names(String part, int colon) {
        Set<String> names = new LinkedHashSet<>();
        for (var name : part.substring(colon + 1).split(",", -1)) {
            if (!word(name).isEmpty()) {
                names.add(word(name));
            }
        }
        return names;
    }

    static String word(String text) {
        return Spelling.normal(text);
    }

    static Optional<FilterProblem> problem(String text) {
        var parts = text.split("\\|", -1);
        if (parts.length > 2) {
            int bar = text.indexOf('|', text.indexOf('|') + 1);
            return wrong(text, bar, "a second bar has no meaning", REMEDY);
        }
        return parts[0].isBlank() ? Optional.empty() : clause(text, 0, parts[0], List.of("include", "exclude"), REMEDY);
    }

    /**
     * What is wrong with {@code WORD:NAME,NAME}.
     *
     * @param start where the part begins in the text
     * @param words those that may stand before the colon
     */
    static Optional<FilterProblem> clause(String text, int start, String part, List<String> words, String remedy) {
        int first = start + part.length() - part.stripLeading().length();
        int colon = part.indexOf(':');
        if (colon < 0) {
            return wrong(text, first, "it begins with neither of " + String.join(":, ", words) + ":", remedy);
        }
        var word = word(part.substring(0, colon));
        if (!words.contains(word)) {
            return wrong(text, first, "\"" + word + "\" is none of " + String.join(", ", words), remedy);
        }
        int second = part.indexOf(':', colon + 1);
        if (second >= 0) {
            return wrong(
                    text, start + second, "a name cannot have a colon", "choose another way than by name: " + remedy);
        }
        return names(part, colon).isEmpty()
                ? wrong(text, start + part.length(), "no name follows", remedy)
                : Optional.empty();
    }

    static Optional<FilterProblem> wrong(String text, int place, String why, String remedy) {
        return Optional.of(new FilterProblem(text, place, why, remedy));
    }
}
