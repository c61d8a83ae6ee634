package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A changed address of the same person waits: the server may take it for a stranger. */
class MailChangesTest {
    @Test
    void theOldAddressIsSentUntilTheChangeIsApproved() {
        var story =
                Story.of("ann", "bob").run().mail("ann", "ann.new@acme.example").run();
        assertThat(story.mails()).containsExactly("ann@acme.example", "bob@acme.example");
        assertThat(story.held()).containsExactly("1 MAILS: ann");
        assertThat(story.approve(1).run().mails()).containsExactly("ann.new@acme.example", "bob@acme.example");
        assertThat(story.run().held()).isEmpty();
        assertThat(story.last().asRead()).isTrue();
    }

    @Test
    void anApprovedChangeGoesWithAnIncrementalRead() {
        var story =
                Story.of("ann", "bob").run().mail("ann", "ann.new@acme.example").runIncremental(false, "ann");
        assertThat(story.mails()).containsExactly("ann@acme.example");
        assertThat(story.runIncremental(false).held()).containsExactly("1 MAILS: ann");
        assertThat(story.approve(1).runIncremental(false).mails()).containsExactly("ann.new@acme.example");
        assertThat(story.runIncremental(false).last().draft().isEmpty()).isTrue();
    }

    @Test
    void aRejectedChangeIsProposedAgainOnlyWithYetAnotherAddress() {
        var story = Story.of("ann")
                .run()
                .mail("ann", "x@acme.example")
                .run()
                .reject(1)
                .run();
        assertThat(story.held()).isEmpty();
        assertThat(story.mails()).containsExactly("ann@acme.example");
        assertThat(story.mail("ann", "y@acme.example").run().held()).containsExactly("2 MAILS: ann");
    }

    @Test
    void backToTheOldAddressNothingWaits() {
        var story = Story.of("ann")
                .run()
                .mail("ann", "x@acme.example")
                .run()
                .join("ann")
                .run();
        assertThat(story.held()).isEmpty();
        assertThat(story.last().isSettled()).isTrue();
    }

    @Test
    void somebodyNewDoesNotGetAnAddressThatAnotherStillHas() {
        var story = Story.of("ann").run();
        story.mail("ann", "ann.new@acme.example")
                .mail("ann2", "ann@acme.example")
                .run();
        assertThat(story.mails()).containsExactly("ann@acme.example");
        assertThat(story.held()).containsExactly("1 MAILS: ann ann2");
        assertThat(story.approve(1).runIncremental(false).mails())
                .containsExactlyInAnyOrder("ann.new@acme.example", "ann@acme.example");
    }

    @Test
    void twoWhoSwapAddressesKeepTheirsUntilApproved() {
        var story = Story.of("ann", "bob").run();
        story.mail("ann", "bob@acme.example").mail("bob", "ann@acme.example").run();
        assertThat(story.mails()).containsExactly("ann@acme.example", "bob@acme.example");
        assertThat(story.approve(1).run().mails()).containsExactly("bob@acme.example", "ann@acme.example");
    }

    @Test
    void changesGoAtOnceWhereThatIsWanted() {
        var story = Story.of("ann").set("BWDC_SAFETY_MAIL_CHANGES", "send").run();
        assertThat(story.mail("ann", "x@acme.example").run().mails()).containsExactly("x@acme.example");
        assertThat(story.held()).isEmpty();
    }
}
