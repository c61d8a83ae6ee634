package bwdc.directory.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.directory.Diagnosis;
import bwdc.directory.Whereabouts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about single entries, and what an administrator is told of the account. */
class AskingTest {
    @TempDir
    private Path folder;

    @Test
    void somebodyIsFoundByWhateverPeopleCallThem() {
        try (var account = OpenAccount.small(folder);
                var inquiry = account.open().inquiry()) {
            for (var text : List.of("12", "BOB@acme.example", "12 (bob@acme.example)")) {
                var found = inquiry.people(text).found();
                assertThat(found).singleElement().satisfies(bob -> {
                    assertThat(bob.externalId()).isEqualTo("12");
                    assertThat(bob.mail()).contains("bob@acme.example");
                    assertThat(bob.mailFrom()).isEqualTo("username");
                    assertThat(bob.signs()).containsExactly("status 2 (suspended)");
                    assertThat(bob.isRead()).isTrue();
                });
            }
            assertThat(inquiry.people("nobody").found()).isEmpty();
            assertThat(inquiry.people("nobody").searched())
                    .singleElement()
                    .asString()
                    .contains("users of OneLogin (5)");
            assertThat(account.asked()).hasSize(3);
        }
    }

    @Test
    void whatKeepsThemOutIsNamed() {
        try (var account = OpenAccount.small(folder)
                        .with("BWDC_SYNC_USER_FILTER", "exclude:eve@acme.example | status=1")
                        .with("BWDC_SYNC_GROUP_FILTER", "include:sales");
                var inquiry = account.open().inquiry()) {
            assertThat(inquiry.people("eve").found().getFirst().clauses())
                    .containsExactly(
                            new Clause(0, "exclude:eve@acme.example", "sync.userFilter", Verdict.FAILS),
                            new Clause(0, "| status=1", "sync.userFilter", Verdict.FAILS),
                            new Clause(0, "has a role of include:sales", "sync.groupFilter", Verdict.FAILS));
            assertThat(inquiry.people("ann").found().getFirst().isRead()).isTrue();
            assertThat(inquiry.groups("ops").found().getFirst().clauses())
                    .containsExactly(new Clause(0, "include:sales", "sync.groupFilter", Verdict.FAILS));
            assertThat(inquiry.groups("SALES").found().getFirst().isRead()).isTrue();
            assertThat(inquiry.whereabouts(List.of("13", "99")))
                    .containsEntry("13", new Whereabouts(Whereabouts.Kind.FILTERED, "13 (cat)"))
                    .containsEntry("99", new Whereabouts(Whereabouts.Kind.GONE, ""));
        }
    }

    @Test
    void anAccountThatIsWellHasNothingToChange() {
        try (var account = OpenAccount.small(folder)) {
            account.with("BWDC_SYNC_USE_EMAIL_PREFIX_SUFFIX", "true").with("BWDC_SYNC_EMAIL_SUFFIX", "@acme.example");
            var diagnosis = account.open().diagnose();
            assertThat(diagnosis.advice()).isEmpty();
            assertThat(diagnosis.facts())
                    .extracting(Diagnosis.Fact::section)
                    .containsSubsequence("connection", "requests", "users", "roles");
            assertThat(account.tenant.server().asks()).hasSize(4);
        }
    }

    @Test
    void whatIsMissingIsAdvised() {
        try (var account = OpenAccount.small(folder)
                .with("BWDC_SYNC_USER_FILTER", "|email=*@nowhere.example")
                .with("BWDC_SYNC_GROUP_FILTER", "|name=nothing")) {
            assertThat(account.open().diagnose().advice())
                    .extracting(Diagnosis.Advice::obstacle)
                    .containsExactly(true, false);
        }
        var cat = OpenAccount.user(13, null, "cat", 1, 7L);
        try (var account = new OpenAccount(folder, List.of(cat), List.of(OpenAccount.role(7, "Sales")))) {
            account.tenant.showRemaining(3);
            assertThat(account.open().diagnose().advice())
                    .extracting(Diagnosis.Advice::sentence)
                    .satisfiesExactly(
                            left -> assertThat(left).startsWith("Only 3 of 5000 requests"),
                            address -> assertThat(address).contains("sync.useEmailPrefixSuffix"));
        }
    }

    @Test
    void aReadThatComesNearTheLimitSaysSo() {
        try (var account = OpenAccount.small(folder)) {
            account.tenant.showRemaining(0);
            assertThat(account.read().warnings()).singleElement().asString().contains("allows this account 0 more");
        }
    }
}
