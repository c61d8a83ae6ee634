package bwdc.schedule.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void showsOnlyWhatDiffers() {
        assertThat(Difference.between("a\nb\nc\n", "a\nx\nc\nd\n")).containsExactly("- b", "+ x", "+ d");
        assertThat(Difference.between("", "one\n")).containsExactly("+ one");
        assertThat(Difference.between("one\ntwo\n", "")).containsExactly("- one", "- two");
        assertThat(Difference.between("same\n", "same\n")).isEmpty();
    }
}
