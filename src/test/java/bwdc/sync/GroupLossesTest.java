package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who loses a group, and what is said of groups that are gone. */
class GroupLossesTest {
    private static final String[] TEN = {"u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"};

    private static Story ten() {
        return Story.of(TEN).group("staff", TEN).group("other", "u0", "u1").run();
    }

    @Test
    void aFewLeaveAGroupAtOnce() {
        var story = ten().group("staff", "u5", "u6", "u7", "u8", "u9").run();
        assertThat(story.sentTo("staff")).containsExactly("u5", "u6", "u7", "u8", "u9");
        assertThat(story.held()).isEmpty();
    }

    @Test
    void manyWaitWhileNewOnesComeIn() {
        var story = ten().join("new").group("staff", "new", "u9").run();
        assertThat(story.sentTo("staff"))
                .containsExactly("new", "u9", "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8");
        assertThat(story.sentTo("other")).containsExactly("u0", "u1");
        assertThat(story.held())
                .containsExactly("1 MEMBERS: u0/staff u1/staff u2/staff u3/staff u4/staff u5/staff u6/staff u7/staff"
                        + " u8/staff");
        assertThat(story.approve(1).run().sentTo("staff")).containsExactly("new", "u9");
        assertThat(story.run().held()).isEmpty();
    }

    @Test
    void whatWasApprovedGoesEvenWhenGroupsAreNotRead() {
        var story = ten().group("staff", "u9").run().approve(1).runIncremental(false);
        assertThat(story.sentTo("staff")).containsExactly("u9");
        assertThat(story.last().draft().onceGroups()).isEqualTo(1);
        assertThat(story.runIncremental(false).last().draft().isEmpty()).isTrue();
    }

    @Test
    void rejectedLossesStayUntilThePersonIsBackInTheGroup() {
        var story = ten().group("staff", "u9").run().reject(1).run();
        assertThat(story.held()).isEmpty();
        assertThat(story.sentTo("staff")).hasSize(10);
        story.group("staff", "u8", "u9").run();
        assertThat(story.group("staff", "u9").run().sentTo("staff"))
                .doesNotContain("u8")
                .hasSize(9);
    }

    @Test
    void whoIsRemovedFromTheOrganizationDoesNotCountForTheirGroups() {
        var story = Story.of(TEN)
                .group("small", "u0", "u1", "u2", "u3", "u4")
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .set("BWDC_SAFETY_MAX_MEMBER_REMOVALS", "0")
                .run();
        story.leave("u0", "u1", "u2").run();
        assertThat(story.removed()).hasSize(3);
        assertThat(story.sentTo("small")).containsExactly("u3", "u4");
        assertThat(story.held()).isEmpty();
    }

    @Test
    void whoseRemovalWaitsKeepsTheirGroups() {
        var story = Story.ofMany(20)
                .set("BWDC_SYNC_REMOVE_MISSING", "true")
                .group("staff", TEN)
                .run();
        story.leaveMany(0, 8).run();
        assertThat(story.held()).hasSize(1);
        assertThat(story.sentTo("staff")).containsExactlyInAnyOrder(TEN);
        assertThat(story.approve(1).run().sentTo("staff")).containsExactly("u8", "u9");
    }

    @Test
    void protectedGroupsNeverShrink() {
        var story = Story.of(TEN)
                .set("BWDC_SAFETY_PROTECTED", "group:adm*")
                .group("Admins", "u0", "u1")
                .run();
        story.join("u10").group("Admins", "u10").run();
        assertThat(story.sentTo("Admins")).containsExactly("u10", "u0", "u1");
        assertThat(story.held()).isEmpty();
    }

    @Test
    void membersWhoAreNoUsersOfTheReadCountToo() {
        var story = Story.of("ann")
                .group("staff", "x1", "x2", "x3", "x4", "x5", "x6", "ann")
                .run()
                .group("staff", "ann")
                .run();
        assertThat(story.sentTo("staff")).hasSize(7);
        assertThat(story.held()).hasSize(1);
    }

    @Test
    void aFewGroupsMayVanish() {
        var story = ten().dropGroup("other").run();
        assertThat(story.held()).isEmpty();
        // Back with nobody in it: still counted against what it had.
        story.set("BWDC_SAFETY_MAX_MEMBER_REMOVALS", "1").group("other").run();
        assertThat(story.sentTo("other")).containsExactly("u0", "u1");
    }

    @Test
    void manyVanishedGroupsHaveToBeLookedAt() {
        var story = Story.of(TEN);
        for (int i = 0; i < 10; i++) {
            story.group("g" + i, "u" + i);
        }
        story.run();
        for (int i = 0; i < 6; i++) {
            story.dropGroup("g" + i);
        }
        assertThat(story.run().held()).containsExactly("1 MISSING: g-g0 g-g1 g-g2 g-g3 g-g4 g-g5");
        assertThat(story.runIncremental(false).held()).hasSize(1);
        assertThat(story.approve(1).run().held()).isEmpty();
        assertThat(story.run().held()).isEmpty();
    }

    @Test
    void aListWithoutGroupsAfterOneWithGroupsHasToBeLookedAt() {
        var story = ten().dropGroup("staff").dropGroup("other").run();
        assertThat(story.held()).containsExactly("1 MISSING: g-staff g-other");
        assertThat(story.reject(1).run().held()).isEmpty();
    }
}
