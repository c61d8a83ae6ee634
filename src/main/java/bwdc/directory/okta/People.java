package bwdc.directory.okta;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Users in the order in which they are told, each once. */
record People(List<Person> all) {
    static final People NONE = new People(List.of());

    People {
        all = List.copyOf(all);
    }

    /**
     * Two lists after each other. Of somebody who is in both, because Okta was changed while they were read, the later version
     * counts. Deactivated accounts whose address an active one has are left out: somebody came back, or somebody else got the
     * address, and it is not to be taken from them.
     */
    static People of(List<Person> first, List<Person> second) {
        Map<String, Person> byId = new LinkedHashMap<>();
        first.forEach(person -> byId.putIfAbsent(person.id(), person));
        second.forEach(person -> byId.merge(person.id(), person, Person::later));
        Set<String> inUse = new HashSet<>();
        for (var person : byId.values()) {
            if (!person.isDeprovisioned()) {
                person.email().ifPresent(inUse::add);
            }
        }
        return new People(byId.values().stream()
                .filter(person -> !person.isDeprovisioned()
                        || person.email().filter(inUse::contains).isEmpty())
                .toList());
    }

    /** @param versions of those that are left out */
    People without(Set<String> versions) {
        return new People(all.stream()
                .filter(person -> !versions.contains(person.version()))
                .toList());
    }

    /** Versions of those that changed after a time. */
    Set<String> changedAfter(Instant time) {
        return all.stream()
                .filter(person -> isAfter(person.lastUpdated(), time))
                .map(Person::version)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAfter(String stamp, Instant time) {
        try {
            return Instant.parse(stamp).isAfter(time);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Ids of the active or of the deactivated ones. */
    Set<String> ids(boolean deprovisioned) {
        return all.stream()
                .filter(person -> person.isDeprovisioned() == deprovisioned)
                .map(Person::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
