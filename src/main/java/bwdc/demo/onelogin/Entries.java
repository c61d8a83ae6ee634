package bwdc.demo.onelogin;

import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users and roles as the API shows them. */
public interface Entries {
    List<JsonObject> users();

    List<JsonObject> roles();

    /** Always the same. */
    static Entries of(List<JsonObject> users, List<JsonObject> roles) {
        return new Fixed(users, roles);
    }

    /** A company, which may change. Ids are numbers that everybody and every role keeps. */
    static Entries of(SampleCompany company) {
        return new Followed(company);
    }

    /** Entries that do not change. */
    record Fixed(List<JsonObject> users, List<JsonObject> roles) implements Entries {}

    /** Entries made of a company, anew after each change. */
    final class Followed implements Entries {
        private static final long FIRST_USER = 1001;
        private static final long FIRST_ROLE = 701;
        private static final String SINCE = "2025-01-01T00:00:00.000Z";

        private final SampleCompany company;
        private final Map<String, Long> userIds = new HashMap<>();
        private final Map<String, Long> roleIds = new HashMap<>();
        private Fixed made = new Fixed(List.of(), List.of());
        private long version = -1;

        Followed(SampleCompany company) {
            this.company = company;
        }

        @Override
        public List<JsonObject> users() {
            return current().users();
        }

        @Override
        public List<JsonObject> roles() {
            return current().roles();
        }

        private synchronized Fixed current() {
            if (version != company.version()) {
                version = company.version();
                made = make();
            }
            return made;
        }

        private Fixed make() {
            Map<String, List<Long>> rolesOf = new HashMap<>();
            List<JsonObject> roles = new ArrayList<>();
            for (var group : company.groups()) {
                long id = roleIds.computeIfAbsent(group.name(), name -> FIRST_ROLE + roleIds.size());
                roles.add(new JsonObject().put("id", id).put("name", group.name()));
                // Roles hold people only.
                company.everybodyIn(group.name())
                        .forEach(login -> rolesOf.computeIfAbsent(login, any -> new ArrayList<>())
                                .add(id));
            }
            var users = company.people().stream()
                    .map(person -> user(person, rolesOf.getOrDefault(person.login(), List.of())))
                    .toList();
            return new Fixed(users, roles);
        }

        private JsonObject user(SampleCompany.Person person, List<Long> roles) {
            long id = userIds.computeIfAbsent(person.login(), login -> FIRST_USER + userIds.size());
            int blank = person.name().indexOf(' ');
            return new JsonObject()
                    .put("activated_at", SINCE)
                    .put("created_at", SINCE)
                    .put("email", person.mail())
                    .put("username", person.login())
                    .put("firstname", blank < 0 ? person.name() : person.name().substring(0, blank))
                    .put("group_id", null)
                    .put("id", id)
                    .put("invalid_login_attempts", 0L)
                    .put("invitation_sent_at", SINCE)
                    .put("last_login", null)
                    .put("lastname", blank < 0 ? "" : person.name().substring(blank + 1))
                    .put("locked_until", null)
                    .put("notes", null)
                    .put("openid_name", person.login())
                    .put("locale_code", null)
                    .put("phone", null)
                    .put("status", person.disabled() ? 2L : 1L)
                    .put("updated_at", SINCE)
                    .put("distinguished_name", null)
                    .put("external_id", null)
                    .put("directory_id", null)
                    .put("member_of", null)
                    .put("samaccountname", null)
                    .put("userprincipalname", null)
                    .put("manager_ad_id", null)
                    .put("manager_user_id", null)
                    .put("role_id", roles)
                    .put("company", null)
                    .put("department", person.department())
                    .put("title", null)
                    .put("state", 1L)
                    .put("custom_attributes", new JsonObject());
        }
    }
}
