package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.DirectoryGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ways into groups, also where they go in circles. */
class GroupPathsTest {
    private static DirectoryGroup group(String name, List<String> members, String... groups) {
        return new DirectoryGroup(name, "id-" + name, name, members, List.of(groups));
    }

    @Test
    void namesTheShortestWayIntoEachGroup() {
        var paths = new GroupPaths(List.of(
                group("all", List.of(), "engineering", "backend"),
                group("engineering", List.of(), "backend", "all"),
                group("backend", List.of("ann")),
                group("other", List.of("bob"), "other")));
        assertThat(paths.ofUser("ann"))
                .containsExactly(List.of("backend"), List.of("all", "backend"), List.of("engineering", "backend"));
        assertThat(paths.ofUser("bob")).containsExactly(List.of("other"));
        assertThat(paths.ofUser("nobody")).isEmpty();
        assertThat(paths.ofGroup("engineering")).containsExactly(List.of("all"), List.of("engineering", "all"));
    }
}
