package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.sync.HeldChange.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final HeldChange ANN = new HeldChange(Kind.USERS, "ann", "", "ann@x", "left");
    private static final HeldChange BOB = new HeldChange(Kind.USERS, "bob", "", "bob@x", "left");
    private static final HeldChange MAIL = new HeldChange(Kind.MAILS, "ann", "new@x", "ann@x", "becomes new@x");
    private static final HeldChange LIST = new HeldChange(Kind.MISSING, "*", "", "all users", "users");

    private static Holds waiting(Holds before, long now, HeldChange... changes) {
        return before.after(List.of(changes), Set.of(), Set.of(), now, 100);
    }

    @Test
    void eachKindHasAHoldOfItsOwn() {
        var holds = waiting(Holds.NONE, 0, ANN, MAIL, BOB);
        assertThat(holds.holds()).extracting(Hold::number).containsExactly(1L, 2L);
        assertThat(holds.hold(1).orElseThrow().changes()).containsExactly(ANN, BOB);
        assertThat(holds.next()).isEqualTo(3);
    }

    @Test
    void theWordingDoesNotMakeAnotherHold() {
        var holds = waiting(Holds.NONE, 0, ANN);
        var reworded = new HeldChange(Kind.USERS, "ann", "", "ann@y", "disabled");
        assertThat(waiting(holds, 50, reworded).holds()).isEqualTo(holds.holds());
    }

    @Test
    void numbersAreNeverUsedTwice() {
        var holds = waiting(Holds.NONE, 0, ANN);
        holds = waiting(holds, 1, ANN, BOB);
        holds = waiting(holds, 2);
        holds = waiting(holds, 3, ANN);
        assertThat(holds.holds()).extracting(Hold::number).containsExactly(3L);
    }

    @Test
    void anApprovalIsGoodUntilItExpires() {
        var holds = waiting(Holds.NONE, 0, ANN).approve(1);
        assertThat(holds.decisions(99).approved()).containsExactly(ANN.key());
        assertThat(holds.decisions(100).approved()).isEmpty();
    }

    @Test
    void anApprovalThatCouldNotGoStays() {
        var holds = waiting(Holds.NONE, 0, ANN).approve(1);
        assertThat(holds.after(List.of(), Set.of(ANN.key()), Set.of(), 1, 100).holds())
                .hasSize(1);
        assertThat(holds.after(List.of(), Set.of(), Set.of(), 1, 100).holds()).isEmpty();
    }

    @Test
    void aRejectionIsForgottenWhenTheDirectoryHasThemAgain() {
        var holds = waiting(Holds.NONE, 0, ANN, BOB).reject(1);
        assertThat(holds.decisions(1_000_000).rejected()).containsExactlyInAnyOrder(ANN.key(), BOB.key());
        assertThat(holds.after(List.of(), Set.of(), Set.of(BOB.key()), 1, 100).rejected())
                .containsExactly(BOB);
    }

    @Test
    void toApproveWhatIsOnlyMissingIsToKnowIt() {
        var holds = waiting(Holds.NONE, 0, LIST).approve(1);
        assertThat(holds.holds()).isEmpty();
        assertThat(holds.rejected()).containsExactly(LIST);
    }
}
