package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.Roster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Vaultwarden makes of an import: people are known by their mail address, removals revoke, those who come back are
 * restored, groups keep their names, and overwriting comes last.
 */
final class VaultwardenRules {
    private final Forecast forecast;
    private final ImportRequest request;

    private VaultwardenRules(ImportRequest request, Forecast forecast) {
        this.request = request;
        this.forecast = forecast;
    }

    static void apply(ImportRequest request, Forecast forecast) {
        var rules = new VaultwardenRules(request, forecast);
        request.members().forEach(rules::member);
        forecast.sortOutExternalIds();
        request.groups()
                .forEach(group -> forecast.replaceMembers(
                        forecast.team(group.externalId(), group.name()), group.memberExternalIds()));
        if (request.overwriteExisting()) {
            rules.overwrite();
        }
    }

    private void member(ImportRequest.Member member) {
        var mail = Forecast.mail(member);
        var known = forecast.withMail(mail);
        if (known.isEmpty()) {
            if (!member.deleted()) {
                forecast.invite(mail, member.externalId());
            }
            return;
        }
        var person = known.get();
        if (!member.deleted()) {
            if (person.status == Roster.Status.REVOKED) {
                // What it was before it was revoked is the server's secret; at least it is invited.
                person.status = Roster.Status.INVITED;
            }
        } else if (isLastOwner(person)) {
            forecast.ignore(mail, "is the last confirmed owner, who is never revoked");
        } else {
            person.status = Roster.Status.REVOKED;
        }
        if (!member.externalId().equals(person.externalId)) {
            forecast.identify(person, member.externalId());
        }
    }

    private boolean isLastOwner(Forecast.Person person) {
        return person.isConfirmedOwner()
                && forecast.people().stream()
                        .noneMatch(other -> other != person && other.present && other.isConfirmedOwner());
    }

    private void overwrite() {
        Set<String> kept = new HashSet<>();
        request.members().forEach(member -> kept.add(member.externalId()));
        for (var person : List.copyOf(forecast.people())) {
            if (person.present && person.externalId != null && !kept.contains(person.externalId)) {
                if (isLastOwner(person)) {
                    forecast.ignore(person.email, "is the last confirmed owner, who is never removed");
                } else {
                    forecast.remove(person);
                }
            }
        }
    }
}
