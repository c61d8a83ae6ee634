package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.entra.TenantData;
import bwdc.directory.Clause;
import bwdc.directory.Inquiry;
import bwdc.directory.Sighting;
import bwdc.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about single entries of a tenant. */
class EntraInquiryTest {
    private final TenantData data = new TenantData();
    private Entra entra;

    @BeforeEach
    void start() {
        data.addUser(Entra.user(id('a', 1), "ann@acme.example").put("displayName", "Ann Ames"));
        data.addUser(
                Entra.user(id('a', 2), "bob@acme.example").put("mail", null).put("accountEnabled", false));
        data.addUser(
                Entra.user(id('a', 3), "eve_x.org#EXT#@acme.onmicrosoft.com").put("mail", null));
        data.addUser(Entra.user(id('a', 4), "old@acme.example"));
        data.addOther(
                new JsonObject().put("@odata.type", "#microsoft.graph.device").put("id", id('d', 1)));
        data.addGroup(Entra.group(id('b', 1), "Sales"), List.of(id('a', 1), id('b', 2)));
        data.addGroup(Entra.group(id('b', 2), "North"), List.of(id('a', 2), id('d', 1)));
        data.delete(id('a', 4));
        entra = Entra.of(data);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private <T> T ask(Function<Inquiry, T> question) {
        return entra.with((EntraDirectory directory) -> {
            try (var inquiry = directory.inquiry()) {
                return question.apply(inquiry);
            }
        });
    }

    private Sighting person(String text) {
        return ask(inquiry -> inquiry.people(text)).found().getFirst();
    }

    private static List<String> clauses(Sighting sighting) {
        return sighting.clauses().stream()
                .map(clause -> (clause.verdict() == Clause.Verdict.MATCHES ? "yes " : "no ") + clause.text())
                .toList();
    }

    @Test
    void peopleAreFoundByWhatTheyAreCalled() {
        for (var text : List.of("ANN@acme.example", "ann ames", id('a', 1))) {
            var ann = person(text);
            assertThat(ann.externalId()).isEqualTo(id('a', 1));
            assertThat(ann.mailFrom()).isEqualTo("mail");
            assertThat(ann.isRead()).isTrue();
            assertThat(ann.otherMails()).isEmpty();
        }
        var bob = person("bob@acme.example");
        assertThat(bob.mail()).contains("bob@acme.example");
        assertThat(bob.mailFrom()).isEqualTo("userPrincipalName");
        assertThat(bob.signs()).containsExactly("accountEnabled: false");
        assertThat(ask(inquiry -> inquiry.people("nobody")).found()).isEmpty();
    }

    @Test
    void guestsWithoutMailAndDeletedUsersAreShownAsTheyAre() {
        var eve = person(id('a', 3));
        assertThat(eve.mail()).isEmpty();
        data.set(id('a', 1), "userPrincipalName", "a.ames@acme.example");
        assertThat(person(id('a', 1)).otherMails()).containsExactly("userPrincipalName: a.ames@acme.example");
        var old = person("old@acme.example");
        assertThat(old.deleted()).isTrue();
        assertThat(old.isRead()).isFalse();
    }

    @Test
    void everyPartOfAFilterSaysWhatItThinks() {
        entra.with(
                        "SYNC_USER_FILTER",
                        "includeGroup:" + id('b', 1) + "|excludeGroup:" + id('b', 2) + "|exclude:ann@acme.example")
                .with("SYNC_GROUP_FILTER", "include:sales");
        assertThat(clauses(person("ann@acme.example")))
                .containsExactly(
                        "yes includeGroup:" + id('b', 1),
                        "yes excludeGroup:" + id('b', 2),
                        "no exclude:ann@acme.example",
                        "yes is a member of a group of this filter");
        assertThat(clauses(person("bob@acme.example")))
                .containsExactly(
                        "yes includeGroup:" + id('b', 1),
                        "no excludeGroup:" + id('b', 2),
                        "yes exclude:ann@acme.example",
                        "no is a member of a group of this filter");
    }

    @Test
    void groupsAreFoundByNameAndId() {
        entra.with("SYNC_GROUP_FILTER", "exclude:north");
        var north = ask(inquiry -> inquiry.groups("NORTH")).found().getFirst();
        assertThat(north.externalId()).isEqualTo(id('b', 2));
        assertThat(clauses(north)).containsExactly("no exclude:north");
        assertThat(clauses(ask(inquiry -> inquiry.groups(id('b', 1))).found().getFirst()))
                .containsExactly("yes exclude:north");
    }

    @Test
    void membersThatAreNobodyAreOfAnotherKind() {
        var fates = ask(inquiry -> inquiry.whereabouts(List.of(id('d', 1), id('a', 3)))).entrySet().stream()
                .map(fate -> Entra.shorter(List.of(fate.getKey())) + " "
                        + fate.getValue().kind())
                .toList();
        assertThat(fates).containsExactly("d1 OTHER_KIND", "a3 FILTERED");
    }
}
