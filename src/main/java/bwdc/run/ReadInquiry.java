package bwdc.run;

import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Sighting;
import bwdc.directory.Sightings;
import bwdc.directory.Whereabouts;
import bwdc.settings.Settings;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about single entries of a directory that cannot be asked: it reads people, or groups, with the filter
 * of the settings and without, and compares.
 */
public final class ReadInquiry implements Inquiry {
    /** Who looks for one person need not see more. */
    private static final int MOST_FOUND = 10;

    private final Settings settings;
    private final Function<Settings, DirectorySource> opener;
    private final Map<Question, Look> looks = new HashMap<>();

    private record Question(boolean people, boolean filtered) {}

    private record Look(DirectorySnapshot snapshot, Gathered gathered) {}

    /** @param opener opens the directory with other settings */
    public ReadInquiry(Settings settings, Function<Settings, DirectorySource> opener) {
        this.settings = settings;
        this.opener = opener;
    }

    @Override
    public Sightings people(String text) {
        var whole = look(true, false);
        var found = people(whole).filter(each -> isCalled(each, text)).toList();
        return sightings("all users", whole.snapshot().users().size(), found);
    }

    @Override
    public Sightings groups(String text) {
        var wanted = lower(text.strip());
        var chosen = look(false, true);
        var among = groups(chosen, wanted, true);
        if (!among.isEmpty() || settings.text("sync.groupFilter").isEmpty()) {
            return sightings("all groups", chosen.snapshot().groups().size(), among);
        }
        var whole = look(false, false);
        return sightings("all groups", whole.snapshot().groups().size(), groups(whole, wanted, false));
    }

    private static Sightings sightings(String what, int number, List<Sighting> found) {
        var sorted = found.stream()
                .sorted(Comparator.comparing((Sighting each) -> !each.isRead()).thenComparing(Sighting::deleted))
                .limit(MOST_FOUND)
                .toList();
        return new Sightings(
                List.of(what + " of the directory (" + number + "), by address, name and id"),
                sorted,
                found.size() > MOST_FOUND);
    }

    private Stream<Sighting> people(Look whole) {
        Set<String> chosen = new HashSet<>();
        if (settings.text("sync.userFilter").isPresent()) {
            var filtered = look(true, true);
            filtered.snapshot().users().forEach(user -> chosen.add(user.externalId()));
            chosen.addAll(filtered.gathered().leftOut().keySet());
        }
        var users = whole.snapshot().users().stream().map(user -> person(user, chosen));
        var leftOut = whole.gathered().leftOut().entrySet().stream()
                .map(each -> person(each.getValue().referenceId(), each.getKey(), null, List.of(), false, chosen));
        return Stream.concat(users, leftOut);
    }

    private Sighting person(DirectoryUser user, Set<String> chosen) {
        var signs = user.disabled() ? List.of("disabled") : List.<String>of();
        return person(user.referenceId(), user.externalId(), user.email(), signs, user.deleted(), chosen);
    }

    private Sighting person(
            String referenceId,
            String externalId,
            @Nullable String mail,
            List<String> signs,
            boolean deleted,
            Set<String> chosen) {
        return new Sighting(
                referenceId,
                "",
                externalId,
                "user",
                deleted,
                Sighting.Place.EVERYWHERE,
                deleted ? List.of() : clauses("sync.userFilter", chosen.contains(externalId)),
                signs,
                Optional.ofNullable(mail),
                "",
                List.of());
    }

    private List<Clause> clauses(String setting, boolean matches) {
        return settings.text(setting)
                .map(filter -> List.of(new Clause(0, filter, setting, matches ? Verdict.MATCHES : Verdict.FAILS)))
                .orElse(List.of());
    }

    private List<Sighting> groups(Look look, String wanted, boolean chosen) {
        return look.snapshot().groups().stream()
                .filter(group -> Stream.of(group.name(), group.externalId(), group.referenceId())
                        .anyMatch(name -> lower(name).equals(wanted)))
                .map(group -> group(group, chosen))
                .toList();
    }

    private Sighting group(DirectoryGroup group, boolean chosen) {
        return new Sighting(
                group.referenceId(),
                group.name(),
                group.externalId(),
                "group",
                false,
                Sighting.Place.EVERYWHERE,
                clauses("sync.groupFilter", chosen),
                List.of(),
                Optional.empty(),
                "",
                List.of());
    }

    /** Addresses may be written without what follows the @. */
    private static boolean isCalled(Sighting person, String text) {
        var wanted = lower(text.strip());
        return Stream.of(
                                person.referenceId(),
                                person.externalId(),
                                person.mail().orElse(""))
                        .anyMatch(name -> lower(name).equals(wanted))
                || person.mail().orElse("").startsWith(wanted + "@");
    }

    /** Whoever is not read although a group has them is left out by a filter, or nobody whom a read would find. */
    @Override
    public Map<String, Whereabouts> whereabouts(Collection<String> values) {
        Map<String, Whereabouts> fates = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return fates;
        }
        Map<String, DirectoryUser> known = new HashMap<>();
        for (var user : look(true, false).snapshot().users()) {
            known.put(user.externalId(), user);
            known.put(user.referenceId(), user);
            known.put(lower(Objects.requireNonNullElse(user.email(), "")), user);
        }
        values.forEach(value -> fates.put(
                value,
                fate(
                        value,
                        Optional.ofNullable(known.get(value)).or(() -> Optional.ofNullable(known.get(lower(value)))))));
        return fates;
    }

    private static Whereabouts fate(String value, Optional<DirectoryUser> user) {
        return user.map(each -> new Whereabouts(
                        each.deleted() ? Whereabouts.Kind.DELETED : Whereabouts.Kind.FILTERED,
                        Objects.requireNonNullElse(each.email(), "")))
                .orElseGet(() ->
                        new Whereabouts(value.contains("@") ? Whereabouts.Kind.FOREIGN : Whereabouts.Kind.GONE, ""));
    }

    /**
     * A read of people, or else of groups.
     *
     * @param filtered whether the filter counts
     */
    private Look look(boolean people, boolean filtered) {
        return looks.computeIfAbsent(
                new Question(people, filtered), question -> read(settings.changed(changes(question))));
    }

    private static Map<String, String> changes(Question question) {
        Map<String, String> changes = new HashMap<>();
        changes.put("sync.users", Boolean.toString(question.people()));
        changes.put("sync.groups", Boolean.toString(!question.people()));
        if (!question.filtered()) {
            changes.put("sync.userFilter", "");
            changes.put("sync.groupFilter", "");
        }
        return changes;
    }

    private Look read(Settings changed) {
        var gathered = new Gathered();
        try (var source = opener.apply(changed)) {
            var snapshot = source.read(new ReadRequest(
                    true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}, gathered));
            return new Look(snapshot, gathered);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        // Each read closes its own source.
    }
}
