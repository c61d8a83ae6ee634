package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.entra.TenantData;
import bwdc.directory.Diagnosis;
import bwdc.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntraExaminationTest {
    private final TenantData data = new TenantData();
    private Entra entra;

    @BeforeEach
    void start() {
        data.addUser(Entra.user(id('a', 1), "ann@acme.example"));
        data.addGroup(Entra.group(id('b', 1), "Sales"), List.of(id('a', 1)));
        data.addUnit(id('c', 1), List.of());
        entra = Entra.of(data).with("SYNC_REMOVE_DISABLED", "true");
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private static List<String> facts(Diagnosis diagnosis) {
        return diagnosis.facts().stream()
                .map(fact -> fact.name() + ": " + String.join(" ", fact.values()))
                .toList();
    }

    @Test
    void tellsWhatItMayRead() {
        var diagnosis = entra.with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('c', 1))
                .with("SYNC_USER_FILTER", "includeGroup:" + id('b', 1))
                .diagnose();
        assertThat(facts(diagnosis))
                .containsExactly(
                        "cloud: global",
                        "tenant: acme.example",
                        "Graph: " + entra.tenant.address(),
                        "users: can be read",
                        "deleted users: can be read",
                        "groups: can be read",
                        "administrative unit " + id('c', 1) + ": can be read",
                        "group " + id('b', 1) + ": can be read",
                        "granted: AdministrativeUnit.Read.All Group.Read.All User.Read.All");
        assertThat(diagnosis.advice()).isEmpty();
    }

    @Test
    void advisesWhatToGrantAndWhatToTakeAway() {
        entra.tenant.permissions().remove("Group.Read.All");
        entra.tenant.permissions().add("User.ReadWrite.All");
        var diagnosis = entra.with("SYNC_REMOVE_DISABLED", "false").diagnose();
        assertThat(facts(diagnosis)).contains("groups: cannot be read");
        assertThat(diagnosis.advice().getFirst().obstacle()).isTrue();
        assertThat(diagnosis.advice().stream().map(Diagnosis.Advice::sentence))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("grant GroupMember.Read.All"),
                        second -> assertThat(second).contains("take away User.ReadWrite.All"),
                        third -> assertThat(third).contains("sync.removeDisabled is off"));
    }

    @Test
    void withoutASignInThereIsNothingToTell() {
        entra.with("ENTRA_KEY", "x");
        assertThatThrownBy(entra::diagnose).isInstanceOf(Fault.class).hasMessageContaining("AADSTS7000215");
    }
}
