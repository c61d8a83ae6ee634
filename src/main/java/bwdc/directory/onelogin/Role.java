package bwdc.directory.onelogin;

import bwdc.json.JsonObject;

/** A role as OneLogin tells it: a group of the organization. */
record Role(String id, String name) {
    /** @throws Malformed when it cannot be one */
    static Role of(JsonObject role) throws Malformed {
        var id = Malformed.id(role.get("id"), "a role");
        var name = Malformed.present(role, "name", "the role " + id);
        if (name instanceof String text) {
            return new Role(id, text);
        }
        throw new Malformed("the role " + id + " has as name " + name);
    }
}
