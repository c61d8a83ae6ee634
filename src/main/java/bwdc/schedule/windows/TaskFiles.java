package bwdc.schedule.windows;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.CredentialFiles;
import bwdc.schedule.ScheduledJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the parts of a task are, and the variables that the run needs.
 *
 * @param folder the state folder, without a backslash at its end
 */
record TaskFiles(ScheduledJob job, String folder) {
    /** The schema's limit for paths. */
    private static final int LONGEST = 260;

    static TaskFiles of(ScheduledJob job) {
        var folder = job.folder();
        while (folder.endsWith("\\")) {
            folder = folder.substring(0, folder.length() - 1);
        }
        if (folder.isEmpty() || folder.endsWith(":")) {
            throw Fault.of(ExitCode.USAGE, "The state folder cannot be a whole drive: " + job.folder())
                    .hint("it is closed to other users; name a folder with BITWARDENCLI_CONNECTOR_APPDATA_DIR");
        }
        if (folder.indexOf('%') >= 0) {
            throw Fault.of(ExitCode.USAGE, "Task Scheduler would replace what stands between % in the folder " + folder)
                    .hint("name a folder without % with BITWARDENCLI_CONNECTOR_APPDATA_DIR");
        }
        var files = new TaskFiles(job, folder);
        for (var path : new String[] {job.program(), job.log(), files.batch()}) {
            checkPath(path);
        }
        return files;
    }

    private static void checkPath(String path) {
        if (path.indexOf('"') >= 0) {
            throw Fault.of(ExitCode.USAGE, "A path on Windows cannot contain a quote: " + path)
                    .hint("name the folder, the log and the program as Windows knows them");
        }
        if (path.length() > LONGEST) {
            throw Fault.of(ExitCode.USAGE, "Task Scheduler takes paths of at most " + LONGEST + " characters: " + path)
                    .hint("choose a folder with a shorter path");
        }
    }

    private String file(String kind) {
        return folder + "\\bwdc-" + job.name() + kind;
    }

    /** What the task runs, because a task has no variables of its own. */
    String batch() {
        return file(".cmd");
    }

    String task() {
        return file(".xml");
    }

    String script() {
        return file(".ps1");
    }

    /** What a run prints; nothing when all is well. */
    String output() {
        return file(".out");
    }

    /** Task Scheduler's own folder for it, and its name there. */
    String taskName() {
        return "\\bwdc\\" + job.name();
    }

    /** Whether the run is handed the organization's secret, so that nobody has to sign in before. */
    boolean secretIsHanded() {
        return variables().containsKey(CredentialFiles.SECRET);
    }

    /** The key of the stored secrets lies in a folder of its own, where any account can be let in. */
    String keyFile() {
        return variables().getOrDefault(CredentialFiles.KEY, "");
    }

    /** Whether the folder of the key is made for this job, rather than one that others may need too. */
    boolean ownKeyFolder() {
        return keyFile().equals(usualKeyFile());
    }

    private String usualKeyFile() {
        return folder + "-key\\secrets.key";
    }

    /** The variables of the run, sorted, the state folder first. */
    Map<String, String> variables() {
        var variables = new TreeMap<>(job.environment());
        variables.putIfAbsent(CredentialFiles.KEY, usualKeyFile());
        variables.putAll(CredentialFiles.variables(job));
        var all = new LinkedHashMap<String, String>();
        all.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder);
        variables.forEach(all::putIfAbsent);
        return all;
    }
}
