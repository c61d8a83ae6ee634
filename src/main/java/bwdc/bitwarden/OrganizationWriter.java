package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single changes through the public API, which an import cannot make. */
public final class OrganizationWriter {
    private static final String MEMBERS = "/public/members";
    private static final String GROUPS = "/public/groups";

    private final Session session;

    public OrganizationWriter(Session session) {
        this.session = session;
    }

    /** Invites somebody into groups; collections are not given. */
    public void invite(String email, @Nullable String externalId, long type, List<String> groupIds) {
        send(
                "POST",
                MEMBERS,
                new JsonObject()
                        .put("email", email)
                        .put("type", type)
                        .put("externalId", externalId)
                        .put("collections", List.of())
                        .put("groups", groupIds));
    }

    public void remove(Roster.Member member) {
        send("DELETE", MEMBERS + "/" + member.id(), null);
    }

    /** Replaces the groups of a member, with those that no directory manages. */
    public void placeIn(Roster.Member member, List<String> groupIds) {
        send("PUT", MEMBERS + "/" + member.id() + "/group-ids", new JsonObject().put("groupIds", groupIds));
    }

    public void replaceMembers(Roster.Group group, List<String> memberIds) {
        send("PUT", GROUPS + "/" + group.id() + "/member-ids", new JsonObject().put("memberIds", memberIds));
    }

    /** Everything that is not told again would be lost, so the group is read first. */
    public void rename(Roster.Group group, String name) {
        var path = GROUPS + "/" + group.id();
        var answer = session.get(path);
        if (!(answer.status() == 200 && ErrorBody.json(answer) instanceof JsonObject known)) {
            throw refused(answer, path);
        }
        send(
                "PUT",
                path,
                new JsonObject()
                        .put("name", name)
                        .put("externalId", known.get("externalId"))
                        .put("collections", known.get("collections")));
    }

    /** Whether a group opens collections, which it did not when an import made it. */
    public boolean opensCollections(Roster.Group group) {
        var answer = session.get(GROUPS + "/" + group.id());
        return ErrorBody.json(answer) instanceof JsonObject known
                && !known.list("collections").isEmpty();
    }

    public void remove(Roster.Group group) {
        send("DELETE", GROUPS + "/" + group.id(), null);
    }

    private void send(String method, String path, @Nullable JsonObject body) {
        var bytes = body == null ? null : Json.compact(body).getBytes(StandardCharsets.UTF_8);
        var answer = session.send(method, path, bytes);
        if (answer.status() != 200 && answer.status() != 204) {
            throw refused(answer, path);
        }
    }

    private Fault refused(Answer answer, String path) {
        var where = session.uri(path) + " answered " + answer.status();
        return Fault.of(
                        answer.status() == 401 || answer.status() == 403 ? ExitCode.SIGN_IN : ExitCode.BITWARDEN,
                        ErrorBody.message(answer).orElse("Bitwarden did not make the change."))
                .details(ErrorBody.message(answer).isPresent() ? List.of() : ErrorBody.beginning(answer))
                .hint(where);
    }
}
