package bwdc.cli;

import bwdc.directory.DirectoryUser;
import bwdc.directory.Sighting;
import bwdc.json.JsonObject;
import java.util.Locale;

/** The answers of {@code bwdc why} for programs. */
final class WhyJson {
    private WhyJson() {}

    static JsonObject of(PersonAnswer answer) {
        var json = new JsonObject()
                .put("entry", answer.sighting().map(WhyJson::entry).orElse(null));
        return json.put("result", answer.verdict())
                .put("read", answer.read().isPresent())
                .put("disabled", answer.read().map(DirectoryUser::disabled).orElse(null))
                .put("sameMail", answer.sameMail())
                .put("groups", answer.groups())
                .put("listedBy", answer.listedBy())
                .put(
                        "organization",
                        answer.members().stream()
                                .map(member -> new JsonObject()
                                        .put("email", member.email())
                                        .put("status", member.status().word())
                                        .put("externalId", member.externalId()))
                                .toList())
                .put(
                        "lastSync",
                        answer.known().stream()
                                .map(known -> new JsonObject()
                                        .put("externalId", known.externalId())
                                        .put("told", known.told())
                                        .put("presence", word(known.presence()))
                                        .put("missedReads", (long) known.missedReads()))
                                .toList())
                .put("protected", answer.isProtected())
                .put("nextSync", answer.changes().orElse(null));
    }

    static JsonObject of(GroupAnswer answer) {
        return new JsonObject()
                .put("entry", entry(answer.sighting()))
                .put("result", answer.verdict())
                .put("read", answer.members().isPresent())
                .put("members", answer.members().map(ExplanationText::json).orElse(null))
                .put("inside", answer.inside())
                .put(
                        "lastSync",
                        answer.known()
                                .map(known -> new JsonObject()
                                        .put("name", known.name())
                                        .put("members", (long) known.size())
                                        .put("listing", word(known.listing())))
                                .orElse(null))
                .put("protected", answer.isProtected())
                .put("nextSync", answer.changes().orElse(null));
    }

    private static JsonObject entry(Sighting sighting) {
        return new JsonObject()
                .put("id", sighting.referenceId())
                .put("name", sighting.name().isEmpty() ? null : sighting.name())
                .put("externalId", sighting.externalId())
                .put("kind", sighting.kind())
                .put("deleted", sighting.deleted())
                .put("inSearchBase", sighting.inBase())
                .put(
                        "filter",
                        sighting.clauses().stream()
                                .map(clause -> new JsonObject()
                                        .put("depth", (long) clause.depth())
                                        .put("clause", clause.text())
                                        .put("setting", clause.setting())
                                        .put("verdict", word(clause.verdict())))
                                .toList())
                .put("account", sighting.signs())
                .put("mail", sighting.mail().orElse(null))
                .put("mailFrom", sighting.mailFrom())
                .put("notUsed", sighting.otherMails());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
