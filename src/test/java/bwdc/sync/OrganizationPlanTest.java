package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.bitwarden.ImportBody;
import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.Organization;
import bwdc.bitwarden.OrganizationReader;
import bwdc.bitwarden.Roster;
import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.ServerKind;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.OrganizationLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planned is what comes: random organizations and random imports, against the embedded organization. */
class OrganizationPlanTest {
    private static final int RUNS = 300;

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void predictsWhatTheServerMakesOfAnImport(ServerKind kind) {
        int changed = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            try {
                changed += run(kind, seed);
            } catch (AssertionError e) {
                throw new AssertionError(kind + ", seed " + seed, e);
            }
        }
        assertThat(changed).isGreaterThan(RUNS / 2);
    }

    private static int run(ServerKind kind, int seed) {
        var random = new Random(seed);
        var options =
                kind == ServerKind.VAULTWARDEN ? OrganizationOptions.USUAL.asVaultwarden() : OrganizationOptions.USUAL;
        try (var organization = EmbeddedOrganization.start(options);
                var line = new OrganizationLine(organization)) {
            fill(organization, random);
            var before = read(organization, line, kind);
            var requests = requests(random);
            var plan = OrganizationPlan.of(before, requests, kind, Map.of());
            var sender = new Organization(line.session());
            if (!plan.refusals().isEmpty()) {
                assertThatThrownBy(() -> requests.forEach(request -> sender.importMembers(ImportBody.of(request))))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining("unhandled server error");
                return 0;
            }
            requests.forEach(request -> sender.importMembers(ImportBody.of(request)));
            var after = read(organization, line, kind);
            assertThat(told(OrganizationPlan.outcome(before, requests, kind), kind))
                    .isEqualTo(told(after, kind));
            // In batches somebody may be passed over for a member whom a later batch removes, so it takes a second run.
            var settled = requests.size() == 1 ? after : OrganizationPlan.outcome(after, requests, kind);
            assertThat(OrganizationPlan.of(settled, requests, kind, Map.of()))
                    .as("nothing is left to do")
                    .returns(true, OrganizationPlan::isEmpty);
            assertThat(plan.isEmpty()).isEqualTo(told(before, kind).equals(told(after, kind)));
            return plan.isEmpty() ? 0 : 1;
        }
    }

    /** Few mails and few ids, so that they meet in every way. */
    private static void fill(EmbeddedOrganization organization, Random random) {
        var vault = organization.webVault();
        List<String> mails = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            if (random.nextInt(3) > 0) {
                var id = "x" + random.nextInt(10);
                var taken = random.nextInt(20) > 0 && !ids.add(id);
                vault.addMember(
                        "m" + i + "@acme.example", taken || random.nextInt(4) == 0 ? null : id, random.nextInt(8) == 0);
                mails.add("m" + i + "@acme.example");
                if (random.nextInt(4) == 0) {
                    vault.revoke("m" + i + "@acme.example");
                }
            }
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            vault.addGroup("team " + i, random.nextInt(4) == 0 ? null : "g" + i);
            for (var mail : mails) {
                if (random.nextBoolean()) {
                    vault.join("team " + i, mail);
                }
            }
        }
    }

    private static List<ImportRequest> requests(Random random) {
        List<ImportRequest.Member> members = new ArrayList<>();
        Set<String> mails = new HashSet<>();
        Set<String> ids = new HashSet<>();
        var batches = random.nextInt(3) == 0;
        for (int i = 0; i < random.nextInt(9); i++) {
            var mail = (random.nextInt(5) == 0 ? "M" : "m") + random.nextInt(10) + "@acme.example";
            var id = "x" + random.nextInt(10);
            if (mails.add(mail.toLowerCase(java.util.Locale.ROOT)) && ids.add(id)) {
                members.add(new ImportRequest.Member(mail, id, random.nextInt(3) == 0));
            }
        }
        List<ImportRequest.Group> groups = new ArrayList<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            var inside = random.ints(random.nextInt(6), 0, 10)
                    .mapToObj(number -> "x" + number)
                    .toList();
            groups.add(new ImportRequest.Group("team " + (random.nextInt(3) == 0 ? "new " : "") + i, "g" + i, inside));
        }
        if (!batches) {
            return List.of(new ImportRequest(groups, members, random.nextInt(4) == 0, false, true));
        }
        int half = members.size() / 2;
        return List.of(
                new ImportRequest(List.of(), members.subList(0, half), false, true, true),
                new ImportRequest(List.of(), members.subList(half, members.size()), false, true, true),
                new ImportRequest(groups, List.of(), false, true, true));
    }

    private static Roster read(EmbeddedOrganization organization, OrganizationLine line, ServerKind kind) {
        var reader = new OrganizationReader(line.session());
        if (kind == ServerKind.BITWARDEN) {
            var read = (RosterReading.Read) reader.read();
            return reader.withMembersOf(read.roster(), group -> true, done -> {});
        }
        assertThat(reader.read()).isEqualTo(new RosterReading.Unavailable(ServerKind.VAULTWARDEN));
        return new Roster(
                entries(organization.read("members").body()).stream()
                        .map(entry -> new Roster.Member(
                                entry.text("id").orElseThrow(),
                                entry.text("email").orElseThrow(),
                                entry.text("externalId").orElse(null),
                                Roster.Status.of(entry.number("status").orElseThrow()),
                                entry.number("type").orElseThrow()))
                        .toList(),
                entries(organization.read("groups").body()).stream()
                        .map(entry -> new Roster.Group(
                                entry.text("id").orElseThrow(),
                                entry.text("name").orElseThrow(),
                                entry.text("externalId").orElse(null),
                                ids(organization, entry.text("id").orElseThrow())))
                        .toList());
    }

    private static List<JsonObject> entries(byte[] body) {
        List<JsonObject> found = new ArrayList<>();
        Json.elements(body, "data", found::add);
        return found;
    }

    private static List<String> ids(EmbeddedOrganization organization, String group) {
        return ((List<?>) java.util.Objects.requireNonNull(Json.parse(
                        organization.read("groups/" + group + "/member-ids").body())))
                .stream().map(Object::toString).toList();
    }

    /** Everything but ids; Vaultwarden's own restoring brings back what somebody was before. */
    private static Set<String> told(Roster roster, ServerKind kind) {
        var mails = roster.members().stream().collect(Collectors.toMap(Roster.Member::id, Roster.Member::email));
        return Stream.concat(
                        roster.members().stream()
                                .map(member -> member.email() + " " + member.externalId() + " " + member.type() + " "
                                        + status(member, kind)),
                        roster.groups().stream()
                                .map(group -> group.name() + " " + group.externalId() + " "
                                        + members(group.memberIds(), mails)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String status(Roster.Member member, ServerKind kind) {
        return kind == ServerKind.BITWARDEN || member.status() == Roster.Status.REVOKED
                ? member.status().word()
                : "in";
    }

    private static List<String> members(@Nullable List<String> ids, Map<String, String> mails) {
        return ids == null ? List.of() : ids.stream().map(mails::get).sorted().toList();
    }

    @Test
    void tellsEachChangeWithItsReason() {
        var now = new Roster(
                List.of(
                        member("1", "owner@acme.example", null, Roster.Status.CONFIRMED, 0),
                        member("2", "ann@acme.example", "A", Roster.Status.CONFIRMED, 2),
                        member("3", "bob@acme.example", null, Roster.Status.CONFIRMED, 2),
                        member("4", "cid@acme.example", "C", Roster.Status.CONFIRMED, 2),
                        member("5", "eve@acme.example", "Z", Roster.Status.CONFIRMED, 2),
                        member("6", "gil@acme.example", "G", Roster.Status.REVOKED, 2)),
                List.of(
                        new Roster.Group("11", "staff", "S", List.of("2", "4")),
                        new Roster.Group("12", "by hand", null, List.of("4"))));
        var request = new ImportRequest(
                List.of(
                        new ImportRequest.Group("Staff", "S", List.of("A", "B", "N")),
                        new ImportRequest.Group("new", "N", List.of("E", "A"))),
                List.of(
                        new ImportRequest.Member("ann@acme.example", "A", false),
                        new ImportRequest.Member("bob@acme.example", "B", false),
                        new ImportRequest.Member("cid@acme.example", "C", true),
                        new ImportRequest.Member("eve@acme.example", "E", false),
                        new ImportRequest.Member("gil@acme.example", "G", false),
                        new ImportRequest.Member("new@acme.example", "N", false)),
                false,
                false,
                true);
        var plan =
                OrganizationPlan.of(now, List.of(request), ServerKind.BITWARDEN, Map.of("C", Removal.Reason.DISABLED));
        assertThat(plan.users())
                .containsExactly(
                        change(OrganizationPlan.Action.INVITE, null, "new@acme.example", "N", null),
                        change(OrganizationPlan.Action.LINK, "3", "bob@acme.example", "B", null),
                        change(OrganizationPlan.Action.REMOVE, "4", "cid@acme.example", "C", Removal.Reason.DISABLED));
        assertThat(plan.groups())
                .containsExactly(
                        new OrganizationPlan.GroupChange(
                                null, "N", "new", null, List.of("ann@acme.example"), List.of(), true),
                        new OrganizationPlan.GroupChange(
                                "11",
                                "S",
                                "Staff",
                                "staff",
                                List.of("bob@acme.example", "new@acme.example"),
                                List.of(),
                                true));
        assertThat(plan.ignored())
                .extracting(each -> each.who() + " " + each.why())
                .containsExactly(
                        "eve@acme.example is in the organization under another external id (Z), so the server passes"
                                + " over E",
                        "gil@acme.example is revoked, and an import does not restore",
                        "new 1 of its 2 members are not in the organization");
    }

    private static Roster.Member member(
            String id, String email, @Nullable String externalId, Roster.Status status, long type) {
        return new Roster.Member(id, email, externalId, status, type);
    }

    private static OrganizationPlan.UserChange change(
            OrganizationPlan.Action action,
            @Nullable String id,
            String email,
            String externalId,
            Removal.@Nullable Reason cause) {
        return new OrganizationPlan.UserChange(action, id, email, externalId, cause);
    }
}
