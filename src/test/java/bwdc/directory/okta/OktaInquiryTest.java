package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.okta.OktaTenant;
import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.directory.Sighting;
import bwdc.directory.Whereabouts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about single entries of an organization. */
class OktaInquiryTest {
    @TempDir
    private Path folder;

    private OktaTenant tenant;
    private Okta okta;

    @BeforeEach
    void start() {
        tenant = OktaTenant.start(OktaDirectoryTest.company());
        tenant.deactivate("dirk");
        okta = new Okta(tenant, folder);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void somebodyIsFoundByWhateverPeopleCallThem() {
        try (var directory = okta.open();
                var inquiry = directory.inquiry()) {
            var carla = inquiry.people("carla@acme.example").found().getFirst();
            for (var text : List.of(carla.externalId(), "CARLA@acme.example", "Carla Cole")) {
                assertThat(inquiry.people(text).found()).containsExactly(carla);
            }
            assertThat(carla.signs()).containsExactly("status SUSPENDED");
            assertThat(carla.mailFrom()).isEqualTo("profile.email");
            assertThat(carla.isRead()).isTrue();
            assertThat(inquiry.people("dirk@acme.example").found())
                    .singleElement()
                    .satisfies(dirk -> assertThat(dirk.deleted()).isTrue())
                    .satisfies(dirk -> assertThat(dirk.signs()).containsExactly("status DEPROVISIONED"));
            assertThat(inquiry.people("nobody").found()).isEmpty();
            assertThat(inquiry.people("nobody").searched())
                    .containsExactly("all users and deactivated users of Okta (7), by address, name and id");
        }
    }

    @Test
    void whatKeepsThemOutIsNamed() {
        okta.sync("userFilter", "exclude:bob@acme.example | status eq \"ACTIVE\"")
                .sync("groupFilter", "include:sales");
        try (var directory = okta.open();
                var inquiry = directory.inquiry()) {
            assertThat(clauses(inquiry.people("bob@acme.example").found().getFirst()))
                    .containsExactly("exclude:bob@acme.example FAILS", "| status eq \"ACTIVE\" MATCHES");
            assertThat(clauses(inquiry.people("carla@acme.example").found().getFirst()))
                    .containsExactly("exclude:bob@acme.example MATCHES", "| status eq \"ACTIVE\" FAILS");
            // Whom the filter chose before is deactivated all the same.
            assertThat(clauses(inquiry.people("dirk@acme.example").found().getFirst()))
                    .containsExactly("exclude:bob@acme.example MATCHES", "| status eq \"ACTIVE\" MATCHES");
            assertThat(clauses(inquiry.groups("EMPTY").found().getFirst())).containsExactly("include:sales FAILS");
            assertThat(inquiry.groups("sales").found().getFirst().isRead()).isTrue();
            var bob = inquiry.people("bob@acme.example").found().getFirst().externalId();
            var dirk = inquiry.people("dirk@acme.example").found().getFirst().externalId();
            assertThat(inquiry.whereabouts(List.of(bob, dirk, "00u-nobody")))
                    .containsEntry(bob, new Whereabouts(Whereabouts.Kind.FILTERED, "bob@acme.example"))
                    .containsEntry(dirk, new Whereabouts(Whereabouts.Kind.DELETED, "dirk@acme.example"))
                    .containsEntry("00u-nobody", new Whereabouts(Whereabouts.Kind.GONE, ""));
        }
    }

    @Test
    void eachListIsReadOnceForAllQuestions() {
        try (var directory = okta.open();
                var inquiry = directory.inquiry()) {
            inquiry.people("anna@acme.example");
            int asked = tenant.server().asks().size();
            inquiry.people("bob@acme.example");
            inquiry.whereabouts(List.of("nobody"));
            assertThat(tenant.server().asks()).hasSize(asked);
        }
    }

    private static List<String> clauses(Sighting sighting) {
        assertThat(sighting.clauses())
                .allSatisfy(clause -> assertThat(clause.verdict()).isIn(Verdict.MATCHES, Verdict.FAILS));
        return sighting.clauses().stream().map(OktaInquiryTest::text).toList();
    }

    private static String text(Clause clause) {
        return clause.text() + " " + clause.verdict();
    }
}
