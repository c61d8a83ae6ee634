package bwdc.demo.google;

import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Google's language for searching users and groups, as far as samples and tests need it: clauses with blanks between them,
 * all of which have to match, such as {@code orgUnitPath='/Sales' isSuspended=false} or {@code name:Sales*}.
 */
final class SearchQuery {
    private static final Pattern CLAUSE = Pattern.compile("\\s*(\\w+)([:=])(?:'((?:[^'\\\\]|\\\\.)*)'|(\\S+))");

    private SearchQuery() {}

    /** A query that Google would not understand. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid() {
            super("Invalid Input: query");
        }
    }

    static Predicate<JsonObject> ofUsers(String text) throws Invalid {
        return of(text, SearchQuery::userClause);
    }

    static Predicate<JsonObject> ofGroups(String text) throws Invalid {
        return of(text, SearchQuery::groupClause);
    }

    /** Makes a test of one clause. */
    private interface Clauses {
        Predicate<JsonObject> clause(String field, boolean exact, String value) throws Invalid;
    }

    private static Predicate<JsonObject> of(String text, Clauses clauses) throws Invalid {
        List<Predicate<JsonObject>> all = new ArrayList<>();
        var matcher = CLAUSE.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            var quoted = matcher.group(3);
            var value = quoted == null ? matcher.group(4) : quoted.replaceAll("\\\\(.)", "$1");
            all.add(clauses.clause(matcher.group(1), matcher.group(2).equals("="), value.toLowerCase(Locale.ROOT)));
        }
        if (!text.substring(end).isBlank()) {
            throw new Invalid();
        }
        return object -> all.stream().allMatch(each -> each.test(object));
    }

    private static Predicate<JsonObject> userClause(String field, boolean exact, String value) throws Invalid {
        return switch (field) {
            case "email" ->
                text(user -> Stream.concat(user.text("primaryEmail").stream(), addresses(user)), exact, value);
            case "name" -> text(user -> name(user, "fullName"), exact, value);
            case "givenName", "familyName" -> text(user -> name(user, field), exact, value);
            case "isSuspended" -> flag("suspended", value);
            case "isArchived" -> flag("archived", value);
            case "isAdmin" -> flag("isAdmin", value);
            case "orgUnitPath" -> user -> below(user.text("orgUnitPath").orElse("/"), value);
            case "orgDepartment" ->
                text(
                        user -> objects(user, "organizations").flatMap(each -> each.text("department").stream()),
                        exact,
                        value);
            default -> throw new Invalid();
        };
    }

    private static Predicate<JsonObject> groupClause(String field, boolean exact, String value) throws Invalid {
        return switch (field) {
            case "email", "name" -> text(group -> group.text(field).stream(), exact, value);
            default -> throw new Invalid();
        };
    }

    private static Stream<String> name(JsonObject user, String key) {
        return user.object("name").flatMap(name -> name.text(key)).stream();
    }

    private static Stream<String> addresses(JsonObject user) {
        return objects(user, "emails").flatMap(each -> each.text("address").stream());
    }

    private static Stream<JsonObject> objects(JsonObject user, String key) {
        return user.list(key).stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static Predicate<JsonObject> flag(String key, String value) throws Invalid {
        if (!value.equals("true") && !value.equals("false")) {
            throw new Invalid();
        }
        return user -> user.flag(key).orElse(false) == value.equals("true");
    }

    /** Values of one attribute. */
    private interface Values {
        Stream<String> of(JsonObject object);
    }

    private static Predicate<JsonObject> text(Values values, boolean exact, String value) {
        return object -> values.of(object)
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> exact
                        ? each.equals(value)
                        : value.endsWith("*")
                                ? each.startsWith(value.substring(0, value.length() - 1))
                                : each.contains(value));
    }

    /** An organizational unit and those inside it. */
    private static boolean below(String path, String unit) {
        var lower = path.toLowerCase(Locale.ROOT);
        return unit.equals("/") || lower.equals(unit) || lower.startsWith(unit + "/");
    }
}
