package bwdc.demo.okta;

import bwdc.json.JsonObject;
import java.net.URI;
import java.util.List;

/** Users and groups with all that Okta shows of them, whether anybody needs it or not. */
final class OktaEntries {
    private final URI org;

    OktaEntries(URI org) {
        this.org = org;
    }

    JsonObject whole(JsonObject entry) {
        return entry.has("status") ? user(entry) : group(entry);
    }

    private JsonObject user(JsonObject entry) {
        var id = entry.text("id").orElseThrow();
        return with(entry)
                .put("activated", entry.get("created"))
                .put("statusChanged", entry.get("created"))
                .put("lastLogin", null)
                .put("passwordChanged", null)
                .put("type", new JsonObject().put("id", "otyacme0000000000001"))
                .put("_links", links("self", "/api/v1/users/" + id));
    }

    private JsonObject group(JsonObject entry) {
        var id = entry.text("id").orElseThrow();
        var links = links("users", "/api/v1/groups/" + id + "/users")
                .put("apps", new JsonObject().put("href", org + "/api/v1/groups/" + id + "/apps"));
        return with(entry).put("objectClass", List.of("okta:user_group")).put("_links", links);
    }

    private static JsonObject with(JsonObject entry) {
        var copy = new JsonObject();
        entry.keys().forEach(key -> copy.put(key, entry.get(key)));
        return copy;
    }

    private JsonObject links(String name, String path) {
        return new JsonObject().put(name, new JsonObject().put("href", org + path));
    }
}
