package bwdc.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The help of the program and of each command. */
final class Help {
    private static final int GAP = 2;

    private Help() {}

    static String program(List<Command> commands) {
        var text = new StringBuilder("Usage: bwdc [options] [command]\n\n")
                .append("Copies users and groups from a directory into a Bitwarden organization.\n");
        text.append("\nCommands:\n");
        var rows = rows(commands);
        int width = width(List.copyOf(rows.keySet()));
        rows.forEach((usage, summary) -> row(text, usage, width, summary));
        options(text, "\nOptions:\n", Flags.OPTIONS);
        return text.append(examples()).toString();
    }

    /** A line for each command, and one for all of a group. */
    private static Map<String, String> rows(List<Command> commands) {
        var rows = new LinkedHashMap<String, String>();
        for (var command : commands) {
            var name = command.spec().name();
            int blank = name.indexOf(' ');
            if (blank < 0) {
                rows.put(command.spec().usage(), command.spec().summary());
            } else {
                var group = name.substring(0, blank);
                rows.merge(group + " <command>", name.substring(blank + 1), (all, one) -> all + ", " + one);
            }
        }
        rows.put("help [command]", "Show help for a command.");
        return rows;
    }

    /** The commands of a group, such as {@code schedule}. */
    static String group(String name, List<Command> commands) {
        var text = new StringBuilder("Usage: bwdc ").append(name).append(" <command>\n\nCommands:\n");
        int width = width(commands.stream().map(each -> each.spec().usage()).toList());
        for (var command : commands) {
            row(text, command.spec().usage(), width, command.spec().summary());
        }
        return text.append("\nSee `bwdc help ")
                .append(name)
                .append(" COMMAND` for one of them.\n")
                .toString();
    }

    /** The lines that a bare {@code bwdc} prints as well. */
    static String examples() {
        return """

              Examples:

                bwdc demo                                    watch a sample company being synced
                bwdc config server https://bw.company.com    which Bitwarden (bitwarden.com when not set)
                bwdc config --check                          what is still missing in the settings
                bwdc login                                   sign in with the organization's API key
                bwdc test                                    read the directory, send nothing
                bwdc sync                                    read the directory and send it
                bwdc schedule add nightly --at '30 2 * * *'  every night, by itself
                bwdc status                                  whether the last run was well
            """;
    }

    static String command(Command command) {
        var spec = command.spec();
        var text = new StringBuilder("Usage: bwdc ")
                .append(spec.usage())
                .append("\n\n")
                .append(spec.summary())
                .append('\n');
        if (!spec.arguments().isEmpty()) {
            text.append("\nArguments:\n");
            int width = width(spec.arguments().stream().map(Spec.Argument::name).toList());
            spec.arguments().forEach(argument -> row(text, argument.name(), width, argument.description()));
        }
        options(text, "\nOptions:\n", spec.options());
        options(text, "\nOptions of every command:\n", Flags.OPTIONS);
        if (!spec.notes().isEmpty()) {
            text.append("\nNotes:\n");
            spec.notes().forEach(note -> text.append("\n").append(wrapped(note).indent(2)));
        }
        if (!spec.examples().isEmpty()) {
            text.append("\nExamples:\n\n");
            int width = width(spec.examples().stream().map(Spec.Example::line).toList());
            spec.examples().forEach(example -> row(text, example.line(), width, example.purpose()));
        }
        return text.toString();
    }

    private static void options(StringBuilder text, String title, List<Spec.Option> options) {
        if (options.isEmpty()) {
            return;
        }
        text.append(title);
        int width = width(options.stream().map(Spec.Option::usage).toList());
        options.forEach(option -> row(text, option.usage(), width, option.description()));
    }

    private static int width(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0) + GAP;
    }

    private static void row(StringBuilder text, String name, int width, String description) {
        text.append("  ").append(name).repeat(' ', width - name.length()).append(description);
        text.append('\n');
    }

    /** Lines short enough for a terminal of 80 columns. */
    static String wrapped(String paragraph) {
        var text = new StringBuilder();
        int column = 0;
        for (var word : paragraph.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > 76) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
