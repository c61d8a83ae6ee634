package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.entra.EntraTenant;
import bwdc.demo.entra.TenantData;
import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve people of a tenant come and go. How many runs until the organization has it? */
class EntraLeaverTest {
    @TempDir
    private Path folder;

    private EntraRuns runs;

    @BeforeEach
    void start() {
        List<SampleCompany.Person> people = new ArrayList<>();
        List<String> logins = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            logins.add("user" + i);
            people.add(new SampleCompany.Person("user" + i, "User " + i, "user" + i + "@acme.example", false, "IT"));
        }
        var company = new SampleCompany(people, List.of(new SampleCompany.Group("staff", logins, List.of())));
        runs = EntraRuns.of(EntraTenant.start(company), folder);
        runs.run("login");
        runs.run("sync");
        assertThat(people()).hasSize(12);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    private static String id(String login) {
        return TenantData.userId(login);
    }

    private List<String> people() {
        return runs.organization.members().stream()
                .filter(mail -> mail.startsWith("user"))
                .toList();
    }

    private String last() {
        return runs.imports().getLast();
    }

    /** Graph tells nothing of them but their id, and the next run removes them. */
    @Test
    void whoIsDeletedIsRemovedByTheNextRun() {
        runs.tenant.leave("user3");
        runs.run("sync");
        assertThat(last()).contains("\"externalId\":\"" + id("user3") + "\",\"deleted\":true");
        assertThat(people()).hasSize(11).doesNotContain("user3@acme.example");
        runs.run("sync");
        assertThat(runs.imports()).hasSize(2);
    }

    @Test
    void whoIsDeletedForGoodIsRemovedToo() {
        runs.tenant.leave("user3");
        runs.tenant.content().purge(id("user3"));
        runs.run("sync");
        assertThat(people()).hasSize(11).doesNotContain("user3@acme.example");
    }

    @Test
    void whoIsDeletedWhileTheMarkGetsTooOldIsRemovedAllTheSame() {
        runs.tenant.leave("user3");
        runs.tenant.forgetChanges();
        assertThat(runs.runTelling("sync")).contains("does not accept the mark of the last run");
        assertThat(people()).hasSize(11).doesNotContain("user3@acme.example");
    }

    @Test
    void aRunThatFailsForgetsNobody() {
        runs.tenant.leave("user3");
        runs.tenant.failPart("/members", 403, "Authorization_RequestDenied", "No.");
        assertThat(runs.runFailing(5, "sync")).contains("may not read");
        runs.run("sync");
        assertThat(people()).hasSize(11);
    }

    @Test
    void whoIsDeletedAndMadeAnewIsTheNewOne() {
        runs.tenant.leave("user3");
        runs.tenant
                .content()
                .addUser(new JsonObject()
                        .put("id", "0f000000-0000-4000-8000-000000000003")
                        .put("displayName", "User 3")
                        .put("mail", "user3@acme.example")
                        .put("userPrincipalName", "user3@acme.example")
                        .put("accountEnabled", true));
        runs.run("sync");
        assertThat(people()).hasSize(12).contains("user3@acme.example");
        assertThat(last()).contains("0f000000-0000-4000-8000-000000000003");
        runs.run("sync");
        assertThat(people()).hasSize(12).contains("user3@acme.example");
    }

    @Test
    void whoIsRestoredComesBack() {
        runs.tenant.leave("user3");
        runs.run("sync");
        runs.tenant.content().restore(id("user3"));
        runs.run("sync");
        assertThat(people()).hasSize(12).contains("user3@acme.example");
    }

    /** While a hold waits, every read is a full one, so nobody is forgotten whom Entra ID does not keep. */
    @Test
    void manyWhoAreDeletedForGoodWaitForAnApproval() {
        for (int i = 1; i <= 8; i++) {
            runs.tenant.leave("user" + i);
            runs.tenant.content().purge(id("user" + i));
        }
        assertThat(runs.runFailing(7, "sync")).contains("approve");
        assertThat(runs.runFailing(7, "sync")).contains("approve");
        assertThat(people()).hasSize(12);
        runs.run("approve", "1");
        runs.run("sync");
        assertThat(people()).hasSize(4);
    }

    @Test
    void twoEntriesWithOneAddressAreBothNamed() {
        runs.tenant.content().set(id("user3"), "mail", "user4@acme.example");
        assertThat(runs.runFailing(5, "sync")).contains("user4@acme.example", id("user3"), id("user4"));
        assertThat(runs.imports()).hasSize(1);
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeAnythingIsSent() {
        var name = "n".repeat(101);
        runs.tenant
                .content()
                .addGroup(
                        new JsonObject()
                                .put("id", "0f000000-0000-4000-8000-000000000009")
                                .put("displayName", name),
                        List.of());
        assertThat(runs.runFailing(6, "sync")).contains("100", name.substring(0, 20));
        assertThat(runs.imports()).hasSize(1);
    }

    @Test
    void aSettingThatIsMissingIsNamedWithItsPlace() {
        runs.run("config", "entra.tenant", "");
        var problems = runs.runFailing(3, "config", "--check") + runs.run("config", "entra.tenant");
        assertThat(problems)
                .contains("entra.tenant", "Directory (tenant) ID", "entra.microsoft.com > App registrations");
    }
}
