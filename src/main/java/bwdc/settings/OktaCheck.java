package bwdc.settings;

import bwdc.settings.SettingsCheck.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is missing to read an Okta organization, and where in its Admin Console it is found. */
public final class OktaCheck {
    private static final String ADMIN = "-admin.";
    private static final String TOKEN =
            "bwdc config okta.token --secretfile FILE (Admin Console: Security > API > Tokens > Create token)";
    private static final String APP = "Admin Console: Applications > Applications > your API Services app > General";

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private OktaCheck(Settings settings) {
        this.settings = settings;
    }

    static List<Problem> problems(Settings settings) {
        var check = new OktaCheck(settings);
        check.address();
        check.signIn();
        check.share();
        return check.problems;
    }

    /** The organization's address, when this one is of its Admin Console. */
    public static Optional<String> withoutAdmin(String url) {
        int place = url.toLowerCase(Locale.ROOT).indexOf(ADMIN);
        return place > 0 && url.contains("okta")
                ? Optional.of(url.substring(0, place) + url.substring(place + ADMIN.length() - 1))
                : Optional.empty();
    }

    private void address() {
        var url = settings.text("okta.orgUrl").map(String::strip);
        if (url.isEmpty()) {
            problems.add(
                    Problem.missing("okta.orgUrl", "the address where your people sign in", "https://ACME.okta.com"));
        } else {
            withoutAdmin(url.get())
                    .ifPresent(right -> problems.add(Problem.of(
                            "okta.orgUrl", "It is the address of the Admin Console, which has no API.", right)));
        }
    }

    private void signIn() {
        var app = settings.text("okta.clientId").isPresent();
        var key = settings.secret("okta.privateKey").isPresent();
        if (app && !key) {
            problems.add(new Problem(
                    "okta.privateKey",
                    "It is not set, and the app of okta.clientId cannot sign in without it.",
                    "bwdc config okta.privateKey --secretfile FILE (" + APP + " > Public Keys > Add key)"));
        } else if (key && !app) {
            problems.add(new Problem(
                    "okta.clientId",
                    "It is not set, and okta.privateKey has no use without it.",
                    "bwdc config okta.clientId ID (" + APP + " > Client ID)"));
        } else if (!app && settings.secret("okta.token").isEmpty()) {
            problems.add(new Problem("okta.token", "It is not set, nor are okta.clientId and okta.privateKey.", TOKEN));
        }
    }

    private void share() {
        settings.number("okta.rateShare")
                .filter(percent -> percent < 1 || percent > 100)
                .ifPresent(percent -> problems.add(
                        Problem.of("okta.rateShare", "It is between 1 and 100 percent, not " + percent + ".", "50")));
    }
}
