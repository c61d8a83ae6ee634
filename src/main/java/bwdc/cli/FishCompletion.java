package bwdc.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The completion script for fish, which shows what each word is for. */
final class FishCompletion {
    private final StringBuilder text = new StringBuilder("# fish completion for bwdc\ncomplete -c bwdc -f\n");

    private FishCompletion() {}

    static String of(List<Spec> commands) {
        var script = new FishCompletion();
        Flags.OPTIONS.forEach(option -> script.option("", option));
        script.groups(commands);
        commands.forEach(script::command);
        return script.text.toString();
    }

    private void groups(List<Spec> commands) {
        words("__fish_use_subcommand", "help", "Show help for a command.");
        words(
                "__fish_seen_subcommand_from help",
                String.join(" ", Completion.firstWords(commands)),
                "Show help for this command.");
        Completion.inGroups(commands).forEach((group, inside) -> {
            var names = inside.stream().map(Completion::lastWord).toList();
            words("__fish_use_subcommand", group, String.join(", ", names));
            var first = "__fish_seen_subcommand_from " + group + "; and not __fish_seen_subcommand_from "
                    + String.join(" ", names);
            inside.forEach(spec -> words(first, Completion.lastWord(spec), spec.summary()));
        });
    }

    private void command(Spec spec) {
        var seen = Stream.of(spec.name().split(" ", -1))
                .map(word -> "__fish_seen_subcommand_from " + word)
                .collect(Collectors.joining("; and "));
        if (!spec.name().contains(" ")) {
            words("__fish_use_subcommand", spec.name(), spec.summary());
        }
        spec.options().forEach(option -> option(" -n " + quoted(seen), option));
        var choices = Completion.choices(spec);
        if (!choices.isEmpty()) {
            words(seen, String.join(" ", choices), "");
        }
    }

    private void words(String condition, String words, String description) {
        text.append("complete -c bwdc -n ")
                .append(quoted(condition))
                .append(" -a ")
                .append(quoted(words));
        if (!description.isEmpty()) {
            text.append(" -d ").append(quoted(description));
        }
        text.append('\n');
    }

    private void option(String condition, Spec.Option option) {
        text.append("complete -c bwdc").append(condition).append(" -l ").append(option.name());
        if (option.letter() != null) {
            text.append(" -s ").append(option.letter());
        }
        if (option.value() != null) {
            text.append(Completion.isFile(option) ? " -r -F" : " -x");
            if (option.name().equals("zone")) {
                text.append(" -a ").append(quoted("(" + Completion.ZONES + ")"));
            }
        }
        text.append(" -d ").append(quoted(option.description())).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
