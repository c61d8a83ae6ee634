package bwdc.demo;

import bwdc.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of Bitwarden's server for an import request, with its messages. */
final class ImportCheck {
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private ImportCheck() {}

    /** The server's messages by field, empty when the request is good. */
    static Map<String, List<String>> errors(JsonObject request) {
        var check = new ImportCheck();
        if (request.flag("overwriteExisting").isEmpty()) {
            check.error("OverwriteExisting", "The OverwriteExisting field is required.");
        }
        int place = 0;
        for (var group : request.list("groups")) {
            check.group("Groups[" + place++ + "].", (JsonObject) group);
        }
        place = 0;
        for (var member : request.list("members")) {
            check.member("Members[" + place++ + "]", (JsonObject) member);
        }
        return check.errors;
    }

    private void group(String at, JsonObject group) {
        var name = text(group, "name");
        if (name.isBlank()) {
            error(at + "Name", "The Name field is required.");
        } else if (name.length() > 100) {
            error(at + "Name", "The field Name must be a string with a maximum length of 100.");
        }
        externalId(at, group);
    }

    private void member(String at, JsonObject member) {
        var email = member.text("email");
        var deleted = member.flag("deleted").orElse(false);
        if (email.filter(text -> !text.isBlank()).isEmpty() && !deleted) {
            error(at + ".Email", "Email is required for enabled members.");
        }
        email.filter(text -> !isMail(text))
                .ifPresent(text -> error(at + ".Email", "The Email field is not a valid e-mail address."));
        email.filter(text -> text.length() > 256)
                .ifPresent(
                        text -> error(at + ".Email", "The field Email must be a string with a maximum length of 256."));
        if (member.has("deleted") && member.flag("deleted").isEmpty()) {
            error(at + ".Deleted", "The JSON value could not be converted to System.Boolean.");
        }
        externalId(at + ".", member);
    }

    private void externalId(String at, JsonObject entry) {
        var id = text(entry, "externalId");
        if (id.isBlank()) {
            error(at + "ExternalId", "The ExternalId field is required.");
        } else if (id.length() > 300) {
            error(at + "ExternalId", "The field ExternalId must be a string with a maximum length of 300.");
        }
    }

    /** The server takes numbers and booleans for text. */
    static String text(JsonObject entry, String key) {
        var value = entry.get(key);
        return value == null ? "" : value.toString();
    }

    static boolean isMail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.indexOf('\r') < 0
                && text.indexOf('\n') < 0;
    }

    private void error(String field, String message) {
        errors.put(field, List.of(message));
    }
}
