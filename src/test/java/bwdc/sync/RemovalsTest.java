package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is removed from the organization, who waits, and who never is. */
class RemovalsTest {
    @Test
    void byDefaultWhoIsGoneIsLeftAlone() {
        var story = Story.of("ann", "bob", "cid").run().leave("cid").run();
        assertThat(story.sent()).containsExactly("ann", "bob");
        assertThat(story.removed()).isEmpty();
        assertThat(story.held()).isEmpty();
        assertThat(story.last().asRead()).isTrue();
        assertThat(story.last().isSettled()).isTrue();
    }

    @Test
    void removeMissingRemovesWhoLeft() {
        var story = Story.of("ann", "bob", "cid")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .run();
        assertThat(story.leave("cid").run().sent()).containsExactly("ann", "bob", "-cid");
        assertThat(story.last().removals())
                .containsExactly(new Removal("cid", "cid@acme.example", Removal.Reason.MISSING));
        // Once: the hash to be remembered is that of the next run, which says nothing about cid.
        assertThat(story.last().draft().repeated().members()).hasSize(2);
        assertThat(story.run().sent()).containsExactly("ann", "bob");
        assertThat(story.last().asRead()).isTrue();
    }

    @Test
    void whoIsDeletedInTheDirectoryGoesWithoutAnySetting() {
        var story = Story.of("ann", "bob", "cid").group("staff", "ann", "cid").run();
        story.delete("cid", "printer").run();
        assertThat(story.sent()).containsExactly("ann", "bob", "-cid");
        assertThat(story.last().removals())
                .containsExactly(new Removal("cid", "cid@acme.example", Removal.Reason.DELETED));
        // Once, however long the directory remembers it.
        assertThat(story.last().draft().repeated().members()).hasSize(2);
        assertThat(story.run().sent()).containsExactly("ann", "bob");
        assertThat(story.last().asRead()).isTrue();
        assertThat(story.join("cid").run().sent()).containsExactly("ann", "bob", "cid");
    }

    @Test
    void whoIsDeletedLongAfterHavingLeftGoesThen() {
        var story = Story.of("ann", "bob", "cid").run().leave("cid").run();
        assertThat(story.removed()).isEmpty();
        assertThat(story.delete("cid").run().sent()).containsExactly("ann", "bob", "-cid");
    }

    @Test
    void manyDeletionsWaitForAnApproval() {
        var story = Story.ofMany(20).run();
        story.delete("u0", "u1", "u2", "u3", "u4", "u5").run();
        assertThat(story.removed()).isEmpty();
        assertThat(story.held()).containsExactly("1 USERS: u0 u1 u2 u3 u4 u5");
        assertThat(story.approve(1).run().removed()).hasSize(6);
    }

    @Test
    void whoIsDeletedAndMadeAnewStays() {
        // A server that knows members by their address would remove the new one with the old.
        var story = Story.of("ann", "bob").run();
        story.delete("bob").mail("bob-again", "bob@acme.example").run();
        assertThat(story.sent()).containsExactly("ann", "bob-again");
        assertThat(story.removed()).isEmpty();
        assertThat(story.held()).isEmpty();
    }

    @Test
    void deletionsOfPeopleWhoWereNeverKnownAreNothing() {
        var story = Story.of("ann").run().delete("stranger").run();
        assertThat(story.sent()).containsExactly("ann");
        assertThat(story.last().asRead()).isTrue();
        assertThat(story.last().isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20, 5, true", "20, 6, false", "100, 20, true", "100, 21, false", "7, 5, true", "7, 6, false"})
    void theLimitIsAShareAndANumber(int people, int leaving, boolean go) {
        var story = Story.ofMany(people)
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .run()
                .leaveMany(0, leaving)
                .join("new")
                .run();
        assertThat(story.removed()).hasSize(go ? leaving : 0);
        assertThat(story.held()).hasSize(go ? 0 : 1);
        assertThat(story.sent()).contains("new");
    }

    @Test
    void disabledAccountsCountToo() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_DISABLED", "true").run();
        for (int i = 0; i < 6; i++) {
            story.disable("u" + i);
        }
        story.run();
        assertThat(story.held()).containsExactly("1 USERS: u0 u1 u2 u3 u4 u5");
        // Neither as deleted, nor as active: a disabled person is not invited anew either.
        assertThat(story.sent()).doesNotContain("u0", "-u0").hasSize(14);
        assertThat(story.approve(1).run().sent()).contains("-u0", "-u5").hasSize(20);
        assertThat(story.run().sent()).contains("-u0", "-u5").hasSize(20);
        assertThat(story.removed()).isEmpty();
        assertThat(story.last().asRead()).isTrue();
    }

    @Test
    void anApprovalCoversWhatWasShown() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run();
        assertThat(story.held()).containsExactly("1 USERS: u0 u1 u2 u3 u4 u5 u6 u7");
        story.approve(1).leaveMany(8, 14).run();
        assertThat(story.removed()).hasSize(8).contains("u0", "u7");
        assertThat(story.held()).containsExactly("2 USERS: u8 u9 u10 u11 u12 u13");
    }

    @Test
    void aHoldThatChangesGetsANewNumber() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run().run();
        assertThat(story.holds().open()).extracting(Hold::number).containsExactly(1L);
        assertThat(story.join("u0").run().held()).containsExactly("2 USERS: u1 u2 u3 u4 u5 u6 u7");
        assertThat(story.holds().hold(1)).isEmpty();
        // Back under the limit, what is left goes.
        story.join("u1", "u2").run();
        assertThat(story.removed()).containsExactly("u3", "u4", "u5", "u6", "u7");
        assertThat(story.held()).isEmpty();
    }

    @Test
    void aHoldExpiresAndIsLookedAtAgain() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run().approve(1).later("7d").run();
        assertThat(story.removed()).isEmpty();
        assertThat(story.held()).containsExactly("2 USERS: u0 u1 u2 u3 u4 u5 u6 u7");
    }

    @Test
    void whatIsRejectedIsNotProposedUntilTheyAreBack() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run().reject(1).run();
        assertThat(story.held()).isEmpty();
        assertThat(story.removed()).isEmpty();
        assertThat(story.holds().rejected()).hasSize(8);
        story.join("u0").run();
        assertThat(story.holds().rejected()).hasSize(7);
        assertThat(story.leave("u0").run().removed()).containsExactly("u0");
    }

    @Test
    void anEmptyListIsAlwaysOverTheLimitAndCannotBeForced() {
        var story =
                Story.of("ann", "bob").set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        assertThat(story.leave("ann", "bob").run().held()).containsExactly("1 USERS: ann bob");
        assertThat(story.force().run().removed()).isEmpty();
        assertThat(story.approve(1).run().sent()).containsExactly("-ann", "-bob");
        assertThat(story.run().held()).isEmpty();
    }

    @Test
    void anEmptyListThatRemovesNobodyHasToBeLookedAtOnce() {
        var story = Story.of("ann", "bob").run().leave("ann", "bob").run();
        assertThat(story.held()).containsExactly("1 MISSING: *");
        assertThat(story.run().held()).containsExactly("1 MISSING: *");
        assertThat(story.approve(1).run().held()).isEmpty();
        assertThat(story.run().held()).isEmpty();
        assertThat(story.sent()).isEmpty();
    }

    @Test
    void forcedRemovalsGoInThisRun() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        assertThat(story.leaveMany(0, 8).force().run().removed()).hasSize(8);
    }

    @Test
    void absenceNeedsRunsAndTime() {
        var story = Story.of("ann", "bob", "cid")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .set("BWDC_SAFETY_ABSENCE", "3 runs,2d")
                .run()
                .group("staff", "ann", "cid")
                .run();
        story.leave("cid").run();
        assertThat(story.last().missed()).isEqualTo(1);
        assertThat(story.sentTo("staff")).containsExactly("ann", "cid");
        assertThat(story.later("1d").run().removed()).isEmpty();
        assertThat(story.later("12h").run().removed()).isEmpty();
        assertThat(story.later("12h").run().removed()).containsExactly("cid");
        assertThat(story.sentTo("staff")).containsExactly("ann");
        // Being seen starts it anew.
        story.join("cid")
                .run()
                .leave("cid")
                .run()
                .later("3d")
                .run()
                .join("cid")
                .run()
                .leave("cid");
        assertThat(story.run().removed()).isEmpty();
        assertThat(story.last().isSettled()).isFalse();
    }

    @Test
    void aDisabledAccountGoesAtOnceWhateverAbsenceSays() {
        var story = Story.of("ann", "bob", "cid")
                .set("BWDC_SYNC_REMOVE_DISABLED", "true")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .set("BWDC_SAFETY_ABSENCE", "3 runs")
                .run();
        assertThat(story.disable("cid").run().removed()).containsExactly("cid");
    }

    @Test
    void protectedPeopleAreNeverRemoved() {
        var story = Story.of("ann", "bob", "ceo")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .set("BWDC_SYNC_REMOVE_DISABLED", "true")
                .set("BWDC_SAFETY_PROTECTED", "CEO@*; bob@acme.example")
                .run();
        story.leave("ceo").disable("bob").run();
        assertThat(story.sent()).containsExactly("ann");
        assertThat(story.last().protectedUsers()).isEqualTo(2);
        assertThat(story.force().run().removed()).isEmpty();
        assertThat(story.held()).isEmpty();
    }

    @Test
    void outsideTheWindowRemovalsWaitWithoutAHold() {
        var story = Story.of("ann", "bob", "cid")
                .set("BWDC_SYNC_REMOVE_DISABLED", "true")
                .run();
        story.disable("cid").outOfHours().run();
        assertThat(story.removed()).isEmpty();
        assertThat(story.last().forWindow()).isEqualTo(1);
        assertThat(story.held()).isEmpty();
        assertThat(story.runIncremental(false).removed()).isEmpty();
        assertThat(story.inHours().runIncremental(false).sent()).containsExactly("-cid");
    }

    @Test
    void anApprovalWaitsForTheWindow() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run().approve(1).outOfHours().run();
        assertThat(story.removed()).isEmpty();
        assertThat(story.holds().hold(1)).isPresent();
        assertThat(story.inHours().run().removed()).hasSize(8);
        assertThat(story.holds().holds()).isEmpty();
    }

    @Test
    void whoIsOnlyWithoutAddressHasNotLeft() {
        var story =
                Story.of("ann", "bob").set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        assertThat(story.loseMail("bob").run().sent()).containsExactly("ann");
        assertThat(story.removed()).isEmpty();
    }

    @Test
    void whoIsStillThereUnderAnotherIdHasNotLeft() {
        var story =
                Story.of("ann", "bob").set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leave("bob").mail("bob-moved", "bob@acme.example").run();
        assertThat(story.sent()).containsExactly("ann", "bob-moved");
        assertThat(story.removed()).isEmpty();
        assertThat(story.leave("bob-moved").run().removed()).containsExactlyInAnyOrder("bob", "bob-moved");
    }

    @Test
    void withoutABaselineRemovalsAreCountedAgainstTheRead() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_DISABLED", "true");
        for (int i = 0; i < 6; i++) {
            story.disable("u" + i);
        }
        assertThat(story.run().held()).containsExactly("1 USERS: u0 u1 u2 u3 u4 u5");
        assertThat(story.sent()).hasSize(14);
        assertThat(story.approve(1).run().sent()).hasSize(20).contains("-u0");
    }

    @Test
    void whatWasSentBeforeIsNoRemoval() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_DISABLED", "true").alreadySent();
        for (int i = 0; i < 6; i++) {
            story.disable("u" + i);
        }
        assertThat(story.run().held()).isEmpty();
        assertThat(story.last().asRead()).isTrue();
    }

    @Test
    void overwritingIsSentOnlyWhenEverybodyMayGo() {
        var story = Story.ofMany(20).set("BWDC_SYNC_OVERWRITE_EXISTING", "true").run();
        assertThat(story.last().draft().overwriteExisting()).isTrue();
        story.leaveMany(0, 3).run();
        assertThat(story.last().asRead()).isTrue();
        assertThat(story.removed()).hasSize(3);
        story.leaveMany(3, 12).run();
        assertThat(story.last().draft().overwriteExisting()).isFalse();
        assertThat(story.held()).hasSize(1);
        assertThat(story.last().warnings()).singleElement().asString().contains("sync.removeMissing");
        // Somebody else left meanwhile: only what was approved goes, so by name.
        story.approve(1).leave("u12").set("BWDC_SAFETY_MAX_REMOVALS", "0").run();
        assertThat(story.last().draft().overwriteExisting()).isFalse();
        assertThat(story.removed()).hasSize(9);
        assertThat(story.sent()).contains("-u3", "-u11").doesNotContain("-u12");
        assertThat(story.held()).containsExactly("2 USERS: u12");
    }

    @Test
    void anIncrementalReadTellsNothingAboutWhoIsNotInIt() {
        var story = Story.of("ann", "bob", "cid")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .run();
        story.runIncremental(false, "ann");
        assertThat(story.removed()).isEmpty();
        assertThat(story.held()).isEmpty();
        assertThat(story.baseline().members()).isEqualTo(3);
    }

    @Test
    void whatWaitsGoesWithALaterIncrementalRead() {
        var story = Story.ofMany(20).set("BWDC_SYNC_REMOVE_MISSING", "true").run();
        story.leaveMany(0, 8).run().runIncremental(false);
        assertThat(story.held()).hasSize(1);
        assertThat(story.approve(1).runIncremental(false).sent()).hasSize(8).allMatch(id -> id.startsWith("-u"));
        assertThat(story.last().draft().onceMembers()).isEqualTo(8);
        assertThat(story.runIncremental(false).sent()).isEmpty();
    }

    @Test
    void tombstonesOfPeopleNeverSeenAreSentAsTheReferenceDoes() {
        var story = Story.of("ann").run().tombstone("zoe").run();
        assertThat(story.sent()).isEqualTo(List.of("ann", "-zoe"));
        // They may have been invited by another program, so the first time counts.
        assertThat(story.removed()).containsExactly("zoe");
        assertThat(story.run().sent()).isEqualTo(List.of("ann", "-zoe"));
        assertThat(story.removed()).isEmpty();
        assertThat(story.last().asRead()).isTrue();
    }
}
