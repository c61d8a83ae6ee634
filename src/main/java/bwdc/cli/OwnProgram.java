package bwdc.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program as a command line for other processes. */
final class OwnProgram {
    private OwnProgram() {}

    /**
     * The launcher, which also finds a version that was installed since; without one, this JVM and its class path.
     *
     * @param folder of the launcher, empty when the program was started without it
     */
    static List<String> command(Path folder, List<String> arguments) {
        var words = new ArrayList<String>();
        var launcher = folder.toAbsolutePath().resolve("bwdc");
        // A process that is started by way of bwdc.cmd could not be ended: it would be a child of cmd.exe.
        var windows = File.separatorChar == '\\';
        if (!windows && !folder.toString().isEmpty() && Files.isExecutable(launcher)) {
            words.add(launcher.toString());
        } else {
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            words.addAll(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), "bwdc.Main"));
        }
        words.addAll(arguments);
        return List.copyOf(words);
    }
}
