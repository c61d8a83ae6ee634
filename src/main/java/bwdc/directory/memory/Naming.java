package bwdc.directory.memory;

import bwdc.column.Keys;
import bwdc.column.Texts;
import java.util.HashMap;
import java.util.Map;

/** Finds the numbers of many names in one pass over all texts, and gives numbers to those that have none. */
final class Naming {
    private final Texts texts;
    private final Meaning meaning;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Keys filter = new Keys();

    /** @param texts where new names are added */
    Naming(Texts texts, Meaning meaning) {
        this.texts = texts;
        this.meaning = meaning;
    }

    /** Asks for a name, before {@link #find}. */
    void want(String name) {
        var key = meaning.of(name);
        if (numbers.putIfAbsent(key, -1) == null) {
            filter.add(Texts.key(key));
        }
    }

    /** Looks for everything that was asked for. */
    void find() {
        int size = texts.size();
        var keys = texts.keys();
        for (int number = 0; number < size && !numbers.isEmpty(); number++) {
            if (filter.mayHave(keys[number])) {
                found(number);
            }
        }
    }

    private void found(int number) {
        var key = meaning.of(texts.get(number));
        if (texts.key(number) == Texts.key(key)) {
            numbers.computeIfPresent(key, (same, known) -> known < 0 ? number : known);
        }
    }

    /** The number of a name that was asked for, a new one where it has none. */
    int of(String name) {
        var key = meaning.of(name);
        int known = numbers.getOrDefault(key, -1);
        if (known >= 0) {
            return known;
        }
        int number = texts.add(name, Texts.key(key));
        numbers.put(key, number);
        return number;
    }
}
