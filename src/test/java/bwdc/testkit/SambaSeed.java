package bwdc.testkit;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The people, groups and other things in a {@link SambaDomain}, as LDIF. */
final class SambaSeed {
    private static final String ROOT = SambaDomain.ROOT;

    /** 2020-01-01, in tenths of microseconds since 1601. */
    private static final String LONG_AGO = "132223104000000000";

    private final StringBuilder ldif = new StringBuilder();

    private SambaSeed() {}

    static String ldif() {
        var seed = new SambaSeed();
        for (var unit : List.of("People", "Partners", "Leavers", "Service", "Crowd", "Groups", "Teams", "Large")) {
            seed.add("OU=" + unit + "," + ROOT, "objectClass", "organizationalUnit", "ou", unit);
        }
        seed.people();
        seed.leavers();
        seed.accounts();
        seed.groups();
        seed.crowd();
        return seed.ldif.toString();
    }

    /** A cycle takes two steps: neither group may name one that is not there. */
    static String changes() {
        return """
                dn: CN=CycleA,OU=Groups,%1$s
                changetype: modify
                add: member
                member: CN=CycleB,OU=Groups,%1$s

                dn: CN=CycleB,OU=Groups,%1$s
                changetype: modify
                add: member
                member: CN=CycleA,OU=Groups,%1$s
                """.formatted(ROOT);
    }

    private void people() {
        person("Alice Adams", "alice");
        person("Bob Brown", "bob");
        user("Carol Clark", "carol", "512");
        user("Dave Disabled", "dave", "514", "mail", "dave@corp.example.test");
        person("Eve Expired", "eve", "accountExpires", LONG_AGO);
        person("Zoë Müller-Ångström", "zoe");
        person("山田 太郎", "yamada");
        person("Smith, John", "jsmith");
        person("Ludwig+Lee", "llee");
        person("Jörg \"Größe\" <Öz>; #1", "joerg");
        person("Gone Before", "gone-before");
        person("Gone After", "gone-after");
        add(
                dn("Paul Partner", "Partners"),
                "objectClass",
                "user",
                "sAMAccountName",
                "paul",
                "userAccountControl",
                "512",
                "mail",
                "paul@partner.example");
    }

    /** People for tests to change and delete. */
    private void leavers() {
        for (int i = 1; i <= 6; i++) {
            var name = "leaver-" + i;
            add(
                    dn(name, "Leavers"),
                    "objectClass",
                    "user",
                    "sAMAccountName",
                    name,
                    "userAccountControl",
                    "512",
                    "mail",
                    name + "@corp.example.test");
        }
    }

    /** Accounts to sign in with. */
    private void accounts() {
        account("svc-bwdc", "512");
        account("svc-reader", "512");
        account("svc-disabled", "514");
        account("svc-expired", "512", "accountExpires", LONG_AGO);
        account("svc-must-change", "512", "pwdLastSet", "0");
    }

    private void groups() {
        group("Eng-Backend", dn("Alice Adams", "People"), dn("Zoë Müller-Ångström", "People"));
        group("Eng-Frontend", dn("Bob Brown", "People"), dn("山田 太郎", "People"));
        group("Engineering", dn("Eng-Backend", "Groups"), dn("Eng-Frontend", "Groups"), dn("Carol Clark", "People"));
        group(
                "All-Staff",
                dn("Engineering", "Groups"),
                dn("Dave Disabled", "People"),
                dn("Smith, John", "People"),
                dn("Jörg \"Größe\" <Öz>; #1", "People"),
                dn("Gone Before", "People"),
                dn("Gone After", "People"));
        group("Empty");
        group("Données & Größe", dn("Zoë Müller-Ångström", "People"));
        group("CycleA", dn("Alice Adams", "People"));
        group("CycleB", dn("Bob Brown", "People"));
        add(dn("Printer Contact", "People"), "objectClass", "contact");
        add(dn("PC1", "People"), "objectClass", "computer", "sAMAccountName", "PC1$", "userAccountControl", "4096");
        // The server makes a foreign security principal of it.
        var foreign = "<SID=" + SambaDomain.FOREIGN + ">";
        group("Mixed", dn("Alice Adams", "People"), dn("Printer Contact", "People"), dn("PC1", "People"), foreign);
        addGroup("Partner-Team", "Teams", List.of(dn("Paul Partner", "Partners"), dn("Alice Adams", "People")));
    }

    /** Groups as large as ranges of members are, and one more. */
    private void crowd() {
        var crowd = IntStream.range(0, 3001)
                .mapToObj(i -> dn("c%04d".formatted(i), "Crowd"))
                .toList();
        crowd.forEach(each -> add(each, "objectClass", "contact"));
        for (int size : new int[] {1499, 1500, 1501, 3000, 3001}) {
            addGroup("Large-" + size, "Large", crowd.subList(0, size));
        }
    }

    private void person(String name, String account, String... more) {
        var all = new ArrayList<>(List.of("mail", account + "@corp.example.test"));
        all.addAll(List.of(more));
        user(name, account, "512", all.toArray(String[]::new));
    }

    private void user(String name, String account, String control, String... more) {
        var all = new ArrayList<>(List.of(
                "objectClass",
                "user",
                "sAMAccountName",
                account,
                "userPrincipalName",
                account + "@corp.example.test",
                "userAccountControl",
                control));
        all.addAll(List.of(more));
        add(dn(name, "People"), all.toArray(String[]::new));
    }

    private void account(String name, String control, String... more) {
        var entry = entry(
                dn(name, "Service"),
                "objectClass",
                "user",
                "sAMAccountName",
                name,
                "userPrincipalName",
                name + "@corp.example.test",
                "userAccountControl",
                control);
        entry.addAttribute("unicodePwd", ("\"" + SambaDomain.PASSWORD + "\"").getBytes(StandardCharsets.UTF_16LE));
        for (int i = 0; i < more.length; i += 2) {
            entry.addAttribute(more[i], more[i + 1]);
        }
        append(entry);
    }

    private void group(String name, String... members) {
        addGroup(name, "Groups", List.of(members));
    }

    private void addGroup(String name, String unit, List<String> members) {
        var entry = entry(
                dn(name, unit),
                "objectClass",
                "group",
                "sAMAccountName",
                name.replace(" & ", "-"),
                "groupType",
                "-2147483646");
        if (!members.isEmpty()) {
            entry.addAttribute("member", members);
        }
        append(entry);
    }

    private static String dn(String name, String unit) {
        return SambaDomain.dn(name, unit);
    }

    private void add(String dn, String... pairs) {
        append(entry(dn, pairs));
    }

    private static Entry entry(String dn, String... pairs) {
        var entry = new Entry(dn);
        for (int i = 0; i < pairs.length; i += 2) {
            entry.addAttribute(pairs[i], pairs[i + 1]);
        }
        return entry;
    }

    private void append(Entry entry) {
        ldif.append(entry.toLDIFString()).append('\n');
    }

    /** An escaped name, in a unit of the domain. */
    static String escaped(String name, String unit) {
        return new RDN("CN", name) + ",OU=" + unit + "," + ROOT;
    }
}
