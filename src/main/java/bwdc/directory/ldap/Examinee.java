package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.ArrayList;
import java.util.List;

/** The users or groups that the settings find, by the first page of each search. */
final class Examinee {
    /** Attributes of groups that name members, in the order in which they are proposed. */
    private static final List<String> MEMBERS = List.of("member", "uniqueMember", "memberUid");

    /** Bitwarden's limit. */
    private static final int LONGEST_ID = 300;

    private final LDAPConnection connection;
    private final LdapSettings settings;
    private final Scheme scheme;
    private final RootDse server;
    private final List<Diagnosis.Fact> facts;
    private final List<Diagnosis.Advice> advice;

    Examinee(
            LDAPConnection connection,
            LdapSettings settings,
            Scheme scheme,
            RootDse server,
            List<Diagnosis.Fact> facts,
            List<Diagnosis.Advice> advice) {
        this.connection = connection;
        this.settings = settings;
        this.scheme = scheme;
        this.server = server;
        this.facts = facts;
        this.advice = advice;
    }

    void users(Examination.Place place) {
        for (var sample : samples(place, scheme.userAttributes())) {
            var with = sample.with(scheme.email());
            if (!sample.entries().isEmpty()) {
                fact("users", "with " + scheme.email(), List.of(Long.toString(with)), "of the first page");
            }
            if (!sample.entries().isEmpty() && with == 0 && scheme.emailPrefix().isEmpty()) {
                obstacle("No user has " + scheme.email() + " (sync.userEmailAttribute).");
            }
            ids(sample);
        }
    }

    void groups(Examination.Place place) {
        List<String> attributes = new ArrayList<>(scheme.groupAttributes());
        attributes.addAll(MEMBERS);
        for (var sample : samples(place, attributes)) {
            ids(sample);
            if (scheme.entries().memberOf().isEmpty()) {
                members(sample);
            }
        }
    }

    private void members(Sample sample) {
        var with = sample.with(scheme.member());
        var ranges = sample.entries().stream()
                .flatMap(entry -> entry.getAttributes().stream())
                .flatMap(attribute -> attribute.getOptions().stream())
                .anyMatch(option -> option.startsWith("range="));
        fact("groups", "with " + scheme.member(), List.of(Long.toString(with)), "of the first page");
        fact(
                "groups",
                "members in ranges",
                List.of(ranges ? "yes" : "no"),
                ranges
                        ? "the server gives long lists in parts"
                        : "no list came in parts; they are read so where they do");
        if (with == 0 && !sample.entries().isEmpty()) {
            advice.add(new Diagnosis.Advice(noMembers(sample), false));
        }
    }

    private String noMembers(Sample sample) {
        var start = "No group has " + scheme.member() + " (sync.memberAttribute)";
        for (var other : MEMBERS) {
            if (sample.with(other) > 0) {
                return start + ", but there is " + other + ": bwdc config sync.memberAttribute " + other;
            }
        }
        return start
                + ": may the account read it? Where only users name their groups: bwdc config ldap.memberOf memberOf";
    }

    private void ids(Sample sample) {
        try {
            sample.entries().stream()
                    .filter(entry -> scheme.externalId(entry).length() > LONGEST_ID)
                    .findFirst()
                    .ifPresent(entry -> obstacle("The external id of " + entry.getDN() + " has more than " + LONGEST_ID
                            + " characters, which Bitwarden does not take: bwdc config ldap.externalId "
                            + (server.vendor() == RootDse.Vendor.DS_389 ? "nsUniqueId" : "entryUUID")));
        } catch (Fault missing) {
            obstacle(missing.sentence());
        }
    }

    private List<Sample> samples(Examination.Place place, List<String> attributes) {
        return place.bases().stream()
                .map(base -> sample(place, base, attributes))
                .toList();
    }

    private Sample sample(Examination.Place place, String base, List<String> attributes) {
        var sample = Sample.of(connection, base, place.filter(), attributes, settings.paged());
        fact(place.name(), "below", List.of(base), sample.isNowhere() ? "not found" : "found");
        fact(place.name(), "filter", List.of(place.filter().toString()), "");
        if (sample.failure().isPresent()) {
            var fault = LdapFaults.searching(settings, base, sample.failure().get());
            obstacle(fault.sentence() + " " + place.setting() + ": "
                    + fault.hint().orElse(""));
            return sample;
        }
        fact(
                place.name(),
                "found",
                List.of(sample.entries().size() + (sample.more() ? " and more" : "")),
                sample.page() > 0 ? "pages of " + sample.page() : "without pages");
        sample.limits().forEach(limit -> fact(place.name(), "limit", List.of(limit), ""));
        if (sample.entries().isEmpty()) {
            advice.add(new Diagnosis.Advice(
                    "Nothing below " + base + " matches " + place.filter() + ": check " + place.setting()
                            + ", the object class and the filter, and what the account may read",
                    false));
        }
        return sample;
    }

    private void fact(String section, String name, List<String> values, String why) {
        facts.add(new Diagnosis.Fact(section, name, values, why));
    }

    private void obstacle(String sentence) {
        advice.add(new Diagnosis.Advice(sentence, true));
    }
}
