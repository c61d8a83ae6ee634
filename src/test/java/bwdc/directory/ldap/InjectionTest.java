package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.fault.Fault;
import bwdc.settings.EntrySettings;
import bwdc.testkit.HostileText;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever settings, entries and people say, it is a value in filters and names, and never a part of their grammar. */
class InjectionTest {
    private static final String ROOT = "dc=bench,dc=example";
    private static final Optional<String> NO_FILTER = Optional.empty();

    /** What breaks out of a filter or a DN that is put together as text. */
    private static final String[] PIECES = {
        "*",
        "*)(uid=*",
        ")(|(objectClass=*)",
        "(",
        ")",
        "\\",
        "\\28",
        "\\00",
        "\0",
        "\n",
        ",",
        "+",
        "=",
        "\"",
        "<",
        ">",
        ";",
        "#",
        "dc=evil",
        ",dc=evil",
        "uid=*",
        "&",
        "|",
        "!",
        " ",
        "''",
        "#'01'B"
    };

    private final Random random = new Random();

    private String hostile(HostileText text) {
        var hostile = new StringBuilder(text.next());
        for (int i = random.nextInt(4); i > 0; i--) {
            hostile.insert(random.nextInt(hostile.length() + 1), PIECES[random.nextInt(PIECES.length)]);
        }
        return hostile.toString();
    }

    private static Scheme scheme(String email, String member) {
        return new Scheme(
                "inetOrgPerson",
                "groupOfNames",
                email,
                "cn",
                member,
                Optional.of("modifyTimestamp"),
                Optional.of("uid"),
                Optional.of("@suffix.example"),
                EntrySettings.of(new Ldap().settings()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void filtersKeepTheirShape(long seed) throws LDAPException, ASN1Exception {
        random.setSeed(seed);
        var text = new HostileText(seed);
        for (int i = 0; i < 500; i++) {
            var value = hostile(text);
            var harmless = (value.indexOf('@') < 0 ? "x" : "x@x")
                    + (value.endsWith("@suffix.example") ? "@suffix.example" : "");
            var scheme = scheme("mail", "member");
            same(NameFilters.people(scheme, value), NameFilters.people(scheme, harmless), value);
            same(NameFilters.deleted(scheme, value), NameFilters.deleted(scheme, harmless), value);
            same(NameFilters.groups(scheme, value), NameFilters.groups(scheme, harmless), value);
            var since = Filters.since(Filters.of(value, NO_FILTER, "s"), value, value);
            assertThat(shape(sent(since))).isEqualTo(shape(Filters.since(Filters.of("x", NO_FILTER, "s"), "x", "x")));
            assertThat(since.getComponents()[0].getAssertionValue()).isEqualTo(value);
        }
    }

    private static void same(Filter filter, Filter harmless, String value) throws LDAPException, ASN1Exception {
        assertThat(sent(filter)).isEqualTo(filter);
        assertThat(shape(sent(filter))).as(value).isEqualTo(shape(harmless));
    }

    /** As the server reads it. */
    private static Filter sent(Filter filter) throws LDAPException, ASN1Exception {
        return Filter.decode(ASN1Element.decode(filter.encode().encode()));
    }

    private static String shape(Filter filter) {
        var text = new StringBuilder().append(filter.getFilterType() & 0x1f);
        for (var inner : filter.getComponents()) {
            text.append('(').append(shape(inner)).append(')');
        }
        var opposite = filter.getNOTComponent();
        return opposite == null ? text.toString() : text + "(" + shape(opposite) + ")";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aFilterOfTheSettingsOnlyNarrows(long seed) {
        random.setSeed(seed);
        var text = new HostileText(seed);
        int taken = 0;
        for (int i = 0; i < 500; i++) {
            var filter = random.nextBoolean() ? "(cn=" + hostile(text) + ")" : hostile(text);
            try {
                var whole = Filters.of("inetOrgPerson", Optional.of(filter), "sync.userFilter");
                taken++;
                assertThat(whole.getFilterType()).isEqualTo(Filter.FILTER_TYPE_AND);
                assertThat(whole.getComponents()).as(filter).hasSize(2);
                assertThat(whole.getComponents()[0])
                        .isEqualTo(Filter.createEqualityFilter("objectClass", "inetOrgPerson"));
                assertThat(whole.getComponents()[1].getFilterType()).isEqualTo(Filter.FILTER_TYPE_AND);
            } catch (Fault fault) {
                assertThat(fault.sentence()).contains("sync.userFilter");
            }
        }
        assertThat(taken).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pathsLeadNowhereElse(long seed) throws LDAPException {
        random.setSeed(seed);
        var text = new HostileText(seed);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            var path = "ou=" + hostile(text) + (random.nextInt(4) == 0 ? "\\" : "");
            try {
                var base = SearchBase.of(Optional.of(ROOT), Optional.of(path));
                if (DN.isValidDN(base)) {
                    assertThat(new DN(base).isDescendantOf(new DN(ROOT), true))
                            .as(path)
                            .isTrue();
                }
            } catch (Fault fault) {
                refused++;
                assertThat(fault.sentence()).contains("does not lead below");
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everybodyIsFoundUnderTheirOwnNameOnly(long seed) {
        random.setSeed(seed);
        var text = new HostileText(seed);
        List<String> names = new ArrayList<>();
        var directory = new FakeDirectory(ROOT);
        try {
            directory.add("dn: " + ROOT + "\nobjectClass: domain\ndc: bench");
            directory.add("dn: ou=people," + ROOT + "\nobjectClass: organizationalUnit\nou: people");
            directory.add("dn: ou=groups," + ROOT + "\nobjectClass: organizationalUnit\nou: groups");
            var group = new Entry("cn=all,ou=groups," + ROOT);
            group.addAttribute("objectClass", "groupOfNames");
            group.addAttribute("cn", "all");
            for (int i = 0; i < 60; i++) {
                var name = "n" + i + hostile(text).strip() + i + "n";
                names.add(name);
                var entry = new Entry(new RDN("uid", name) + ",ou=people," + ROOT);
                entry.addAttribute("objectClass", "inetOrgPerson");
                entry.addAttribute("uid", name);
                entry.addAttribute("mail", name);
                directory.add(entry);
                group.addAttribute("member", new RDN("uid", name).toNormalizedString() + ", OU=People, " + ROOT);
            }
            directory.add(group);
            var ldap = Ldap.on(directory.port());
            var snapshot = ldap.readAll();
            assertThat(snapshot.users()).hasSize(60);
            assertThat(snapshot.groups().getFirst().members()).hasSize(60);
            try (var inquiry = ldap.inquiry()) {
                for (var name : names) {
                    assertThat(inquiry.people(name).found()).as(name).hasSize(1);
                    assertThat(inquiry.groups(name).found()).as(name).isEmpty();
                }
                for (var user : snapshot.users()) {
                    var found = inquiry.people(user.referenceId()).found();
                    assertThat(found).as(user.referenceId()).hasSize(1);
                    assertThat(found.getFirst().isRead()).isTrue();
                    assertThat(inquiry.whereabouts(List.of(user.referenceId()))).hasSize(1);
                }
            }
        } finally {
            directory.close();
        }
    }
}
