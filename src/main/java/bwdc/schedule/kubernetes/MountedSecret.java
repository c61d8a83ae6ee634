package bwdc.schedule.kubernetes;

import bwdc.schedule.CredentialFiles;
import bwdc.schedule.ScheduledJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The secret that the run finds as files, and the variables that name them: the organization's secret, credentials of the job,
 * and files that its variables name on the machine where it was planned.
 *
 * @param sources by key, where the person has the file; empty when that is not known
 * @param variables of the run, sorted
 */
record MountedSecret(Map<String, Optional<String>> sources, Map<String, String> variables) {
    /** Below it bwdc takes files with the modes that the platform gave them. */
    static final String FOLDER = "/run/secrets/bwdc";

    /** Certificates are no secret; they come with the image. */
    private static final List<String> NO_SECRETS = List.of("BWDC_CA_FILE");

    /** Of the machine where it was planned. */
    private static final String JAVA = "JAVA_HOME";

    static MountedSecret of(ScheduledJob job) {
        var sources = new LinkedHashMap<String, Optional<String>>();
        var variables = new TreeMap<String, String>();
        handOver(CredentialFiles.SECRET, Optional.empty(), sources, variables);
        job.environment().forEach((name, value) -> {
            if (namesFile(name, value)) {
                handOver(name, Optional.of(value), sources, variables);
            } else if (!name.equals(JAVA)) {
                variables.put(name, value);
            }
        });
        CredentialFiles.variables(job).forEach((name, file) -> handOver(name, Optional.of(file), sources, variables));
        variables.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", job.folder());
        return new MountedSecret(new TreeMap<>(sources), variables);
    }

    private static void handOver(
            String variable,
            Optional<String> file,
            Map<String, Optional<String>> sources,
            Map<String, String> variables) {
        sources.put(key(variable), file);
        variables.put(variable, FOLDER + "/" + key(variable));
    }

    private static boolean namesFile(String variable, String value) {
        return variable.startsWith("BW")
                && variable.endsWith("_FILE")
                && !NO_SECRETS.contains(variable)
                && !value.startsWith("/run/");
    }

    private static String key(String variable) {
        return switch (variable) {
            case CredentialFiles.SECRET -> "client-secret";
            case CredentialFiles.KEY -> "bwdc.key";
            default ->
                variable.substring(variable.indexOf('_') + 1, variable.length() - "_FILE".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
        };
    }

    /** The command that makes it; paths that a shell would read otherwise are left for the person to fill in. */
    String command(String name) {
        return "kubectl create secret generic " + name
                + sources.entrySet().stream()
                        .map(each -> " --from-file=" + each.getKey() + "="
                                + each.getValue().filter(MountedSecret::plain).orElse("FILE"))
                        .collect(Collectors.joining());
    }

    private static boolean plain(String path) {
        return path.chars().allMatch(each -> each > ' ' && each < 0x7F && "\"'`$\\&|;<>()*?!#[]{}~^".indexOf(each) < 0);
    }
}
