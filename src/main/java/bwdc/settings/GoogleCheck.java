package bwdc.settings;

import bwdc.fault.Fault;
import bwdc.settings.SettingsCheck.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is missing or wrong for Google Workspace, and tells where in Google's consoles it is found. */
final class GoogleCheck {
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private GoogleCheck(Settings settings) {
        this.settings = settings;
    }

    static List<Problem> problems(Settings settings) {
        var check = new GoogleCheck(settings);
        check.account(check.key());
        check.extent();
        return check.problems;
    }

    private Optional<GoogleKeyFile> key() {
        try {
            var key = settings.secret("gsuite.privateKey").map(GoogleKeyFile::of);
            if (key.isEmpty()) {
                problems.add(new Problem("gsuite.privateKey", "It is not set.", GoogleKeyFile.REMEDY));
            }
            return key;
        } catch (Fault fault) {
            problems.add(new Problem("gsuite.privateKey", fault.sentence(), GoogleKeyFile.REMEDY));
            return Optional.empty();
        }
    }

    private void account(Optional<GoogleKeyFile> key) {
        var named = settings.text("gsuite.clientEmail").map(Spelling::trim);
        var ofKey = key.flatMap(GoogleKeyFile::clientEmail);
        if (named.isEmpty() && ofKey.isEmpty()) {
            problems.add(Problem.missing(
                    "gsuite.clientEmail",
                    "in a whole key file, and in Google Cloud console, IAM & Admin, Service accounts",
                    "NAME@PROJECT.iam.gserviceaccount.com"));
        }
        ofKey.filter(email ->
                        named.filter(other -> !other.equalsIgnoreCase(email)).isPresent())
                .ifPresent(email -> problems.add(
                        Problem.of("gsuite.clientEmail", "The key file is of another account, " + email + ".", email)));
        if (settings.text("gsuite.adminUser").isEmpty()) {
            problems.add(Problem.missing(
                    "gsuite.adminUser",
                    "an account that may read users and groups: Admin console, Account, Admin roles",
                    "admin@company.com"));
        }
    }

    private void extent() {
        if (settings.text("gsuite.domain").isEmpty()
                && settings.text("gsuite.customer").isEmpty()) {
            problems.add(Problem.missing(
                    "gsuite.domain",
                    "in Admin console, Account, Domains; for all domains: bwdc config gsuite.customer my_customer",
                    "company.com"));
        }
    }
}
