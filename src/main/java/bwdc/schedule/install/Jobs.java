package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.host.Host;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of this machine: a file each, in one folder for the jobs that root added and one for those of each user. They
 * hold no secret and everybody may read them.
 */
public final class Jobs {
    private final Path folder;
    private final List<Path> all;

    private Jobs(Path folder, List<Path> all) {
        this.folder = folder;
        this.all = all;
    }

    /** The caller's own jobs to change, and root's jobs to look at; {@code BWDC_JOBS_DIR} names another folder for both. */
    public static Jobs of(Host host, Account caller) {
        var named = host.variable("BWDC_JOBS_DIR").map(Path::of);
        if (named.isPresent()) {
            return new Jobs(named.get(), List.of(named.get()));
        }
        var machine = machine(host);
        var own = caller.root() ? machine : user(host, caller);
        return new Jobs(own, own.equals(machine) ? List.of(own) : List.of(own, machine));
    }

    private static Path machine(Host host) {
        return switch (host.platform()) {
            case WINDOWS -> Path.of(host.variable("ProgramData").orElse("C:\\ProgramData"), "bwdc", "jobs");
            case MACOS -> Path.of("/Library/Application Support/bwdc/jobs");
            case LINUX -> Path.of("/etc/bwdc/jobs");
        };
    }

    private static Path user(Host host, Account caller) {
        return host.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElse(caller.home().resolve(".config"))
                .resolve("bwdc")
                .resolve("jobs");
    }

    /** Where the caller's own jobs are. */
    public Path folder() {
        return folder;
    }

    /** Makes the folder, unless it is there. */
    public void ensure() {
        try {
            if (!Files.isDirectory(folder)) {
                FileModes.createPrivateFolders(folder);
                readableByAll(folder);
            }
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot create the folder " + folder + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    /** What names users, times and paths only may be seen by monitoring. */
    private static void readableByAll(Path path) throws IOException {
        if (FileModes.posix(path)) {
            var mode = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            var parent = path.getParent();
            if (Files.isDirectory(path) && parent != null && parent.endsWith("bwdc")) {
                Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString(mode));
            }
        }
    }

    /** Every job that the caller may look at, by name. */
    public List<InstalledJob> list() {
        List<InstalledJob> jobs = new ArrayList<>();
        for (var place : all) {
            if (Files.isDirectory(place)) {
                try (var files = Files.list(place)) {
                    files.filter(file -> file.getFileName().toString().endsWith(".json"))
                            .sorted()
                            .forEach(file -> read(file).ifPresent(jobs::add));
                } catch (IOException e) {
                    throw unreadable(place, AtomicFile.reason(e));
                }
            }
        }
        return jobs;
    }

    public Optional<InstalledJob> find(String name) {
        return all.stream()
                .flatMap(place -> read(place.resolve(name + ".json")).stream())
                .findFirst();
    }

    /** The job of that name, which must be there. */
    public InstalledJob known(String name) {
        return find(name)
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "There is no job \"" + name + "\".")
                        .hint(
                                list().isEmpty()
                                        ? "bwdc schedule add " + name + " --at '30 2 * * *'"
                                        : "there are: "
                                                + String.join(
                                                        ", ",
                                                        list().stream()
                                                                .map(each -> each.job()
                                                                        .name())
                                                                .toList())));
    }

    private static Optional<InstalledJob> read(Path file) {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonObject root) {
                return Optional.of(JobText.parse(root));
            }
            throw unreadable(file, "it is no JSON object");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonSyntaxException e) {
            throw unreadable(file, "line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e));
        }
    }

    private static Fault unreadable(Path file, String reason) {
        return Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + reason)
                .hint("move it away and add its job again");
    }

    public void write(InstalledJob job) {
        var file = file(job);
        AtomicFile.write(file, Json.pretty(JobText.of(job)).getBytes(StandardCharsets.UTF_8));
        try {
            readableByAll(file);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot change the mode of " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    public void remove(InstalledJob job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot remove " + file(job) + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    private Path file(InstalledJob job) {
        return folder.resolve(job.job().name() + ".json");
    }
}
