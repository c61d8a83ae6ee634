package bwdc.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps the order of its keys and every key it does not know. Values are {@link String},
 * {@link Long}, {@link java.math.BigDecimal}, {@link Boolean}, {@link List}, {@link JsonObject} or null.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** The value as it stands, null when it is null or absent. */
    public @Nullable Object get(String key) {
        return members.get(key);
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    public Set<String> keys() {
        return members.keySet();
    }

    /** The text of a string, empty for null, absent and every other type. */
    public Optional<String> text(String key) {
        return members.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The value of a boolean, empty for null, absent and every other type. */
    public Optional<Boolean> flag(String key) {
        return members.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The value of a whole number, empty for null, absent and every other type. */
    public Optional<Long> number(String key) {
        return members.get(key) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    public Optional<JsonObject> object(String key) {
        return members.get(key) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** The elements of a list, empty for null, absent and every other type. */
    public List<?> list(String key) {
        return members.get(key) instanceof List<?> list ? list : List.of();
    }

    /** Sets a key where it stands, or appends it. */
    public JsonObject put(String key, @Nullable Object value) {
        members.put(key, value);
        return this;
    }

    public JsonObject remove(String key) {
        members.remove(key);
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && members.equals(object.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return Json.compact(this);
    }
}
