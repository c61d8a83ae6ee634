package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a command line apart. Options may stand before or after the command and its arguments, {@code --} ends them, and
 * the errors read like those of the reference's parser.
 */
final class Parser {
    private final List<Command> commands;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private Optional<Command> command = Optional.empty();
    private String group = "";

    private Parser(List<Command> commands) {
        this.commands = commands;
    }

    /**
     * What was typed.
     *
     * @param command empty when the first word is no command or there is none
     * @param words the arguments, without the command
     * @param values long names of the options given, with the values of each in order; a switch has the empty value
     */
    record Line(Optional<Command> command, List<String> words, Map<String, List<String>> values) {
        /** One value for each option: the last. */
        Map<String, String> options() {
            var last = new LinkedHashMap<String, String>();
            values.forEach((name, all) -> last.put(name, all.getLast()));
            return last;
        }
    }

    static Line parse(List<Command> commands, List<String> args) {
        return new Parser(commands).line(args);
    }

    private Line line(List<String> args) {
        var rest = args.listIterator();
        while (rest.hasNext()) {
            var arg = rest.next();
            if (arg.equals("--")) {
                rest.forEachRemaining(this::word);
            } else if (arg.startsWith("--")) {
                longOption(arg.substring(2), rest);
            } else if (arg.startsWith("-") && arg.length() > 1) {
                letters(arg.substring(1), rest);
            } else {
                word(arg);
            }
        }
        command.ifPresent(this::checkArguments);
        return new Line(command, List.copyOf(words), values);
    }

    private void word(String word) {
        if (command.isEmpty() && words.size() == (group.isEmpty() ? 0 : 1)) {
            var name = group.isEmpty() ? word : group + " " + word;
            command = find(commands, name);
            if (command.isPresent()) {
                words.clear();
                values.keySet().forEach(this::checkKnown);
                return;
            }
            if (group.isEmpty() && !inGroup(commands, word).isEmpty()) {
                group = word;
            }
        }
        words.add(word);
    }

    /** The commands of a group: those named by two words, of which this is the first. */
    static List<Command> inGroup(List<Command> commands, String group) {
        return commands.stream()
                .filter(each -> each.spec().name().startsWith(group + " "))
                .toList();
    }

    /** The first words of commands named by two, each once. */
    static List<String> groups(List<Command> commands) {
        return commands.stream()
                .map(each -> each.spec().name())
                .filter(name -> name.contains(" "))
                .map(name -> name.substring(0, name.indexOf(' ')))
                .distinct()
                .toList();
    }

    static Optional<Command> find(List<Command> commands, String name) {
        return commands.stream().filter(each -> each.spec().name().equals(name)).findFirst();
    }

    private void longOption(String text, ListIterator<String> rest) {
        int equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        var option = known().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("--" + name));
        if (option.value() == null) {
            if (equals >= 0) {
                throw unknown("--" + text);
            }
            put(name, "");
        } else {
            put(name, equals >= 0 ? text.substring(equals + 1) : value(option, rest));
        }
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
    }

    private void letters(String letters, ListIterator<String> rest) {
        for (int i = 0; i < letters.length(); i++) {
            var letter = letters.substring(i, i + 1);
            var option = known().stream()
                    .filter(each -> letter.equals(each.letter()))
                    .findFirst()
                    .orElseThrow(() -> unknown("-" + letters));
            put(option.name(), option.value() == null ? "" : value(option, rest));
        }
    }

    private static String value(Spec.Option option, ListIterator<String> rest) {
        if (!rest.hasNext()) {
            throw usage("error: option '" + option.usage() + "' argument missing");
        }
        return rest.next();
    }

    /** Between a group and its command those of all its commands, which mean the same in each of them. */
    private List<Spec.Option> known() {
        var known = new ArrayList<>(Flags.OPTIONS);
        command.map(List::of)
                .orElseGet(() -> group.isEmpty() ? List.of() : inGroup(commands, group))
                .forEach(each -> known.addAll(each.spec().options()));
        return known;
    }

    private void checkKnown(String option) {
        if (known().stream().noneMatch(each -> each.name().equals(option))) {
            throw unknown("--" + option);
        }
    }

    private Fault unknown(String option) {
        var names = known().stream().map(Spec.Option::name).toList();
        var meant = option.startsWith("--") ? Nearest.to(option.substring(2), names) : Optional.<String>empty();
        return usage("error: unknown option '" + option + "'"
                + meant.map(name -> "\n(Did you mean --" + name + "?)").orElse(""));
    }

    private void checkArguments(Command command) {
        if (values.containsKey("help")) {
            return;
        }
        var spec = command.spec();
        var expected = spec.arguments();
        for (int i = words.size(); i < expected.size(); i++) {
            if (expected.get(i).required()) {
                throw usage(
                        "error: missing required argument '" + expected.get(i).name() + "'");
            }
        }
        if (words.size() > expected.size()) {
            throw usage("error: too many arguments for '" + spec.name() + "'. Expected " + expected.size()
                    + (expected.size() == 1 ? " argument" : " arguments") + " but got " + words.size() + ": "
                    + String.join(", ", words) + ".");
        }
    }

    private static Fault usage(String text) {
        return Fault.of(ExitCode.USAGE, text);
    }
}
