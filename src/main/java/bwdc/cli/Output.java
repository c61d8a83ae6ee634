package bwdc.cli;

import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.host.Platform;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.run.Notices;
import java.io.PrintStream;

/**
 * Prints results and faults in the shapes of the reference: plain text, {@code --raw}, or one JSON object with
 * {@code --response}. Standard output carries results, standard error everything else.
 */
final class Output {
    private static final String GREEN = "\u001b[92m";
    private static final String RED = "\u001b[91m";
    private static final String OFF = "\u001b[39m";

    private final Host host;
    private final Flags flags;

    Output(Host host, Flags flags) {
        this.host = host;
        this.flags = flags;
    }

    /** Prints a result and returns the exit status. */
    int result(Result result) {
        if (result instanceof Result.Done(int exitCode)) {
            return exitCode;
        }
        if (flags.response()) {
            // The reference prints this one even with --quiet.
            last(host.out(), json(new JsonObject().put("success", true).put("data", data(result))));
        } else if (!flags.quiet()) {
            var text = text(result);
            if (!text.isEmpty()) {
                last(host.out(), text);
            }
        }
        return result instanceof Result.Finding finding && !flags.cleanExit()
                ? finding.code().number()
                : 0;
    }

    private String text(Result result) {
        return switch (result) {
            case Result.Text(var value) -> value == null ? "" : value;
            case Result.Message message -> flags.raw() ? orEmpty(message.raw()) : titled(message);
            case Result.Data(var value) -> json(value);
            case Result.Report(var lines, var data) -> lines;
            case Result.Finding(var lines, var data, var asData, var code) -> asData ? json(data) : lines;
            case Result.Done done -> "";
        };
    }

    private String titled(Result.Message message) {
        var title = message.plain() ? message.title() : coloured(GREEN, message.title());
        return message.message() == null ? title : title + "\n" + message.message();
    }

    private static JsonObject data(Result result) {
        return switch (result) {
            case Result.Text(var value) ->
                new JsonObject().put("object", "string").put("data", value);
            case Result.Message message -> {
                var data = new JsonObject()
                        .put("noColor", message.plain())
                        .put("object", "message")
                        .put("title", message.title())
                        .put("message", message.message());
                yield message.raw() == null ? data : data.put("raw", message.raw());
            }
            case Result.Data(var value) -> value;
            case Result.Report(var lines, var data) -> data;
            case Result.Finding(var lines, var data, var asData, var code) -> data;
            case Result.Done done -> new JsonObject();
        };
    }

    /** Prints a fault and returns the exit status. */
    int fault(Fault fault) {
        if (!flags.quiet()) {
            if (flags.response()) {
                last(host.out(), json(faultData(fault)));
            } else {
                last(host.err(), faultText(fault));
            }
        }
        return flags.cleanExit() ? 0 : fault.exitCode().number();
    }

    private String faultText(Fault fault) {
        var text = new StringBuilder(coloured(RED, fault.sentence()));
        fault.details().forEach(line -> text.append("\n  ").append(line));
        fault.hint().ifPresent(hint -> text.append("\nhint: ").append(hint));
        return text.toString();
    }

    private static JsonObject faultData(Fault fault) {
        var data = new JsonObject().put("success", false).put("message", fault.sentence());
        if (!fault.details().isEmpty()) {
            data.put("details", fault.details());
        }
        fault.hint().ifPresent(hint -> data.put("hint", hint));
        return data;
    }

    /** A sentence on standard error that is not the end of the command. */
    void warning(String sentence) {
        if (!flags.quiet()) {
            host.err().println("warning: " + sentence);
        }
    }

    /** What goes on while nothing is wrong, such as waiting for a server. */
    void notice(String sentence) {
        if (!flags.quiet()) {
            host.err().println(sentence);
        }
    }

    /** Tells what is done, for those who asked for it. */
    void debug(String sentence) {
        if (host.isTrue("BITWARDENCLI_CONNECTOR_DEBUG")) {
            host.err().println("debug: " + sentence);
        }
    }

    /** Prints a document for programs, whatever the exit status is going to be. */
    void print(JsonObject value) {
        if (!flags.quiet()) {
            last(host.out(), json(value));
        }
    }

    /** Prints text for people, whatever the exit status is going to be. */
    void lines(String text) {
        if (!flags.quiet()) {
            last(host.out(), text);
        }
    }

    /** How a run tells of its progress: on a terminal only, except for warnings. */
    Notices notices() {
        return new Progress(this, host, host.interactive() && !flags.quiet() && !flags.response());
    }

    private String json(JsonObject value) {
        return flags.pretty() ? Json.pretty(value) : Json.compact(value);
    }

    private String coloured(String colour, String text) {
        return host.coloured() ? colour + text + OFF : text;
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** The last line: without its end on Windows, as in the reference. */
    private void last(PrintStream stream, String text) {
        stream.print(host.platform() == Platform.WINDOWS ? text : text + "\n");
        stream.flush();
    }
}
