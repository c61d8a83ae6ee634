package bwdc.directory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.DirectoryGroup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members of groups that list entries: people ann and bob, and the groups inner, with both, and outer, with inner. */
class MovesTest {
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID INNER = new UUID(0, 3);
    private static final UUID OUTER = new UUID(0, 4);
    private static final UUID OTHER = new UUID(0, 5);
    private static final int PEOPLE = 0;
    private static final int GROUPS = 1;

    private Memory memory = company();

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Memory company() {
        var builder = new MemoryBuilder(MovesTest::lower);
        builder.person(PEOPLE, ANN, "cn=ann", "id-ann", "ann@x", false);
        builder.person(PEOPLE, BOB, "cn=bob", "id-bob", "bob@x", false);
        builder.team(GROUPS, INNER, "cn=inner", "id-inner", "inner", -1);
        builder.team(GROUPS, OUTER, "cn=outer", "id-outer", "outer", -1);
        builder.member(2, 0);
        builder.member(2, 1);
        builder.member(3, 2);
        return builder.memory("mark", "fingerprint", Map.of());
    }

    private static Entry.Person person(UUID id, String name) {
        return new Entry.Person(id, name, "id-" + id.getLeastSignificantBits(), name + "@x", false, null);
    }

    private Merged.Told merge(Listing listing, PartChanges... changes) {
        var merged = Merge.of(memory, List.of(changes), MovesTest::lower, listing, "next", Map.of());
        assertThat(merged).isInstanceOf(Merged.Told.class);
        var told = (Merged.Told) merged;
        memory = told.after();
        return told;
    }

    private static PartChanges people(List<Entry.Person> there, UUID... gone) {
        return new PartChanges(PEOPLE, there, Set.of(gone), Optional.empty());
    }

    private static PartChanges groups(Entry.Team... there) {
        return new PartChanges(GROUPS, List.of(there), Set.of(), Optional.empty());
    }

    private static Entry.Team inner(String... members) {
        return new Entry.Team(INNER, "cn=inner", "id-inner", "inner", List.of(members));
    }

    private static String words(Merged.Told told) {
        return told.groups().stream().map(MovesTest::words).sorted().toList().toString();
    }

    private static String words(DirectoryGroup group) {
        return group.name() + " " + group.members().stream().sorted().toList();
    }

    @Test
    void aMemberWithAnotherNameStaysOne() {
        var renamed = new Entry.Person(ANN, "cn=anna", "id-ann", "ann@x", false, null);
        var told = merge(Listing.ENTRIES, people(List.of(renamed)));
        assertThat(told.isEmpty()).isTrue();
        // Known by the new name: the same group with the same members is nothing new.
        assertThat(merge(Listing.ENTRIES, groups(inner("cn=ANNA", "cn=bob"))).isEmpty())
                .isTrue();
        // Where groups list names, nobody has that one any more.
        memory = company();
        assertThat(words(merge(Listing.NAMES, people(List.of(renamed))))).isEqualTo("[inner [id-bob], outer [id-bob]]");
    }

    @Test
    void whoTakesANameOverIsNoMember() {
        var told = merge(Listing.ENTRIES, people(List.of(person(OTHER, "cn=ann")), ANN));
        assertThat(told.goneUsers()).containsExactly("id-ann");
        assertThat(words(told)).isEqualTo("[inner [id-bob], outer [id-bob]]");
        // Nor later, when only the group changes.
        assertThat(words(merge(Listing.ENTRIES, groups(inner("cn=bob", "cn=ann")))))
                .contains("id-5");
        memory = company();
        assertThat(words(merge(Listing.NAMES, people(List.of(person(OTHER, "cn=ann")), ANN))))
                .isEqualTo("[inner [id-5, id-bob], outer [id-5, id-bob]]");
    }

    @Test
    void twoMembersMayChangeNames() {
        var told = merge(
                Listing.ENTRIES,
                people(List.of(
                        new Entry.Person(ANN, "cn=bob", "id-ann", "ann@x", false, null),
                        new Entry.Person(BOB, "cn=ann", "id-bob", "bob@x", false, null))));
        assertThat(told.groups()).isEmpty();
        assertThat(words(merge(Listing.ENTRIES, groups(inner("cn=ann")))))
                .isEqualTo("[inner [id-bob], outer [id-bob]]");
    }

    @Test
    void whoComesBackIsAMemberWhenTheGroupIsReadAnew() {
        merge(Listing.ENTRIES, people(List.of(), ANN));
        assertThat(words(merge(Listing.ENTRIES, people(List.of(person(ANN, "cn=ann"))))))
                .isEqualTo("[]");
        assertThat(words(merge(Listing.ENTRIES, groups(inner("cn=ann", "cn=bob")))))
                .isEqualTo("[inner [id-1, id-bob], outer [id-1, id-bob]]");
    }

    @Test
    void unknownIdsAreThoseThatNoEntryHas() {
        assertThat(memory.unknown(Set.of(ANN, OUTER, OTHER))).containsExactly(OTHER);
        merge(Listing.ENTRIES, people(List.of(), ANN));
        assertThat(memory.unknown(Set.of(ANN, OTHER))).containsExactlyInAnyOrder(ANN, OTHER);
    }
}
