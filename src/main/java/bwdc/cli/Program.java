package bwdc.cli;

import bwdc.directory.SourceType;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.schedule.SchedulerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/** The whole program below {@code main}: takes a command line apart, runs its command and prints the result. */
public final class Program {
    private final Release release;
    private final Path folder;
    private final List<SourceType> sources;
    private final List<SchedulerType> schedulers;
    private final IntConsumer exit;

    /**
     * @param release which this is
     * @param folder where the program itself is installed
     * @param sources the kinds of directories that can be read
     * @param schedulers the kinds of schedulers that jobs can be given to
     * @param exit ends the process at once, with a status
     */
    public Program(
            Release release, Path folder, List<SourceType> sources, List<SchedulerType> schedulers, IntConsumer exit) {
        this.exit = exit;
        this.schedulers = schedulers;
        this.release = release;
        this.folder = folder;
        this.sources = sources;
    }

    /** Runs one command line and returns the exit status. */
    public int run(Host host, List<String> args) {
        var commands = Commands.all(schedulers, this::run);
        Parser.Line line;
        try {
            line = Parser.parse(commands, args);
        } catch (Fault fault) {
            // A command line that cannot be understood has no say in how errors are printed.
            host.err().println(fault.sentence());
            return fault.exitCode().number();
        }
        if (line.options().containsKey("version")) {
            host.out().println(release.version());
            return 0;
        }
        if (line.command().isEmpty()) {
            return withoutCommand(host, commands, line);
        }
        var command = line.command().get();
        if (line.options().containsKey("help")) {
            host.out().print(Help.command(command));
            return 0;
        }
        return run(host, command, line);
    }

    private int run(Host host, Command command, Parser.Line line) {
        var flags = Flags.of(host, line.options().keySet());
        var output = new Output(host, flags);
        try (var workspace = new Workspace(host, folder, sources, output)) {
            return output.result(
                    command.run(new Call(host, flags, line.words(), line.values(), output, workspace, release, exit)));
        } catch (Fault fault) {
            return output.fault(fault);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            return output.fault(bug(host, bug));
        }
    }

    private static Fault bug(Host host, Throwable bug) {
        if (host.isTrue("BITWARDENCLI_CONNECTOR_DEBUG")) {
            bug.printStackTrace(host.err());
        }
        if (bug instanceof OutOfMemoryError) {
            return Fault.of(ExitCode.UNEXPECTED, "bwdc ran out of memory")
                    .hint("give it more: BWDC_JAVA_OPTIONS=-Xmx2g")
                    .because(bug);
        }
        return Fault.of(ExitCode.UNEXPECTED, "bwdc met an error that it does not know: " + bug)
                .hint("this is a bug in bwdc; BITWARDENCLI_CONNECTOR_DEBUG=true shows where, please report it")
                .because(bug);
    }

    private static int withoutCommand(Host host, List<Command> commands, Parser.Line line) {
        if (line.words().isEmpty()) {
            if (line.options().containsKey("help")) {
                host.out().print(Help.program(commands));
                return 0;
            }
            return bare(host);
        }
        if (line.words().getFirst().equals("help")) {
            return help(host, commands, line.words());
        }
        return unknown(host, commands, line);
    }

    /** Words that begin with a group or with nothing known. */
    private static int unknown(Host host, List<Command> commands, Parser.Line line) {
        var words = line.words();
        boolean group = Parser.groups(commands).contains(words.getFirst());
        if (group && words.size() == 1) {
            return group(host, commands, line);
        }
        if (group && words.get(1).equals("help")) {
            var asked = new ArrayList<>(words);
            Collections.swap(asked, 0, 1);
            return help(host, commands, asked);
        }
        host.err().println("Invalid command: " + String.join(" ", words));
        Suggestion.of(words, commands).ifPresent(name -> host.err().println("(Did you mean " + name + "?)"));
        host.err().println("See " + (group ? words.getFirst() + " " : "") + "--help for a list of available commands.");
        return ExitCode.USAGE.number();
    }

    /** {@code bwdc schedule} alone shows its commands, as an error unless help was asked for. */
    private static int group(Host host, List<Command> commands, Parser.Line line) {
        var text = Help.group(
                line.words().getFirst(), Parser.inGroup(commands, line.words().getFirst()));
        if (line.options().containsKey("help")) {
            host.out().print(text);
            return 0;
        }
        host.err().print(text);
        return ExitCode.USAGE.number();
    }

    private static int help(Host host, List<Command> commands, List<String> words) {
        if (words.size() == 1) {
            host.out().print(Help.program(commands));
            return 0;
        }
        var name = String.join(" ", words.subList(1, words.size()));
        var command = Parser.find(commands, name);
        if (command.isEmpty() && !Parser.inGroup(commands, name).isEmpty()) {
            host.out().print(Help.group(name, Parser.inGroup(commands, name)));
            return 0;
        }
        if (command.isEmpty()) {
            return bare(host);
        }
        host.out().print(Help.command(command.get()));
        return 0;
    }

    private static int bare(Host host) {
        host.out().print(Help.examples());
        host.err().println("Usage: bwdc [options] [command]\nSee --help for a list of available commands.");
        return ExitCode.USAGE.number();
    }
}
