package bwdc.cli;

import bwdc.settings.Nearest;
import java.util.List;
import java.util.Optional;

/** The command that somebody probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** @param words as typed, arguments among them */
    static Optional<String> of(List<String> words, List<Command> commands) {
        var names = commands.stream().map(each -> each.spec().name()).toList();
        var first = words.getFirst();
        if (words.size() > 1) {
            var two = Nearest.to(
                    first + " " + words.get(1),
                    names.stream().filter(name -> name.contains(" ")).toList());
            if (two.isPresent()) {
                return two;
            }
        }
        var groups = Parser.groups(commands);
        if (groups.contains(first)) {
            return Optional.empty();
        }
        var group = Nearest.to(first, groups);
        return Nearest.to(
                        first,
                        names.stream().filter(name -> !name.contains(" ")).toList())
                .or(() -> group);
    }
}
