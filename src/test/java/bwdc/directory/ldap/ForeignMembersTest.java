package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members that were not found are of another domain. */
class ForeignMembersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=S-1-5-21-1-2-3-1104,CN=ForeignSecurityPrincipals,DC=a,DC=b | S-1-5-21-1-2-3-1104",
                "CN=Ann,OU=People,DC=child,DC=a,DC=b | CN=Ann,OU=People,DC=child,DC=a,DC=b",
                "cn=ann,dc=other | cn=ann,dc=other",
                // Everybody who signed in: no person.
                "CN=S-1-5-11,CN=ForeignSecurityPrincipals,DC=a,DC=b | ''",
                // Of this domain, but not below the search base, or deleted.
                "CN=Ann,OU=Elsewhere,dc=A,dc=B | ''",
                "cn=ann, ou=elsewhere, dc=a, dc=b | ''",
                "cn=ann,ou=elsewhere,dc=a, dc=b | ''",
                "cn=ann,o=acme | ''",
            })
    void areNamed(String member, String named) {
        var foreign = new ForeignMembers();
        foreign.unknown("CN=Staff,OU=Groups,DC=a,DC=b", member);
        if (named.isEmpty()) {
            assertThat(foreign.warnings()).isEmpty();
        } else {
            assertThat(foreign.warnings())
                    .containsExactly("the group CN=Staff,OU=Groups,DC=a,DC=b has a member of another domain, left out: "
                            + named);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, a member, dn0", "3, 3 members, dn2", "4, 4 members, …"})
    void areCounted(int count, String number, String last) {
        var foreign = new ForeignMembers();
        for (int i = 0; i < count; i++) {
            foreign.unknown("cn=g,dc=a", "cn=dn" + i + ",dc=b");
        }
        assertThat(foreign.warnings())
                .singleElement()
                .asString()
                .contains("has " + number + " of another domain", last);
    }
}
