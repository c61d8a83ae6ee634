package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.entra.TenantData;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.directory.Cursor;
import bwdc.directory.Findings;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who was removed from a tenant, from one run to the next. */
class RemovalsTest {
    private final TenantData data = new TenantData();
    private Entra entra;

    @BeforeEach
    void start() {
        for (int i = 1; i <= 7; i++) {
            data.addUser(Entra.user(id('a', i), "user" + i + "@acme.example"));
        }
        entra = Entra.of(data).with("SYNC_GROUPS", "false");
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private static boolean isChanges(Ask ask) {
        return ask.path().endsWith("/users/delta");
    }

    @Test
    void theFirstReadTakesWhomEntraKeepsAndAMarkForTheNext() {
        data.delete(id('a', 1));
        data.delete(id('a', 2));
        data.delete(id('a', 3));
        var snapshot = entra.read();
        assertThat(Entra.shorter(snapshot.deleted())).isEqualTo("a1 a2 a3");
        assertThat(Entra.mails(snapshot)).noneMatch(mail -> mail.endsWith("deleted"));
        assertThat(entra.asked())
                .startsWith("GET /users/delta?$select=displayName&$deltatoken=latest")
                .filteredOn(ask -> ask.contains("/users/delta"))
                .hasSize(1);
    }

    @Test
    void theNextReadTakesWhatChangedWhateverTheReason() {
        var first = entra.read();
        data.delete(id('a', 1));
        data.purge(id('a', 1));
        data.delete(id('a', 2));
        data.delete(id('a', 3));
        data.addUser(Entra.user(id('a', 8), "new@acme.example"));
        var before = entra.asked().size();
        var second = entra.readSince(first.next());
        assertThat(Entra.shorter(second.deleted())).isEqualTo("a1 a2 a3");
        assertThat(second.users()).hasSize(5);
        assertThat(entra.asked().subList(before, entra.asked().size())).noneMatch(ask -> ask.contains("deletedItems"));
        assertThat(Entra.shorter(entra.readSince(second.next()).deleted())).isEqualTo("a1");
    }

    /** A removal may wait for approval for days; while it does, every read is a full one. */
    @Test
    void whoWasDeletedForGoodIsRememberedAndTheOthersAreListed() {
        var first = entra.read();
        data.delete(id('a', 1));
        data.purge(id('a', 1));
        data.delete(id('a', 2));
        var second = entra.readSince(first.next());
        var third = entra.read(Entra.request(true, false, second.next(), Findings.NONE));
        assertThat(third.deleted()).containsExactlyInAnyOrder(id('a', 1), id('a', 2));
    }

    @Test
    void whoIsBackIsAUser() {
        var first = entra.read();
        data.delete(id('a', 1));
        data.restore(id('a', 1));
        var second = entra.readSince(first.next());
        assertThat(second.users()).hasSize(7);
        assertThat(second.deleted()).isEmpty();
        assertThat(second.users().getLast().email()).isEqualTo("user1@acme.example");
    }

    @Test
    void deletedUsersAreListedWithTheirAddressesWhenWanted() {
        data.set(id('a', 1), "mail", null);
        data.set(id('a', 2), "accountEnabled", false);
        data.delete(id('a', 1));
        data.delete(id('a', 2));
        var all = entra.read(Entra.request(true, true, Cursor.NONE, Findings.NONE));
        assertThat(Entra.mails(all)).endsWith("user1@acme.example deleted", "user2@acme.example disabled deleted");
        data.delete(id('a', 3));
        var since = entra.read(Entra.request(false, true, all.next(), Findings.NONE));
        assertThat(Entra.mails(since)).endsWith("user3@acme.example deleted").hasSize(5);
        var chosen = entra.with("SYNC_USER_FILTER", "include:user2@acme.example")
                .read(Entra.request(true, true, Cursor.NONE, Findings.NONE));
        assertThat(Entra.mails(chosen)).containsExactly("user2@acme.example disabled deleted");
    }

    @ParameterizedTest
    @CsvSource({
        "410, resyncRequired, Resync required.",
        "410, Gone, It is gone.",
        "400, SyncStateNotFound, Not found.",
        "400, Directory_ResyncRequired, Again.",
        "400, Request_BadRequest, Badly formed token."
    })
    void aMarkThatIsRefusedLeadsToAFullRead(int status, String code, String message) {
        var first = entra.read();
        data.delete(id('a', 1));
        entra.tenant.server().reply(RemovalsTest::isChanges, error(status, code, message));
        var second = entra.readSince(first.next());
        assertThat(Entra.shorter(second.deleted())).isEqualTo("a1");
        assertThat(entra.notices).singleElement().asString().contains("the mark of the last run", code);
        data.delete(id('a', 2));
        assertThat(Entra.shorter(entra.readSince(second.next()).deleted())).isEqualTo("a2");
    }

    @Test
    void aMarkThatIsTooOldLeadsToAFullRead() {
        var first = entra.read();
        data.delete(id('a', 1));
        entra.tenant.forgetChanges();
        assertThat(Entra.shorter(entra.readSince(first.next()).deleted())).isEqualTo("a1");
    }

    @ParameterizedTest
    @CsvSource({"403, Authorization_RequestDenied", "400, Request_UnsupportedQuery", "404, Request_ResourceNotFound"})
    void everyOtherErrorIsOneAndKeepsTheMark(int status, String code) {
        var first = entra.read();
        data.delete(id('a', 1));
        entra.tenant.server().reply(RemovalsTest::isChanges, error(status, code, "No."));
        assertThatThrownBy(() -> entra.readSince(first.next()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(code);
        assertThat(Entra.shorter(entra.readSince(first.next()).deleted())).isEqualTo("a1");
    }

    @Test
    void anAnswerWithoutAMarkIsNoAnswer() {
        entra.tenant.server().reply(RemovalsTest::isChanges, Reply.json(200, new JsonObject().put("value", List.of())));
        assertThatThrownBy(entra::read).isInstanceOf(Fault.class).hasMessageContaining("where the next run begins");
    }

    @Test
    void theMarkOfAnotherTenantIsNotSent() {
        var first = entra.read();
        Map<String, String> other = new HashMap<>(first.next().values());
        other.put("entra.tenant", "x");
        entra.readSince(new Cursor(other));
        assertThat(entra.asked())
                .filteredOn(ask -> ask.startsWith("GET /users/delta"))
                .allMatch(ask -> ask.endsWith("$deltatoken=latest"));
    }

    @Test
    void aReadWithoutUsersKeepsTheMark() {
        var first = entra.read();
        data.delete(id('a', 1));
        var groups =
                entra.with("SYNC_USERS", "false").with("SYNC_GROUPS", "true").readSince(first.next());
        assertThat(groups.next()).isEqualTo(first.next());
        entra.with("SYNC_USERS", "true");
        assertThat(Entra.shorter(entra.readSince(groups.next()).deleted())).isEqualTo("a1");
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                new JsonObject().put("error", new JsonObject().put("code", code).put("message", message)));
    }
}
