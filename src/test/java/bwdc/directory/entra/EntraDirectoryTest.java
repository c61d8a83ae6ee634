package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.entra.TenantData;
import bwdc.directory.Cursor;
import bwdc.directory.Findings;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a tenant with two entries in a page: people a1 to a7, groups b1 to b4, a device d1, a contact d2. */
class EntraDirectoryTest {
    private final TenantData data = new TenantData();
    private Entra entra;

    @BeforeEach
    void start() {
        data.addUser(Entra.user(id('a', 1), " Ann@Acme.example "));
        data.addUser(Entra.user(id('a', 2), "bob@acme.example").put("mail", null));
        data.addUser(Entra.user(id('a', 3), "Cat@acme.example").put("mail", "cat@acme.onmicrosoft.com"));
        data.addUser(Entra.user(id('a', 4), "dan@acme.example").put("accountEnabled", false));
        data.addUser(
                Entra.user(id('a', 5), "eve_x.org#EXT#@acme.onmicrosoft.com").put("mail", null));
        data.addUser(Entra.user(id('a', 6), "fay").put("mail", null).put("userPrincipalName", null));
        data.addUser(Entra.user(id('a', 7), "gil@acme.example"));
        data.addOther(
                new JsonObject().put("@odata.type", "#microsoft.graph.device").put("id", id('d', 1)));
        data.addOther(new JsonObject()
                .put("@odata.type", "#microsoft.graph.orgContact")
                .put("id", id('d', 2))
                .put("mail", "contact@supplier.example"));
        data.addGroup(Entra.group(id('b', 1), "Sales"), List.of(id('a', 1), id('b', 2), id('d', 1), id('a', 4)));
        data.addGroup(
                Entra.group(id('b', 2), "North").put("mail", "north@acme.example"),
                List.of(id('a', 3), id('d', 2), id('a', 7), id('a', 6)));
        data.addGroup(Entra.group(id('b', 3), " Empty "), List.of());
        data.addGroup(Entra.group(id('b', 4), "Loop"), List.of(id('b', 4), id('a', 2)));
        data.addUnit(id('c', 1), List.of(id('b', 3), id('a', 1), id('b', 1)));
        entra = Entra.of(data);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void readsUsersAndGroupsPageByPage() {
        var snapshot = entra.read();
        assertThat(Entra.mails(snapshot))
                .containsExactly(
                        "ann@acme.example",
                        "bob@acme.example",
                        "cat@acme.example",
                        "dan@acme.example disabled",
                        "gil@acme.example");
        assertThat(Entra.groups(snapshot))
                .containsExactly("Sales: a1 a4 > b2", "North: a3 a7 a6", " Empty : ", "Loop: a2 > b4");
        assertThat(snapshot.full()).isTrue();
        assertThat(snapshot.users().getFirst().externalId()).isEqualTo(id('a', 1));
        assertThat(snapshot.groups().getFirst().externalId()).isEqualTo(id('b', 1));
    }

    @Test
    void whoHasNoAddressIsLeftOutAndHasNotLeft() {
        List<String> told = new ArrayList<>();
        var findings = new Findings() {
            @Override
            public void leftOut(String referenceId, String externalId, String why) {
                told.add(Entra.shorter(List.of(externalId)) + " " + why);
            }

            @Override
            public void members(String group, int values, List<String> unresolved) {
                told.add(Entra.shorter(List.of(group)) + " " + values + " " + Entra.shorter(unresolved));
            }
        };
        var snapshot = entra.read(Entra.request(false, false, Cursor.NONE, findings));
        assertThat(snapshot.leftOut()).containsExactlyInAnyOrder(id('a', 5), id('a', 6));
        assertThat(told)
                .containsExactly(
                        "a5 a guest without mail: eve_x.org#ext#@acme.onmicrosoft.com",
                        "a6 without mail",
                        "b1 4 d1",
                        "b2 4 d2",
                        "b3 0 ",
                        "b4 2 ");
    }

    @Test
    void asksForNoMoreThanItNeeds() {
        entra.with("SYNC_GROUPS", "false").read();
        assertThat(entra.asked())
                .allSatisfy(ask -> assertThat(ask).startsWith("GET "))
                .anyMatch(ask -> ask.startsWith("GET /users?$select=id,mail,userPrincipalName,accountEnabled&$top=999"))
                .noneMatch(ask -> ask.contains("/groups"));
        entra.with("SYNC_GROUPS", "true").with("SYNC_USERS", "false").read();
        assertThat(entra.asked())
                .contains("GET /groups?$select=id,displayName,visibility&$top=999", "POST /$batch")
                .filteredOn(ask -> ask.startsWith("GET /users?"))
                .hasSize(4);
    }

    @Test
    void membersArePartOfABatchAndTheirFurtherPagesFollow() {
        entra.read();
        assertThat(entra.asked()).filteredOn(ask -> ask.startsWith("POST")).containsExactly("POST /$batch");
        assertThat(entra.asked()).filteredOn(ask -> ask.contains("/members")).hasSize(2);
    }

    @Test
    void aGroupWithoutANameIsLeftOutAndTold() {
        data.addGroup(Entra.group(id('b', 5), "x").put("displayName", null), List.of(id('a', 1)));
        var snapshot = entra.read();
        assertThat(snapshot.groups()).hasSize(4);
        assertThat(snapshot.warnings()).containsExactly("left out the group " + id('b', 5) + ": it has no name");
    }

    @Test
    void membersThatAreHiddenAreNotTakenForNone() {
        data.addGroup(Entra.group(id('b', 5), "Secret").put("visibility", "HiddenMembership"), List.of(id('a', 1)));
        var snapshot = entra.read();
        assertThat(Entra.groups(snapshot)).hasSize(4).noneMatch(group -> group.startsWith("Secret"));
        assertThat(snapshot.warnings()).singleElement().asString().contains("Secret", "Member.Read.Hidden");
        entra.tenant.permissions().add("Member.Read.Hidden");
        assertThat(Entra.groups(entra.read())).hasSize(5).contains("Secret: a1");
    }

    /** An empty list would let everybody in, or nobody. */
    @ParameterizedTest
    @CsvSource({"USER, includeGroup:", "USER, excludeGroup:", "GROUP, includeAdministrativeUnit:"})
    void aFilterThatDependsOnHiddenMembersIsRefused(String of, String word) {
        data.addGroup(Entra.group(id('b', 5), "Secret").put("visibility", "HiddenMembership"), List.of(id('a', 1)));
        data.addUnit(id('c', 2), List.of(id('b', 1)));
        data.hideUnit(id('c', 2));
        entra.with("SYNC_" + of + "_FILTER", word + (of.equals("USER") ? id('b', 5) : id('c', 2)));
        assertThatThrownBy(entra::read).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains("hidden from the application");
            assertThat(fault.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("Member.Read.Hidden"));
        });
        entra.tenant.permissions().add("Member.Read.Hidden");
        assertThat(Entra.mails(entra.read())).isNotEmpty();
    }

    /** Whoever is in no other group that is chosen would be left out, and removed. */
    @ParameterizedTest
    @ValueSource(
            strings = {"include: secret, empty", "includeAdministrativeUnit: c0000000-0000-4000-8000-000000000003"})
    void hiddenMembersOfAChosenGroupAreNotTakenForNone(String filter) {
        data.addGroup(Entra.group(id('b', 5), "Secret").put("visibility", "HiddenMembership"), List.of(id('a', 1)));
        data.addUnit(id('c', 3), List.of(id('b', 3), id('b', 5)));
        entra.with("SYNC_GROUP_FILTER", filter);
        assertThatThrownBy(entra::read).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains("hidden from the application");
            assertThat(fault.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("Member.Read.Hidden"));
        });
        entra.tenant.permissions().add("Member.Read.Hidden");
        assertThat(Entra.mails(entra.read())).containsExactly("ann@acme.example");
        entra.tenant.permissions().remove("Member.Read.Hidden");
        entra.with("SYNC_USERS", "false");
        assertThat(Entra.groups(entra.read())).containsExactly(" Empty : ");
    }

    @Test
    void aFilterByAGroupWithoutMembersMeansNobody() {
        entra.with("SYNC_USER_FILTER", "includeGroup:" + id('b', 3));
        assertThat(entra.read().users()).isEmpty();
    }

    @Test
    void usersAreChosenByMail() {
        entra.with("SYNC_USER_FILTER", "include: ANN@acme.example, bob@acme.example");
        assertThat(Entra.mails(entra.read())).containsExactly("ann@acme.example", "bob@acme.example");
        var rest = entra.with("SYNC_USER_FILTER", "exclude:ann@acme.example").read();
        assertThat(Entra.mails(rest))
                .containsExactly(
                        "bob@acme.example", "cat@acme.example", "dan@acme.example disabled", "gil@acme.example");
        assertThat(Entra.groups(rest)).contains("Sales: a1 a4 > b2");
    }

    /** Not the group inside and not the contact, although both have an address. */
    @Test
    void membersOfGroupsAreUsersAlone() {
        entra.with("SYNC_USER_FILTER", "includeGroup:" + id('b', 1)).with("SYNC_GROUPS", "false");
        assertThat(Entra.mails(entra.read()))
                .containsExactly(
                        "ann@acme.example", "cat@acme.example", "gil@acme.example", "dan@acme.example disabled");
        assertThat(entra.asked()).noneMatch(ask -> ask.startsWith("GET /users?"));
    }

    @Test
    void groupsAndPeopleAreTakenFromAChoiceOfGroups() {
        entra.with("SYNC_GROUPS", "false")
                .with(
                        "SYNC_USER_FILTER",
                        "includeGroup:" + id('b', 4) + "," + id('b', 1) + "|excludeGroup:" + id('b', 2)
                                + "|exclude:Ann@acme.example");
        assertThat(Entra.mails(entra.read())).containsExactly("bob@acme.example", "dan@acme.example disabled");
    }

    @Test
    void everybodyButTheMembersOfGroups() {
        entra.with("SYNC_GROUPS", "false").with("SYNC_USER_FILTER", "excludeGroup:" + id('b', 1));
        assertThat(Entra.mails(entra.read())).containsExactly("bob@acme.example");
    }

    @Test
    void groupsAreChosenByNameAndTakeTheirMembersWithThem() {
        var snapshot = entra.with("SYNC_GROUP_FILTER", "include:SALES,empty").read();
        assertThat(Entra.groups(snapshot)).containsExactly("Sales: a1 a4 > b2", " Empty : ");
        assertThat(Entra.mails(snapshot)).containsExactly("ann@acme.example", "dan@acme.example disabled");
        assertThat(Entra.groups(entra.with("SYNC_GROUP_FILTER", "exclude:sales").read()))
                .containsExactly("North: a3 a7 a6", " Empty : ", "Loop: a2 > b4");
    }

    @Test
    void whoIsToBeRemovedStaysWhateverGroupsAreChosen() {
        entra.with("SYNC_GROUP_FILTER", "include:loop").with("SYNC_REMOVE_DISABLED", "true");
        assertThat(Entra.mails(entra.read())).containsExactly("bob@acme.example", "dan@acme.example disabled");
    }

    /** Another group of the same name is another group; the reference would take both. */
    @Test
    void groupsAreChosenByAdministrativeUnit() {
        data.addGroup(Entra.group(id('b', 5), "Sales"), List.of(id('a', 7)));
        entra.with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('c', 1));
        assertThat(Entra.groups(entra.read())).containsExactly("Sales: a1 a4 > b2", " Empty : ");
        entra.with("SYNC_GROUP_FILTER", "excludeAdministrativeUnit:" + id('c', 1));
        assertThat(Entra.groups(entra.read())).containsExactly("North: a3 a7 a6", "Loop: a2 > b4", "Sales: a7");
    }

    @Test
    void namesThatAreNoTextStayAsTheyAre() {
        data.addGroup(Entra.group(id('b', 5), "\ud83d lonely"), List.of());
        assertThat(entra.read().groups().getLast().name()).isEqualTo("\ud83d lonely");
    }

    @Test
    void aGroupOfAHundredThousandIsReadWhole() {
        List<String> ids = new ArrayList<>();
        var large = new TenantData();
        for (int i = 0; i < 100_000; i++) {
            ids.add(id('a', i));
            large.addUser(Entra.user(ids.getLast(), "user" + i + "@acme.example"));
        }
        large.addGroup(Entra.group(id('b', 1), "All"), ids);
        large.addGroup(Entra.group(id('b', 2), "None"), List.of());
        try (var all = Entra.of(large, 999).with("SYNC_USERS", "false")) {
            all.tenant.server().forget();
            var groups = all.read().groups();
            assertThat(groups.getFirst().members()).isEqualTo(ids);
            assertThat(groups.getLast().members()).isEmpty();
        }
    }
}
