package bwdc.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;

/** The program in a folder that every user of the machine can read, with a script {@code bwdc} that starts it. */
public final class InstalledProgram implements AutoCloseable {
    private final Path folder;

    private InstalledProgram(Path folder) {
        this.folder = folder;
    }

    public static InstalledProgram create() throws IOException {
        var folder = Files.createTempDirectory("bwdc-program-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var libraries = Files.createDirectory(folder.resolve("lib"));
        var copied = new ArrayList<String>();
        for (var entry : ProgramPath.entries()) {
            var source = Path.of(entry);
            if (entry.endsWith(".jar")) {
                copied.add(Files.copy(source, libraries.resolve(source.getFileName()))
                        .toString());
            } else if (source.endsWith("classes")) {
                copied.add(copyFolder(source, libraries.resolve("classes")));
            }
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var script = Files.writeString(
                folder.resolve("bwdc"),
                "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -cp '" + String.join(":", copied)
                        + "' bwdc.Main \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new InstalledProgram(folder);
    }

    private static String copyFolder(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
        return target.toString();
    }

    public Path path() {
        return folder.resolve("bwdc");
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
