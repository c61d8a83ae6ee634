package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.DirectoryGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedGroupsTest {
    @Test
    void keepsTheOrderOfTheReferenceWhereTwoGroupsShareAChild() {
        assertThat(flatten("A: a > B C", "B: b > D", "C: c > D", "D: d"))
                .containsExactly("A: a b d c", "B: b d", "C: c d", "D: d");
    }

    @Test
    void keepsTheOrderOfTheReferenceInACycle() {
        assertThat(flatten("A: a > B", "B: b > C", "C: c > A")).containsExactly("A: a b c", "B: b c a", "C: c a b");
    }

    @Test
    void ignoresGroupsThatAreNotInTheListAndGroupsThatContainThemselves() {
        assertThat(flatten("A: a > A X B", "B: b > B")).containsExactly("A: a b", "B: b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheObviousWalkOnRandomGraphs(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            int size = 1 + random.nextInt(3 + seed * 2);
            double density = random.nextDouble() * 3 / size;
            var groups = randomGroups(random, size, density, random.nextInt(5));
            assertThat(NestedGroups.membersOf(groups))
                    .as("seed %d, round %d: %s", seed, round, groups)
                    .isEqualTo(obviousWalk(groups));
        }
    }

    @Test
    void aLongChainTakesNoLongerThanItsOutput() {
        var groups = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        new DirectoryGroup("g" + i, "g" + i, "g" + i, List.of("u" + i % 7), List.of("g" + (i + 1))))
                .toList();
        var members = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> NestedGroups.membersOf(groups));
        assertThat(members).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(7));
        assertThat(members.getFirst()).hasSize(7);
        var reversed = NestedGroups.membersOf(groups.reversed());
        assertThat(reversed.getLast()).hasSize(7);
    }

    @Test
    void aCycleOfTenThousandGroupsTakesNoLongerThanItsOutput() {
        var groups = IntStream.range(0, 10_000)
                .mapToObj(i -> new DirectoryGroup(
                        "g" + i, "g" + i, "g" + i, List.of("u" + i % 10), List.of("g" + (i + 1) % 10_000)))
                .toList();
        var members = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> NestedGroups.membersOf(groups));
        assertThat(members).allSatisfy(ids -> assertThat(ids).hasSize(10));
    }

    private static List<String> flatten(String... lines) {
        var groups = new ArrayList<DirectoryGroup>();
        for (var line : lines) {
            var name = line.substring(0, line.indexOf(':'));
            var parts = (line.substring(line.indexOf(':') + 1) + " ").split(">", 2);
            groups.add(new DirectoryGroup(
                    name, name, name, words(parts[0]), parts.length > 1 ? words(parts[1]) : List.of()));
        }
        var members = NestedGroups.membersOf(groups);
        return IntStream.range(0, lines.length)
                .mapToObj(i -> groups.get(i).name() + ": " + String.join(" ", members.get(i)))
                .toList();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    private static List<DirectoryGroup> randomGroups(Random random, int size, double density, int users) {
        var groups = new ArrayList<DirectoryGroup>();
        for (int g = 0; g < size; g++) {
            Set<String> members = new LinkedHashSet<>();
            for (int u = random.nextInt(1 + users); u > 0; u--) {
                members.add("u" + random.nextInt(users * size / 2 + 1));
            }
            List<String> inner = new ArrayList<>();
            for (int other = 0; other < size; other++) {
                if (random.nextDouble() < density) {
                    inner.add("g" + other);
                }
            }
            groups.add(new DirectoryGroup("g" + g, "id" + g, "n" + g, List.copyOf(members), inner));
        }
        return groups;
    }

    /** The walk as the specification words it: every group looks at every group, sets are copied freely. */
    private static List<List<String>> obviousWalk(List<DirectoryGroup> groups) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        groups.forEach(group -> users.put(group.referenceId(), new LinkedHashSet<>(group.members())));
        groups.forEach(group -> walk(List.of(group), groups, users, new HashSet<>()));
        return users.values().stream()
                .map(ids -> (List<String>) new ArrayList<>(ids))
                .toList();
    }

    private static Set<String> walk(
            List<DirectoryGroup> level, List<DirectoryGroup> all, Map<String, Set<String>> users, Set<String> seen) {
        Set<String> found = new LinkedHashSet<>();
        for (var group : level) {
            if (seen.add(group.referenceId())) {
                var inner = all.stream()
                        .filter(other -> group.groups().contains(other.referenceId()))
                        .toList();
                var own = Objects.requireNonNull(users.get(group.referenceId()));
                own.addAll(walk(inner, all, users, seen));
                found.addAll(own);
            }
        }
        return found;
    }
}
