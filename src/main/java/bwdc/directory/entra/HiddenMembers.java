package bwdc.directory.entra;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.EntraCloud;
import java.util.List;

/**
 * Groups and administrative units can hide who is in them. Graph answers those who may not see it with an empty list, which
 * cannot be told from one without members (https://learn.microsoft.com/graph/permissions-reference, Member.Read.Hidden).
 */
final class HiddenMembers {
    /** What a group or unit says of itself then. */
    static final String VISIBILITY = "HiddenMembership";

    private static final String PERMISSION = "Member.Read.Hidden";

    private final Graph graph;
    private final SignIn signIn;
    private final EntraCloud cloud;

    HiddenMembers(Graph graph, SignIn signIn, EntraCloud cloud) {
        this.graph = graph;
        this.signIn = signIn;
        this.cloud = cloud;
    }

    /** Whether the application sees them, as far as its token tells. */
    boolean areSeen() {
        return signIn.roles().orElse(List.of()).contains(PERMISSION);
    }

    /**
     * Looks behind an empty list of members that a filter depends on.
     *
     * @param owner path of the group or unit
     * @throws Fault with exit code 5 when the list may be empty only for this application
     */
    void suspect(String owner) {
        if (areSeen()) {
            return;
        }
        var visibility =
                graph.get(graph.at(owner + "?$select=id,visibility")).object().text("visibility");
        if (visibility.filter(VISIBILITY::equals).isPresent()) {
            throw hidden(owner.substring(1), "");
        }
    }

    /** For an empty list that decides who is a user: whoever is in it would be taken for somebody who left. */
    Fault choosing(GroupList.Listed group) {
        return hidden(
                "the group " + group.name() + " (" + group.id() + ")",
                "; or leave the group out with sync.groupFilter");
    }

    private Fault hidden(String owner, String otherwise) {
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "The members of " + owner + " are hidden from the application, and a filter depends on them.")
                .hint(GraphDialect.grant(PERMISSION, cloud) + otherwise);
    }
}
