package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.Roster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Bitwarden's server makes of an import, in its order: remove, overwrite, link, invite, groups (server:
 * {@code ImportOrganizationUsersAndGroupsCommand}). People are known by their external id; the mail address counts only
 * for those who have none.
 */
final class BitwardenRules {
    private final Forecast forecast;
    private final ImportRequest request;
    private final List<ImportRequest.Member> active;
    private final Set<String> activeIds = new HashSet<>();

    private BitwardenRules(ImportRequest request, Forecast forecast) {
        this.request = request;
        this.forecast = forecast;
        active = request.members().stream().filter(member -> !member.deleted()).toList();
        active.forEach(member -> activeIds.add(member.externalId()));
    }

    static void apply(ImportRequest request, Forecast forecast) {
        if (!forecast.shared().isEmpty()) {
            forecast.shared()
                    .forEach(id -> forecast.refuse("two members have the external id " + id
                            + ": the server answers with an error until one of them is changed"));
            return;
        }
        var rules = new BitwardenRules(request, forecast);
        rules.remove();
        if (request.overwriteExisting()) {
            rules.overwrite();
        }
        rules.link();
        rules.invite();
        rules.groups();
    }

    private void remove() {
        for (var member : request.members()) {
            if (member.deleted() && !activeIds.contains(member.externalId())) {
                var person = forecast.withExternalId(member.externalId());
                if (person.isEmpty()) {
                    sayWhoStays(member);
                } else if (person.get().owner) {
                    forecast.ignore(person.get().email, "is an owner, and owners are never removed");
                } else {
                    forecast.remove(person.get());
                }
            }
        }
    }

    /** A removal goes by the external id alone. */
    private void sayWhoStays(ImportRequest.Member member) {
        forecast.withMail(Forecast.mail(member))
                .filter(person -> person.externalId == null || !activeIds.contains(person.externalId))
                .ifPresent(person -> forecast.ignore(
                        person.email,
                        "is to be removed, but is in the organization "
                                + (person.externalId == null
                                        ? "without an external id"
                                        : "under the external id " + person.externalId)
                                + ", so the server leaves it"));
    }

    private void overwrite() {
        for (var person : List.copyOf(forecast.people())) {
            if (person.present && person.externalId != null && !activeIds.contains(person.externalId)) {
                if (person.owner) {
                    forecast.ignore(person.email, "is an owner, and owners are never removed");
                } else {
                    forecast.remove(person);
                }
            }
        }
    }

    private void link() {
        for (var member : active) {
            var person = forecast.withMail(Forecast.mail(member)).filter(known -> known.externalId == null);
            if (person.isPresent()
                    && forecast.withExternalId(member.externalId()).isPresent()) {
                forecast.refuse(person.get().email + " would get the external id " + member.externalId()
                        + ", which another member has: the server answers with an error until one of them is changed");
            } else {
                person.ifPresent(known -> forecast.identify(known, member.externalId()));
            }
        }
    }

    private void invite() {
        for (var member : active) {
            var mail = Forecast.mail(member);
            var person = forecast.withExternalId(member.externalId());
            if (person.isPresent()) {
                if (person.get().status == Roster.Status.REVOKED) {
                    forecast.ignore(person.get().email, "is revoked, and an import does not restore");
                }
            } else if (forecast.withMail(mail).isPresent()) {
                var other = forecast.withMail(mail).get();
                forecast.ignore(
                        mail,
                        "is in the organization under another external id (" + other.externalId
                                + "), so the server passes over " + member.externalId());
            } else {
                forecast.invite(mail, member.externalId());
            }
        }
    }

    private void groups() {
        for (var group : request.groups()) {
            var team = forecast.team(group.externalId(), group.name());
            team.name = group.name();
            forecast.replaceMembers(team, group.memberExternalIds());
        }
    }
}
