package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes a directory at random: people, groups and places come, change their names, move and go. */
final class RandomChanges {
    private final LDAPConnection connection;
    private final Random random;
    private final Form form;
    private final List<String> done = new ArrayList<>();
    private int next;

    /**
     * How a server has its entries.
     *
     * @param root the place of people, groups, and of what is outside
     * @param name the attribute that people are named by
     * @param enabled an attribute and its value, or the attribute alone, of an account in use
     * @param disabled an attribute and its value of a disabled one
     * @param listsEntries whether groups can list only what is there, and may be empty
     */
    record Form(
            String root,
            String name,
            String person,
            String group,
            String enabled,
            String disabled,
            boolean listsEntries) {
        /** As most servers have them. */
        static Form usual(String attribute, String disabled) {
            return new Form(
                    "dc=bench,dc=example",
                    "uid",
                    "inetOrgPerson",
                    "groupOfNames",
                    attribute,
                    attribute + ": " + disabled,
                    false);
        }

        static Form activeDirectory(String root) {
            return new Form(root, "cn", "user", "group", "userAccountControl: 512", "userAccountControl: 514", true);
        }

        String people() {
            return "ou=people," + root;
        }

        String groups() {
            return "ou=groups," + root;
        }

        String outside() {
            return "ou=outside," + root;
        }
    }

    RandomChanges(LDAPConnection connection, Random random, Form form) {
        this.connection = connection;
        this.random = random;
        this.form = form;
    }

    /** What was done, for the message of a failure. */
    List<String> done() {
        return done;
    }

    /** One change; one that the directory refuses does not count. */
    void one() {
        try {
            var what = step();
            if (!what.isEmpty()) {
                done.add(what);
            }
        } catch (LDAPException e) {
            done.add("refused: " + e.getResultCode());
        }
    }

    private String step() throws LDAPException {
        return switch (random.nextInt(23)) {
            case 0, 1, 2 -> addUser();
            case 3 -> delete(people());
            case 4, 5 -> modify(pick(people()), "mail", "new" + ++next + "@bench.example");
            case 6 -> modify(pick(people()), "mail");
            case 7 -> modify(pick(people()), "l", random.nextBoolean() ? "paris" : "berlin");
            case 8 -> rename(pick(people()), form.name() + "=user" + ++next, "");
            case 9 -> rename(pick(people()), "", pick(places()));
            case 10 -> modify(pick(people()), "telephoneNumber", "1" + random.nextInt(1000));
            case 11 -> disable(pick(people()));
            case 12, 13 -> addGroup();
            case 14 -> delete(groups());
            case 15 -> rename(pick(groups()), "cn=group" + ++next, "");
            case 16, 17, 18 -> member(ModificationType.ADD, pick(groups()), someName());
            case 19 -> removeMember(pick(groups()));
            case 21 -> form.listsEntries() ? successor() : "";
            case 20 -> modify(pick(groups()), "description", "d" + random.nextInt(100));
            default -> place();
        };
    }

    /** Places change seldom: everything has to be read then. */
    private String place() throws LDAPException {
        return switch (random.nextInt(4)) {
            case 0 -> {
                add("dn: ou=place" + ++next + "," + pick(places()), "objectClass: organizationalUnit");
                yield "new place";
            }
            case 1 -> rename(below(), "ou=place" + ++next, "");
            case 2 -> rename(below(), "", pick(places()));
            default -> "";
        };
    }

    /** A place that may move with all that is in it. */
    private String below() throws LDAPException {
        return pick(places().stream().filter(dn -> dn.contains("place")).toList());
    }

    private void add(String... ldif) throws LDAPException {
        try {
            connection.add(ldif);
        } catch (LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private String addUser() throws LDAPException {
        var uid = "user" + ++next;
        add(
                "dn: " + form.name() + "=" + uid + "," + pick(places()),
                "objectClass: " + form.person(),
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "mail: " + uid + "@bench.example",
                "l: berlin");
        return "new " + uid;
    }

    private String addGroup() throws LDAPException {
        var cn = "group" + ++next;
        List<String> lines = new ArrayList<>(List.of(
                "dn: cn=" + cn + "," + form.groups(),
                "objectClass: " + form.group(),
                "cn: " + cn,
                "member: " + someName()));
        if (!form.listsEntries()) {
            lines.add("member: cn=nobody,dc=nowhere");
        }
        add(lines.toArray(String[]::new));
        return "new " + cn;
    }

    /** A name of somebody, of a group or of nobody yet, now and then written in another way. */
    private String someName() throws LDAPException {
        var name = switch (random.nextInt(4)) {
            case 0 -> pick(groups());
            case 1 -> form.name() + "=user" + (next + random.nextInt(5)) + "," + form.people();
            default -> pick(people());
        };
        return random.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT).replace(",", ", ") : name;
    }

    private String delete(List<String> some) throws LDAPException {
        var dn = pick(some);
        connection.delete(dn);
        return "gone " + dn;
    }

    private String modify(String dn, String attribute, String... values) throws LDAPException {
        connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, values));
        return dn + " " + attribute + " " + List.of(values);
    }

    private String disable(String dn) throws LDAPException {
        var mark = (random.nextBoolean() ? form.enabled() : form.disabled()).split(": ", -1);
        return mark.length > 1 ? modify(dn, mark[0], mark[1]) : modify(dn, mark[0]);
    }

    /** Somebody else under the name of somebody who is gone, or has another name since. */
    private String successor() throws LDAPException {
        var dn = pick(people());
        if (random.nextBoolean()) {
            connection.delete(dn);
        } else {
            rename(dn, form.name() + "=user" + ++next, "");
        }
        add(
                "dn: " + dn,
                "objectClass: " + form.person(),
                "sn: s",
                "cn: " + new DN(dn).getRDN().getAttributeValues()[0],
                "mail: successor" + ++next + "@bench.example",
                "l: berlin");
        return "successor of " + dn;
    }

    private String rename(String dn, String rdn, String place) throws LDAPException {
        var name = rdn.isEmpty() ? new DN(dn).getRDNString() : rdn;
        connection.modifyDN(
                place.isEmpty() ? new ModifyDNRequest(dn, name, true) : new ModifyDNRequest(dn, name, true, place));
        return dn + " becomes " + name + " " + place;
    }

    private String member(ModificationType how, String group, String value) throws LDAPException {
        connection.modify(group, new Modification(how, "member", value));
        return group + " member " + how + " " + value;
    }

    private String removeMember(String group) throws LDAPException {
        var values = connection.getEntry(group, "member").getAttributeValues("member");
        return values == null || values.length < 2
                ? ""
                : member(ModificationType.DELETE, group, values[random.nextInt(values.length)]);
    }

    private List<String> people() throws LDAPException {
        return names(form.people(), "(objectClass=" + form.person() + ")");
    }

    private List<String> groups() throws LDAPException {
        return names(form.groups(), "(objectClass=" + form.group() + ")");
    }

    private List<String> places() throws LDAPException {
        var places = new ArrayList<>(names(form.people(), "(objectClass=organizationalUnit)"));
        places.addAll(names(form.outside(), "(objectClass=organizationalUnit)"));
        return places;
    }

    private List<String> names(String base, String filter) throws LDAPException {
        return connection.search(base, SearchScope.SUB, filter, "1.1").getSearchEntries().stream()
                .map(entry -> entry.getDN())
                .sorted()
                .toList();
    }

    private String pick(List<String> some) throws LDAPException {
        if (some.isEmpty()) {
            throw new LDAPException(com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT);
        }
        return some.get(random.nextInt(some.size()));
    }
}
