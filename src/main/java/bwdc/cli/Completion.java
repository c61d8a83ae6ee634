package bwdc.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion scripts for bash and zsh; that of fish is {@link FishCompletion}. */
final class Completion {
    /** Where Debian and most others keep the names of zones. */
    static final String ZONES = "awk '$1 !~ /^#/ { print $3 }' /usr/share/zoneinfo/zone1970.tab 2>/dev/null";

    private Completion() {}

    static String bash(List<Spec> commands) {
        return """
            # bash completion for bwdc
            _bwdc() {
                local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= skip= word words
                if [[ $current == = ]]; then current=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    if [[ $word == = ]]; then skip=1; continue; fi
                    if [[ $skip ]]; then skip=; continue; fi
                    case $word in
                        %s) skip=1 ;;
                        -*) ;;
                        *) case $command in
                            '') command=$word ;;
                            %s) command="$command $word" ;;
                        esac ;;
                    esac
                done
                case $before in
                    --zone) COMPREPLY=($(compgen -W "$(%s)" -- "$current")); return ;;
                    %s) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")); return ;;
                    %s) COMPREPLY=(); return ;;
                esac
                case $command in
            %s    esac
                COMPREPLY=($(compgen -W "$words %s" -- "$current"))
            }
            complete -F _bwdc bwdc
            """.formatted(
                        valued(commands),
                        groups(commands),
                        ZONES,
                        files(commands),
                        valued(commands),
                        cases(commands, "words=\"", "\""),
                        flags());
    }

    static String zsh(List<Spec> commands) {
        return """
            #compdef bwdc
            local command skip word
            for word in ${words[2,CURRENT-1]}; do
                if [[ -n $skip ]]; then skip=; continue; fi
                case $word in
                    %s) skip=1 ;;
                    -*) ;;
                    *) case $command in
                        '') command=$word ;;
                        %s) command="$command $word" ;;
                    esac ;;
                esac
            done
            case ${words[CURRENT-1]} in
                --zone) compadd -- ${(f)"$(%s)"}; return ;;
                %s) _files; return ;;
                %s) return ;;
            esac
            case $command in
            %sesac
            compadd -- %s
            """.formatted(
                        valued(commands),
                        groups(commands),
                        ZONES,
                        files(commands),
                        valued(commands),
                        cases(commands, "compadd -- ", ""),
                        flags());
    }

    /** What may follow each command, each group and nothing at all. */
    private static String cases(List<Spec> commands, String before, String after) {
        var cases = new LinkedHashMap<String, String>();
        cases.put("", String.join(" ", firstWords(commands)) + " help");
        cases.put("help", String.join(" ", firstWords(commands)));
        inGroups(commands).forEach((group, inside) -> {
            var words = inside.stream().map(Completion::lastWord).collect(Collectors.joining(" "));
            cases.put(group, words);
            cases.put("help " + group, words);
        });
        commands.forEach(spec -> cases.put(spec.name(), words(spec)));
        return cases.entrySet().stream()
                .map(each -> "        '" + each.getKey() + "') " + before + each.getValue() + after + " ;;\n")
                .collect(Collectors.joining());
    }

    /** The one-word commands and the groups, in the order of the help. */
    static List<String> firstWords(List<Spec> commands) {
        return commands.stream().map(Completion::firstWord).distinct().toList();
    }

    static Map<String, List<Spec>> inGroups(List<Spec> commands) {
        return commands.stream()
                .filter(spec -> spec.name().contains(" "))
                .collect(Collectors.groupingBy(Completion::firstWord, LinkedHashMap::new, Collectors.toList()));
    }

    private static String firstWord(Spec spec) {
        return spec.name().split(" ", 2)[0];
    }

    static String lastWord(Spec spec) {
        return spec.name().substring(spec.name().lastIndexOf(' ') + 1);
    }

    /** Words after which another word of the command follows. */
    private static String groups(List<Spec> commands) {
        return String.join("|", inGroups(commands).keySet())
                + (inGroups(commands).isEmpty() ? "help" : "|help");
    }

    private static Stream<Spec.Option> valuedOptions(List<Spec> commands) {
        return commands.stream().flatMap(spec -> spec.options().stream()).filter(option -> option.value() != null);
    }

    private static String valued(List<Spec> commands) {
        return pattern(valuedOptions(commands));
    }

    private static String files(List<Spec> commands) {
        return pattern(valuedOptions(commands).filter(Completion::isFile));
    }

    private static String pattern(Stream<Spec.Option> options) {
        var names = options.flatMap(option -> option.letter() == null
                        ? Stream.of("--" + option.name())
                        : Stream.of("--" + option.name(), "-" + option.letter()))
                .distinct()
                .collect(Collectors.joining("|"));
        return names.isEmpty() ? "--" : names;
    }

    /** Whether the value is a path, by what the help calls it. */
    static boolean isFile(Spec.Option option) {
        var value = option.value() == null ? "" : option.value().toLowerCase(Locale.ROOT);
        return Stream.of("file", "folder", "dir", "path").anyMatch(value::contains);
    }

    private static String words(Spec spec) {
        var words = new ArrayList<>(choices(spec));
        spec.options().forEach(option -> words.add("--" + option.name()));
        return String.join(" ", words);
    }

    static List<String> choices(Spec spec) {
        return spec.arguments().stream()
                .flatMap(argument -> argument.choices().get().stream())
                .toList();
    }

    private static String flags() {
        return Flags.OPTIONS.stream().map(option -> "--" + option.name()).collect(Collectors.joining(" "));
    }
}
