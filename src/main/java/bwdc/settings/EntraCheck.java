package bwdc.settings;

import bwdc.settings.SettingsCheck.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what keeps a tenant of Entra ID from being read, and says where in its admin center the missing piece stands. */
final class EntraCheck {
    /** Words that stand for any tenant where people sign in; an application signs in to one (OAuth 2.0 client credentials). */
    private static final Set<String> ANY_TENANT = Set.of("common", "organizations", "consumers");

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private EntraCheck(Settings settings) {
        this.settings = settings;
    }

    static List<Problem> problems(Settings settings) {
        var check = new EntraCheck(settings);
        check.authority();
        check.tenant();
        check.identity();
        return check.problems;
    }

    private void missing(String setting, String value, String place) {
        problems.add(Problem.missing(setting, place, value));
    }

    private void authority() {
        settings.text("entra.identityAuthority")
                .filter(text -> EntraCloud.of(text).isEmpty())
                .ifPresent(text -> problems.add(Problem.of(
                        "entra.identityAuthority",
                        text + " is no cloud of Microsoft; it is one of " + EntraCloud.all() + ".",
                        EntraCloud.GLOBAL.authority())));
    }

    private void tenant() {
        var tenant = settings.text("entra.tenant").map(Spelling::normal);
        var place = "the Directory (tenant) ID in " + application() + " > Overview";
        if (tenant.isEmpty()) {
            missing("entra.tenant", "ID", place);
        } else if (ANY_TENANT.contains(tenant.get())) {
            problems.add(Problem.of(
                    "entra.tenant",
                    "It is " + tenant.get() + ", and an application signs in to one tenant: " + place + ".",
                    "ID"));
        }
    }

    private void identity() {
        if (settings.text("entra.applicationId").isEmpty()) {
            missing("entra.applicationId", "ID", "the Application (client) ID in " + application() + " > Overview");
        }
        if (settings.secret("entra.key").isEmpty()) {
            missing(
                    "entra.key",
                    "--secretfile FILE",
                    "the Value of a client secret, shown once when it is made in " + application()
                            + " > Certificates & secrets");
        }
    }

    private String application() {
        var cloud =
                settings.text("entra.identityAuthority").flatMap(EntraCloud::of).orElse(EntraCloud.GLOBAL);
        return cloud.adminCenter() + " > App registrations > the application";
    }
}
