package bwdc.directory.onelogin;

import bwdc.directory.Diagnosis;
import bwdc.directory.Diagnosis.Advice;
import bwdc.directory.Diagnosis.Fact;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import java.util.ArrayList;
import java.util.List;

/** Looks at an account for its administrator: signs in, asks how many requests are left, reads a page of each list. */
final class Examination {
    private final Account account;
    private final OneLoginSettings settings;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();

    Examination(Account account, OneLoginSettings settings) {
        this.account = account;
        this.settings = settings;
    }

    Diagnosis diagnosis() {
        fact("connection", "address", settings.api().toString(), settings.apiSetting());
        fact("connection", "signed in as", settings.clientId(), "onelogin.clientId");
        requests(account.rateLimit());
        users();
        if (settings.sync().groups()) {
            roles();
        }
        return new Diagnosis(facts, advice);
    }

    private void fact(String section, String name, String value, String why) {
        facts.add(new Fact(section, name, List.of(value), why));
    }

    private void requests(JsonObject limit) {
        long left = limit.number("X-RateLimit-Remaining").orElse(0L);
        long all = limit.number("X-RateLimit-Limit").orElse(0L);
        long minutes = (limit.number("X-RateLimit-Reset").orElse(0L) + 59) / 60;
        fact("requests", "left in this hour", left + " of " + all, "all of them again in " + minutes + " minutes");
        if (left < all / 10) {
            advice.add(new Advice(
                    "Only " + left + " of " + all + " requests are left in this hour; a read takes one for every"
                            + " 50 users and every 50 roles. Which other program uses so many?",
                    false));
        }
    }

    private void users() {
        var page = account.first(Listing.USERS, settings.userFilter().query());
        filter("users", settings.userFilter());
        fact("users", "on the first page", page.entries().size() + (page.more() ? ", there are more" : ""), "");
        var addresses = settings.addresses();
        long without = page.entries().stream()
                .filter(person -> addresses.of(person).isEmpty())
                .count();
        fact("users", "of them without an address", Long.toString(without), "neither email nor username is one");
        if (page.entries().isEmpty()) {
            advice.add(new Advice("OneLogin tells of no user: " + where("sync.userFilter"), true));
        } else if (without > 0 && addresses.suffix().isEmpty()) {
            advice.add(new Advice(
                    without + " of " + page.entries().size()
                            + " users have no address and are left out. If their user names"
                            + " are the first part of it: bwdc config sync.useEmailPrefixSuffix true, and"
                            + " bwdc config sync.emailSuffix @company.com",
                    false));
        }
    }

    private void roles() {
        var page = account.first(Listing.ROLES, settings.roleFilter().query());
        filter("roles", settings.roleFilter());
        fact("roles", "on the first page", page.entries().size() + (page.more() ? ", there are more" : ""), "");
        if (page.entries().isEmpty()) {
            advice.add(new Advice("OneLogin tells of no role: " + where("sync.groupFilter"), false));
        }
    }

    private void filter(String section, SetFilter filter) {
        filter.named().ifPresent(named -> fact(section, "chosen by name", named.toString(), ""));
        filter.query().ifPresent(query -> fact(section, "query", query, "sent as it is written"));
    }

    private static String where(String filter) {
        return "is the query in " + filter + " right, and does the credential have the scope Read users?";
    }
}
