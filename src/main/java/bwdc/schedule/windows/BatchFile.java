package bwdc.schedule.windows;

import java.util.List;
import java.util.stream.Collectors;

/** The batch file that the task runs. */
final class BatchFile {
    private BatchFile() {}

    static String text(TaskFiles files, List<String> arguments) {
        var variables = files.variables().entrySet().stream()
                .map(each -> "set " + each.getKey() + "=" + CommandLine.batchText(each.getValue()))
                .collect(Collectors.joining("\n"));
        var words = arguments.stream().map(CommandLine::batchArgument).collect(Collectors.joining(" "));
        var text = """
                @echo off
                rem What the task %s runs. A task has no variables of its own, so they are set here.
                rem There is no secret in this file. `bwdc schedule` wrote it and will write it again.
                setlocal DisableDelayedExpansion
                %srem The state folder, and what else the run has to know:
                %s
                rem Silent when all is well. No "call", so the exit status of bwdc becomes that of the task.
                %s %s >>%s 2>&1
                """.formatted(
                        files.taskName(),
                        codePage(variables, words, files.job().program(), files.output()),
                        variables,
                        "\"" + files.job().program().replace("%", "%%") + "\"",
                        words,
                        "\"" + files.output() + "\"");
        return text.replace("\n", "\r\n");
    }

    /** Without it cmd reads names with other letters by the machine's old code page. */
    private static String codePage(String... texts) {
        boolean ascii = String.join("", texts).chars().allMatch(each -> each < 0x80);
        return ascii ? "" : "rem The names below are in UTF-8.\nchcp 65001 >nul\n";
    }
}
