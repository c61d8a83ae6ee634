package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of settings tell whether a run has the settings of an earlier one: none of their parts may be missing. */
class RecordTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bwdc.settings.SyncSettings",
                "bwdc.settings.SafetySettings",
                "bwdc.settings.Absence",
                "bwdc.settings.Names",
                "bwdc.settings.EntrySettings",
                "bwdc.directory.ldap.Scheme"
            })
    void everyPartIsTold(String name) throws Exception {
        var type = Class.forName(name);
        assertThat(type.getDeclaredMethod("toString").getDeclaringClass()).isEqualTo(type);
        var components = type.getRecordComponents();
        var values = values(components);
        var parts = IntStream.range(0, values.length)
                .mapToObj(i -> components[i].getName() + "=" + values[i])
                .collect(Collectors.joining(", "));
        assertThat(made(type, values)).hasToString(type.getSimpleName() + "[" + parts + "]");
    }

    private static Object made(Class<?> type, Object[] values) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object[] values(RecordComponent[] components) throws ReflectiveOperationException {
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i]);
        }
        return values;
    }

    /** Another one for each part, as far as its type allows. */
    private static Object value(RecordComponent component) throws ReflectiveOperationException {
        var name = component.getName();
        var type = component.getType();
        if (type == boolean.class) {
            return name.length() % 2 == 0;
        }
        if (type == int.class) {
            return name.length();
        }
        if (type == long.class) {
            return (long) name.length();
        }
        if (type == String.class) {
            return name;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(name.length());
        }
        if (type == Optional.class) {
            return component.getGenericType().getTypeName().contains("String") ? Optional.of(name) : Optional.empty();
        }
        if (type == List.class) {
            return component.getGenericType().getTypeName().contains("String") ? List.of(name) : List.of();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return made(type, values(type.getRecordComponents()));
    }
}
