package bwdc.demo;

import bwdc.demo.sample.SampleCompany;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sample company as it stands in {@code acme.ldif}. */
public final class AcmeFile {
    private AcmeFile() {}

    static InputStream open() {
        return Objects.requireNonNull(AcmeFile.class.getResourceAsStream("acme.ldif"));
    }

    /** The company of the demonstration: 60 people, 13 groups. */
    public static SampleCompany company() {
        List<SampleCompany.Person> people = new ArrayList<>();
        List<SampleCompany.Group> groups = new ArrayList<>();
        try (var reader = new LDIFReader(open())) {
            for (var entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                if (entry.hasObjectClass("inetOrgPerson")) {
                    people.add(person(entry));
                } else if (entry.hasObjectClass("groupOfNames")) {
                    groups.add(group(entry));
                }
            }
            return new SampleCompany(people, groups);
        } catch (IOException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SampleCompany.Person person(Entry entry) {
        return new SampleCompany.Person(
                entry.getAttributeValue("uid"),
                entry.getAttributeValue("cn"),
                entry.getAttributeValue("mail"),
                "514".equals(entry.getAttributeValue("userAccountControl")),
                entry.getAttributeValue("departmentNumber"));
    }

    private static SampleCompany.Group group(Entry entry) {
        List<String> people = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (var member : Objects.requireNonNullElse(entry.getAttributeValues("member"), new String[0])) {
            var name = member.substring(member.indexOf('=') + 1, member.indexOf(','));
            (member.startsWith("uid=") ? people : groups).add(name);
        }
        return new SampleCompany.Group(entry.getAttributeValue("cn"), people, groups);
    }
}
