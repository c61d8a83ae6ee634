package bwdc.bitwarden;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code POST /public/organization/import}: its properties stand in the order in which they are sent. */
public record ImportRequest(
        List<Group> groups,
        List<Member> members,
        boolean overwriteExisting,
        boolean largeImport,
        boolean inviteUsersAfterProvisioning) {

    /** A group and the external ids of its members, whether those are in {@code members} or not. */
    public record Group(String name, String externalId, List<String> memberExternalIds) {}

    public record Member(@Nullable String email, String externalId, boolean deleted) {}
}
