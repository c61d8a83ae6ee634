package bwdc.schedule.systemd;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values as unit files hold them. Settings differ in what they undo: all of them expand specifiers ({@code %}), lists and
 * commands take quotation marks and backslashes away (systemd.syntax(7)), commands expand variables ({@code $},
 * systemd.service(5)), and single paths are taken as they stand (systemd's load-fragment.c).
 */
final class UnitWords {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@+=:,./-";

    private UnitWords() {}

    /** For ExecStart. The program itself is no place for variables, its arguments are. */
    static String command(String program, List<String> arguments) {
        return Stream.concat(
                        Stream.of(word(executable(program))),
                        arguments.stream().map(each -> word(each.replace("$", "$$"))))
                .collect(Collectors.joining(" "));
    }

    /** systemd refuses programs with these in their name, however they are quoted ({@code string_is_safe}). */
    private static String executable(String program) {
        if (program.chars().anyMatch(each -> "\"'\\".indexOf(each) >= 0)) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "systemd starts no program with quotation marks or backslashes in its path: " + program)
                    .hint("make a link to it, for example /usr/local/bin/bwdc");
        }
        return program;
    }

    /** For Environment and lists of paths. */
    static String word(String value) {
        var text = value.replace("%", "%%");
        boolean plain = !text.isEmpty() && text.chars().allMatch(each -> PLAIN.indexOf(each) >= 0 || each == '%');
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** For a single path, which stands there without quotation marks. */
    static String path(String value) {
        if (value.endsWith(" ") || value.endsWith("\\")) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "systemd can be told no path that ends with a space or a backslash: \"" + value + "\"")
                    .hint("rename the folder, or make a link to it");
        }
        return value.replace("%", "%%");
    }
}
