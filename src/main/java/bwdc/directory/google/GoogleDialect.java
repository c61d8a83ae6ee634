package bwdc.directory.google;

import bwdc.directory.cloud.Dialect;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.Retries;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** How Google says what is wrong, and where in its consoles that is set right. */
final class GoogleDialect implements Dialect {
    /** Quotas are of a minute (2,400 requests of an administrator): the tries that follow must reach into the next one. */
    private static final Retries.Pace PACE = new Retries.Pace(Duration.ofMillis(50), Duration.ofSeconds(8));

    private final GoogleSettings settings;

    GoogleDialect(GoogleSettings settings) {
        this.settings = settings;
    }

    @Override
    public String vendor() {
        return "Google Workspace";
    }

    @Override
    public Retries.Pace pace() {
        return PACE;
    }

    @Override
    public boolean asksToSlowDown(Answer answer) {
        return answer.status() == 403 && Problem.of(answer).asksToSlowDown();
    }

    @Override
    public Fault fault(Answer answer, URI uri) {
        var problem = Problem.of(answer);
        var list = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "Google Workspace answered " + problem.words() + ", when asked for "
                                + (uri.getPath().endsWith("/" + list) ? uri.getPath() : list) + ".")
                .hint(hint(problem, list));
    }

    private String hint(Problem problem, String list) {
        if (problem.isOfTheDay()) {
            return "the quota of this day is used up, by whichever program of this Google Cloud project: APIs & Services,"
                    + " Admin SDK API, Quotas";
        }
        if (problem.isLimit()) {
            return "several tries did not help; fewer requests at once: bwdc config sync.parallelRequests 4, or a higher"
                    + " quota in the Google Cloud console: APIs & Services, Admin SDK API, Quotas";
        }
        return switch (problem.status()) {
            case 400 -> badRequest(problem, list);
            case 401 -> "sign-in succeeded, but its token is not taken; is gsuite.apiUrl right?";
            case 403 -> forbidden(problem);
            case 404 -> notFound(problem);
            default -> "nothing was sent. Try again later";
        };
    }

    private String forbidden(Problem problem) {
        var lower = problem.message().toLowerCase(Locale.ROOT);
        if (problem.reason().equals("accessNotConfigured") || lower.contains("is disabled")) {
            return "switch on the Admin SDK API in the Google Cloud project of " + settings.clientEmail()
                    + ": https://console.cloud.google.com/apis/library/admin.googleapis.com";
        }
        if (problem.reason().equals("insufficientPermissions") || lower.contains("scopes")) {
            return delegation(settings);
        }
        return settings.adminUser()
                + " (gsuite.adminUser) may not read this. Admin console, Account, Admin roles: a role with"
                + " the Admin API privileges Users > Read and Groups > Read; and gsuite.domain or gsuite.customer must be"
                + " this account's own. Somebody new must have signed in once";
    }

    private String badRequest(Problem problem, String list) {
        var lower = problem.message().toLowerCase(Locale.ROOT);
        if (lower.contains("customer")) {
            return "gsuite.customer is my_customer, or the id under Account, Account settings in the Admin console";
        }
        if (lower.contains("query") || list.equals("users") || list.equals("groups")) {
            var setting = list.equals("users") ? "sync.userFilter" : "sync.groupFilter";
            return "does Google understand the query after the bar in " + setting + "? `bwdc config " + setting
                    + "` shows it; https://developers.google.com/workspace/admin/directory/v1/guides/search-" + list;
        }
        return "nothing was sent. Try again later";
    }

    private static String notFound(Problem problem) {
        if (problem.message().contains("groupKey")) {
            return "nothing was sent. The group was deleted while it was read, or has just been made: run again";
        }
        return problem.message().toLowerCase(Locale.ROOT).contains("domain")
                ? "gsuite.domain is none of the account's domains: Admin console, Account, Domains"
                : "check gsuite.domain, gsuite.customer and gsuite.apiUrl";
    }

    /** What to do in the Admin console so that the service account may act as the administrator. */
    static String delegation(GoogleSettings settings) {
        return "Admin console, Security, Access and data control, API controls, Manage domain-wide delegation, Add new: "
                + settings.client() + " with the scopes " + GoogleSettings.SCOPES.replace(' ', ',')
                + "; it may take some minutes. gsuite.adminUser (" + settings.adminUser() + ") must be of that account";
    }
}
