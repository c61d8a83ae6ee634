package bwdc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the manual pages and the shell completions, from the same table that parses the command line. */
public final class Pages {
    private Pages() {}

    /** {@code Pages DIR}: writes {@code man1/}, {@code bash/}, {@code zsh/} and {@code fish/} below a folder. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var commands = Commands.all(List.of(), (host, line) -> 0);
        var specs = commands.stream().map(Command::spec).toList();
        write(folder.resolve("man1/bwdc.1"), ManPage.program(specs));
        for (var spec : specs) {
            write(folder.resolve("man1/" + ManPage.name(spec.name()) + ".1"), ManPage.command(spec));
        }
        for (var group : Completion.inGroups(specs).entrySet()) {
            write(
                    folder.resolve("man1/" + ManPage.name(group.getKey()) + ".1"),
                    ManPage.group(group.getKey(), group.getValue()));
        }
        write(folder.resolve("bash/bwdc"), Completion.bash(specs));
        write(folder.resolve("zsh/_bwdc"), Completion.zsh(specs));
        write(folder.resolve("fish/bwdc.fish"), FishCompletion.of(specs));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
