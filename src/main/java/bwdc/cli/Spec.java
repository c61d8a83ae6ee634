package bwdc.cli;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command: help, man pages, completions and the parser all come from here.
 *
 * @param name as typed
 * @param arguments in order; optional ones last
 * @param summary one sentence
 * @param notes paragraphs of the help
 * @param examples command lines with what they do
 */
record Spec(
        String name,
        List<Argument> arguments,
        List<Option> options,
        String summary,
        List<String> notes,
        List<Example> examples) {

    /** @param choices the words that are allowed or likely, asked for only by completions */
    record Argument(String name, boolean required, String description, Supplier<List<String>> choices) {}

    /**
     * An option.
     *
     * @param letter the short form without its dash, or null
     * @param name the long form without its dashes
     * @param value the name of its value, or null for a plain switch
     */
    record Option(
            @Nullable String letter, String name, @Nullable String value, String description) {
        /** {@code --secretenv <variable-name>}, as usage and errors show it. */
        String usage() {
            return (letter == null ? "" : "-" + letter + ", ") + "--" + name
                    + (value == null ? "" : " <" + value + ">");
        }
    }

    record Example(String line, String purpose) {}

    static Spec of(String name, String summary) {
        return new Spec(name, List.of(), List.of(), summary, List.of(), List.of());
    }

    Spec arguments(Argument... all) {
        return new Spec(name, List.of(all), options, summary, notes, examples);
    }

    Spec options(Option... all) {
        return new Spec(name, arguments, List.of(all), summary, notes, examples);
    }

    Spec notes(String... all) {
        return new Spec(name, arguments, options, summary, List.of(all), examples);
    }

    Spec examples(Example... all) {
        return new Spec(name, arguments, options, summary, notes, List.of(all));
    }

    static Argument required(String name, String description, String... choices) {
        return new Argument(name, true, description, () -> List.of(choices));
    }

    static Argument optional(String name, String description, String... choices) {
        return new Argument(name, false, description, () -> List.of(choices));
    }

    static Option flag(String name, String description) {
        return new Option(null, name, null, description);
    }

    static Option flag(String letter, String name, String description) {
        return new Option(letter, name, null, description);
    }

    static Option valued(String name, String value, String description) {
        return new Option(null, name, value, description);
    }

    static Example example(String line, String purpose) {
        return new Example(line, purpose);
    }

    /** {@code config [options] [setting] [value]}. */
    String usage() {
        var text = new StringBuilder(name);
        if (!options.isEmpty()) {
            text.append(" [options]");
        }
        for (var argument : arguments) {
            text.append(argument.required() ? " <" : " [")
                    .append(argument.name())
                    .append(argument.required() ? '>' : ']');
        }
        return text.toString();
    }
}
