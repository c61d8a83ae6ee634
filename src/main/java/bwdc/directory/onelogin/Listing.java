package bwdc.directory.onelogin;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.function.Function;

/**
 * A list of the API and what its entries are.
 *
 * @param filter the setting that may have a query for it
 */
record Listing<T>(String path, String filter, Reader<T> reader, Function<T, String> id) {
    static final Listing<Person> USERS = new Listing<>("/api/1/users", "sync.userFilter", Person::of, Person::id);
    static final Listing<Role> ROLES = new Listing<>("/api/1/roles", "sync.groupFilter", Role::of, Role::id);

    /** Makes an entry of what is told of it. */
    interface Reader<T> {
        T of(JsonObject entry) throws Malformed;
    }

    /** @throws Fault with exit code 5 when it is not as OneLogin describes it */
    T read(JsonObject entry) {
        try {
            return reader.of(entry);
        } catch (Malformed e) {
            throw Fault.of(ExitCode.DIRECTORY, "OneLogin's answer cannot be used: " + e.getMessage() + ".")
                    .hint("nothing was sent. If the query in " + filter + " chooses fields, let it choose all of them")
                    .because(e);
        }
    }
}
