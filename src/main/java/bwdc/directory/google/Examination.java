package bwdc.directory.google;

import bwdc.directory.Diagnosis;
import bwdc.directory.Diagnosis.Advice;
import bwdc.directory.Diagnosis.Fact;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.fault.Fault;
import bwdc.settings.SetFilter;
import bwdc.settings.SyncSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at an account for its administrator: signs in and reads the first page of each list. */
final class Examination {
    private final Lists lists;
    private final GoogleSettings settings;
    private final SyncSettings sync;
    private final SetFilter userFilter;
    private final SetFilter groupFilter;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();

    Examination(Lists lists, GoogleSettings settings, SyncSettings sync, SetFilter userFilter, SetFilter groupFilter) {
        this.lists = lists;
        this.settings = settings;
        this.sync = sync;
        this.userFilter = userFilter;
        this.groupFilter = groupFilter;
    }

    /** What Google refuses is an obstacle with its own remedy; a sign-in that fails is a fault. */
    Diagnosis diagnosis() {
        fact("connection", "address", settings.apiUrl().toString(), "");
        fact("connection", "signed in as", settings.clientEmail(), "acts as " + settings.adminUser());
        fact("connection", "reads", settings.extent().words(), extentReason());
        if (sync.users()) {
            look("users", userFilter, () -> users());
        }
        if (sync.groups()) {
            look("groups", groupFilter, () -> groups());
        }
        return new Diagnosis(facts, advice);
    }

    private String extentReason() {
        return settings.customer().isPresent() && settings.domain().isPresent()
                ? "gsuite.customer is sent as well"
                : settings.domain().isPresent() ? "gsuite.domain" : "gsuite.customer";
    }

    private void look(String section, SetFilter filter, Runnable look) {
        filter.named()
                .ifPresent(named -> fact(
                        section,
                        named.include() ? "only" : "without",
                        String.join(", ", named.names()),
                        section.equals("users") ? "sync.userFilter" : "sync.groupFilter"));
        filter.query().ifPresent(query -> fact(section, "query", query, "sent to Google as it is"));
        try {
            look.run();
        } catch (Fault fault) {
            advice.add(new Advice(
                    fault.sentence() + fault.hint().map(hint -> " " + hint).orElse(""), true));
        }
    }

    private void users() {
        var page = first("users", settings.extent().users("id,primaryEmail,suspended,archived", userFilter));
        var users = Lists.entries(page, "users");
        fact("users", "on the first page", count(users.size(), page), "");
        fact(
                "users",
                "of them disabled",
                Long.toString(users.stream().filter(UserReader::isDisabled).count()),
                sync.removeDisabled() ? "they are removed" : "suspended or archived; sent as active ones");
        var parameters = settings.extent().users("id", userFilter);
        parameters.put("showDeleted", "true");
        var deleted = first("users", parameters);
        fact("users", "deleted", count(Lists.entries(deleted, "users").size(), deleted), "of the last 20 days");
        if (users.isEmpty()) {
            advice.add(new Advice("Google tells of no user: is the query in sync.userFilter right?", true));
        }
        otherDomains();
    }

    /** Users of other domains of the same account are easily forgotten. */
    private void otherDomains() {
        if (settings.domain().isEmpty() || settings.customer().isPresent()) {
            return;
        }
        var everywhere = new Extent(Optional.empty(), Optional.of("my_customer"));
        var others = new TreeSet<String>();
        Lists.entries(first("users", everywhere.users("id,primaryEmail", SetFilter.NONE)), "users").stream()
                .flatMap(user -> UserReader.email(user).stream())
                .map(mail -> mail.substring(mail.indexOf('@') + 1))
                .filter(domain -> !domain.equals(settings.domain().get().toLowerCase(Locale.ROOT)))
                .forEach(others::add);
        if (!others.isEmpty()) {
            advice.add(new Advice(
                    "Users of " + String.join(", ", others)
                            + " are in the account, but not in gsuite.domain. To read them"
                            + " too: bwdc config gsuite.customer my_customer, and bwdc config gsuite.domain ''",
                    false));
        }
    }

    private void groups() {
        var page = first("groups", settings.extent().groups(GroupReader.FIELDS, groupFilter));
        var groups = Lists.entries(page, "groups");
        fact("groups", "on the first page", count(groups.size(), page), "");
        if (groups.isEmpty()) {
            advice.add(new Advice("Google tells of no group: is the query in sync.groupFilter right?", false));
            return;
        }
        var group = groups.getFirst();
        var members = lists.page(
                "groups/" + UserReader.id(group) + "/members",
                Map.of("maxResults", "200", "fields", "kind,nextPageToken,members(id)"),
                Optional.empty());
        fact(
                "groups",
                "members of the first",
                count(Lists.entries(members, "members").size(), members),
                group.text("email").orElse(""));
    }

    private CloudAnswer first(String name, Map<String, String> parameters) {
        return lists.page(name, parameters, Optional.empty());
    }

    private static String count(int number, CloudAnswer page) {
        return number + (Lists.next(page).isPresent() ? ", there are more" : "");
    }

    private void fact(String section, String name, String value, String why) {
        facts.add(new Fact(section, name, List.of(value), why));
    }
}
