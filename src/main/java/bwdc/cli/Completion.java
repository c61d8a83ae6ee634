package bwdc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion scripts for the common shells. */
final class Completion {
    private Completion() {}

    static String bash(List<Spec> commands) {
        var cases = new StringBuilder();
        for (var spec : commands) {
            cases.append("        ")
                    .append(spec.name())
                    .append(") words=\"")
                    .append(words(spec))
                    .append("\" ;;\n");
        }
        return """
            # bash completion for bwdc
            _bwdc() {
                local current=${COMP_WORDS[COMP_CWORD]} command= word words
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case $word in -*) ;; *) command=$word; break ;; esac
                done
                case ${COMP_WORDS[COMP_CWORD-1]} in
                    --*file) COMPREPLY=($(compgen -f -- "$current")); return ;;
                esac
                case $command in
            %s        *) words="%s" ;;
                esac
                COMPREPLY=($(compgen -W "$words %s" -- "$current"))
            }
            complete -F _bwdc bwdc
            """.formatted(cases, names(commands), flags(Flags.OPTIONS));
    }

    static String zsh(List<Spec> commands) {
        var cases = new StringBuilder();
        for (var spec : commands) {
            cases.append("        ")
                    .append(spec.name())
                    .append(") compadd -- ")
                    .append(words(spec))
                    .append(" ;;\n");
        }
        return """
            #compdef bwdc
            local command word
            for word in ${words[2,CURRENT-1]}; do
                case $word in -*) ;; *) command=$word; break ;; esac
            done
            case ${words[CURRENT-1]} in
                --*file) _files; return ;;
            esac
            case $command in
            %s        *) compadd -- %s ;;
            esac
            compadd -- %s
            """.formatted(cases, names(commands), flags(Flags.OPTIONS));
    }

    static String fish(List<Spec> commands) {
        var text = new StringBuilder("# fish completion for bwdc\ncomplete -c bwdc -f\n");
        for (var option : Flags.OPTIONS) {
            fishOption(text, "", option);
        }
        for (var spec : commands) {
            text.append("complete -c bwdc -n __fish_use_subcommand -a ")
                    .append(spec.name())
                    .append(" -d ")
                    .append(fishQuote(spec.summary()))
                    .append('\n');
            var inside = " -n '__fish_seen_subcommand_from " + spec.name() + "'";
            for (var option : spec.options()) {
                fishOption(text, inside, option);
            }
            var choices = choices(spec);
            if (!choices.isEmpty()) {
                text.append("complete -c bwdc")
                        .append(inside)
                        .append(" -a '")
                        .append(String.join(" ", choices))
                        .append("'\n");
            }
        }
        return text.toString();
    }

    private static void fishOption(StringBuilder text, String condition, Spec.Option option) {
        text.append("complete -c bwdc").append(condition).append(" -l ").append(option.name());
        if (option.letter() != null) {
            text.append(" -s ").append(option.letter());
        }
        if (option.value() != null) {
            text.append(option.name().endsWith("file") ? " -r -F" : " -r");
        }
        text.append(" -d ").append(fishQuote(option.description())).append('\n');
    }

    private static String fishQuote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String names(List<Spec> commands) {
        return commands.stream().map(Spec::name).collect(Collectors.joining(" ")) + " help";
    }

    private static String words(Spec spec) {
        var words = new ArrayList<>(choices(spec));
        spec.options().forEach(option -> words.add("--" + option.name()));
        return String.join(" ", words);
    }

    private static List<String> choices(Spec spec) {
        return spec.arguments().stream()
                .flatMap(argument -> argument.choices().get().stream())
                .toList();
    }

    private static String flags(List<Spec.Option> options) {
        return options.stream().map(option -> "--" + option.name()).collect(Collectors.joining(" "));
    }
}
