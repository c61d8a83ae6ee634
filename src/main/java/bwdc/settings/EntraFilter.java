package bwdc.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The filters of Entra ID. Users: {@code include:MAIL,MAIL}, {@code exclude:MAIL,MAIL}, {@code excludeGroup:ID,ID}, or
 * {@code includeGroup:ID,ID} and after bars any number of {@code excludeGroup:ID} and {@code exclude:MAIL}. Groups:
 * {@code include:NAME,NAME}, {@code exclude:NAME,NAME}, {@code includeAdministrativeUnit:ID,ID} and
 * {@code excludeAdministrativeUnit:ID,ID}. There is no query of Graph's own.
 */
public final class EntraFilter {
    private static final String GROUP = "includegroup";
    private static final String NO_GROUP = "excludegroup";
    private static final String UNIT = "includeadministrativeunit";
    private static final String NO_UNIT = "excludeadministrativeunit";
    private static final List<String> USER_WORDS = List.of("include", "exclude", GROUP, NO_GROUP);
    private static final List<String> FURTHER_WORDS = List.of("exclude", NO_GROUP);
    private static final List<String> GROUP_WORDS = List.of("include", "exclude", UNIT, NO_UNIT);

    private static final String USER_REMEDY = "include:MAIL,MAIL or exclude:MAIL,MAIL or excludeGroup:ID,ID or"
            + " includeGroup:ID,ID | excludeGroup:ID | exclude:MAIL";
    private static final String GROUP_REMEDY = "include:NAME,NAME or exclude:NAME,NAME or"
            + " includeAdministrativeUnit:ID,ID or excludeAdministrativeUnit:ID,ID";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private EntraFilter() {}

    /** Which users are read. */
    public sealed interface Users {}

    /** Which groups are read. */
    public sealed interface Groups {}

    /** No filter. */
    public record All() implements Users, Groups {}

    /** Users by mail address, groups by name. */
    public record ByName(SetFilter.Named named) implements Users, Groups {}

    /** Those in some groups, or in groups inside them, and in none of other groups, without single people. */
    public record MembersOf(Set<String> groups, Set<String> exceptMembersOf, Set<String> exceptMails)
            implements Users {}

    /** Those in none of these groups, nor in groups inside them. */
    public record NotMembersOf(Set<String> groups) implements Users {}

    /** Those in some administrative units, or in none of them. */
    public record ByUnit(boolean include, Set<String> units) implements Groups {}

    /** One part between bars. */
    private record Part(int start, String text) {
        boolean isBlank() {
            return Spelling.trim(text).isEmpty();
        }

        String word() {
            return SetFilter.word(text.substring(0, text.indexOf(':')));
        }

        Set<String> values() {
            return SetFilter.names(text, text.indexOf(':'));
        }
    }

    /** @throws bwdc.fault.Fault with exit code 3 and the place when it is malformed */
    public static Users users(Optional<String> text, String setting) {
        var parts = checked(text, setting);
        if (parts.isEmpty()) {
            return new All();
        }
        var first = parts.getFirst();
        return switch (first.word()) {
            case GROUP -> membersOf(first, parts.subList(1, parts.size()));
            case NO_GROUP -> new NotMembersOf(first.values());
            default -> named(first);
        };
    }

    private static Users membersOf(Part first, List<Part> further) {
        Set<String> groups = new LinkedHashSet<>();
        Set<String> mails = new HashSet<>();
        for (var part : further) {
            (part.word().equals(NO_GROUP) ? groups : mails).addAll(part.values());
        }
        return new MembersOf(first.values(), groups, mails);
    }

    /** @throws bwdc.fault.Fault with exit code 3 and the place when it is malformed */
    public static Groups groups(Optional<String> text, String setting) {
        var parts = checked(text, setting);
        if (parts.isEmpty()) {
            return new All();
        }
        var first = parts.getFirst();
        return switch (first.word()) {
            case UNIT -> new ByUnit(true, first.values());
            case NO_UNIT -> new ByUnit(false, first.values());
            default -> named(first);
        };
    }

    private static ByName named(Part part) {
        return new ByName(new SetFilter.Named(part.word().equals("include"), part.values()));
    }

    private static List<Part> checked(Optional<String> text, String setting) {
        text.flatMap(filter -> problem(filter, setting)).ifPresent(problem -> {
            throw problem.fault(setting);
        });
        return text.map(EntraFilter::parts).orElse(List.of());
    }

    /** Those that say something. */
    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (var piece : text.split("\\|", -1)) {
            parts.add(new Part(start, piece));
            start += piece.length() + 1;
        }
        parts.removeIf(Part::isBlank);
        return parts;
    }

    static Optional<FilterProblem> problem(String text, String setting) {
        var ofUsers = setting.equals("sync.userFilter");
        var remedy = ofUsers ? USER_REMEDY : GROUP_REMEDY;
        var parts = parts(text);
        if (!parts.isEmpty() && text.substring(0, parts.getFirst().start()).indexOf('|') >= 0) {
            return SetFilter.wrong(text, text.indexOf('|'), "nothing stands before the bar", remedy);
        }
        for (var part : parts) {
            var isFirst = part.equals(parts.getFirst());
            var words = !ofUsers ? GROUP_WORDS : isFirst ? USER_WORDS : FURTHER_WORDS;
            var problem = isFirst || parts.getFirst().word().equals(GROUP)
                    ? SetFilter.clause(text, part.start(), part.text(), words, remedy)
                            .or(() -> wrongId(text, part, remedy))
                    : SetFilter.wrong(text, part.start(), "only after includeGroup: more can follow", remedy);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<FilterProblem> wrongId(String text, Part part, String remedy) {
        if (part.word().equals("include") || part.word().equals("exclude")) {
            return Optional.empty();
        }
        int place = part.start() + part.text().indexOf(':') + 1;
        for (var value : part.text().substring(part.text().indexOf(':') + 1).split(",", -1)) {
            if (!Spelling.trim(value).isEmpty()
                    && !ID.matcher(SetFilter.word(value)).matches()) {
                int blanks = value.length() - value.stripLeading().length();
                return SetFilter.wrong(
                        text,
                        place + blanks,
                        "an object id is meant here, such as 0a1b2c3d-0000-4000-8000-000000000001",
                        remedy);
            }
            place += value.length() + 1;
        }
        return Optional.empty();
    }
}
