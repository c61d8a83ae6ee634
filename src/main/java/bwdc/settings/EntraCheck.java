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
        check.application();
        return check.problems;
    }

    private void add(String setting, String sentence, String value, String place) {
        problems.add(new Problem(setting, sentence, "bwdc config " + setting + " " + value + place));
    }

    private void authority() {
        settings.text("entra.identityAuthority")
                .filter(text -> EntraCloud.of(text).isEmpty())
                .ifPresent(text -> problems.add(new Problem(
                        "entra.identityAuthority",
                        text + " is no cloud of Microsoft.",
                        "bwdc config entra.identityAuthority HOST, which is one of " + EntraCloud.all())));
    }

    private void tenant() {
        var tenant = settings.text("entra.tenant").map(Spelling::normal);
        if (tenant.isEmpty()) {
            add("entra.tenant", "It is not set.", "ID", at("Overview: Directory (tenant) ID"));
        } else if (ANY_TENANT.contains(tenant.get())) {
            add(
                    "entra.tenant",
                    "An application signs in to one tenant, not to " + tenant.get() + ".",
                    "ID",
                    at("Overview: Directory (tenant) ID"));
        }
    }

    private void application() {
        if (settings.text("entra.applicationId").isEmpty()) {
            add("entra.applicationId", "It is not set.", "ID", at("Overview: Application (client) ID"));
        }
        if (settings.secret("entra.key").isEmpty()) {
            add(
                    "entra.key",
                    "It is not set.",
                    "--secretfile FILE",
                    at("Certificates & secrets > New client secret: its Value"));
        }
    }

    private String at(String place) {
        var cloud = settings.text("entra.identityAuthority")
                .flatMap(EntraCloud::of)
                .orElse(EntraCloud.GLOBAL);
        return "   (" + cloud.adminCenter() + " > App registrations > the application > " + place + ")";
    }
}
