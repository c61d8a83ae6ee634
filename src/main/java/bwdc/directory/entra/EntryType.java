package bwdc.directory.entra;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.json.JsonObject;

/** What an entry is, in a list of entries of several kinds. */
enum EntryType {
    USER,
    GROUP,
    /** A device, a contact, an application: nothing that Bitwarden knows. */
    OTHER;

    /** An entry that does not say what it is could be anybody: then the answer is not the expected one. */
    static EntryType of(JsonObject entry, CloudAnswer page) {
        var type = entry.text("@odata.type").orElseThrow(() -> page.unexpected("an entry does not say what it is"));
        return switch (type) {
            case "#microsoft.graph.user" -> USER;
            case "#microsoft.graph.group" -> GROUP;
            default -> OTHER;
        };
    }
}
