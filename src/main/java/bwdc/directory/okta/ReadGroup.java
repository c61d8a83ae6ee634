package bwdc.directory.okta;

import bwdc.directory.DirectoryGroup;
import bwdc.json.JsonObject;
import java.util.List;

/**
 * A group with its members.
 *
 * @param stamp when somebody joined or left last, as Okta writes it; empty when Okta does not say
 * @param builtIn whether Okta keeps the list of members itself, as it does for Everyone
 */
record ReadGroup(String id, String name, String stamp, boolean builtIn, List<String> members) {
    ReadGroup {
        members = List.copyOf(members);
    }

    /** As it stands in the list of groups. */
    static ReadGroup of(String id, JsonObject json) {
        return new ReadGroup(
                id,
                json.object("profile").flatMap(profile -> profile.text("name")).orElse(""),
                json.text("lastMembershipUpdated").orElse(""),
                json.text("type").orElse("").equals("BUILT_IN"),
                List.of());
    }

    ReadGroup with(List<String> others) {
        return new ReadGroup(id, name, stamp, builtIn, others);
    }

    DirectoryGroup group() {
        return new DirectoryGroup(id, id, name, members, List.of());
    }
}
