package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sync that a scheduler is to run. Paths are text, because they may be those of another machine.
 *
 * @param name letters a to z, digits, dots, dashes and underscores, beginning with a letter or digit, at most 64
 * @param machineZone the zone of the machine that will run it, for schedulers that know no other
 * @param user the account that runs it; empty for the one who adds it
 * @param jitter how long a run may wait, so that not all machines come at once
 * @param timeLimit when a run is ended
 * @param program absolute path of {@code bwdc}, or the image for Kubernetes
 * @param folder absolute path of the state folder
 * @param log absolute path of the log
 * @param environment further variables that the run needs; never a secret
 * @param credentials secrets that the scheduler hands to the run, where it can
 */
public record ScheduledJob(
        String name,
        Schedule schedule,
        ZoneId machineZone,
        Optional<String> user,
        Duration jitter,
        Duration timeLimit,
        String program,
        String folder,
        String log,
        Map<String, String> environment,
        List<Credential> credentials) {

    private static final int LONGEST_NAME = 64;

    public ScheduledJob {
        checkedName(name);
        // In one order, so that the same job always gives the same files.
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        credentials = List.copyOf(credentials);
        oneLine("user", user.orElse(""));
        oneLine("program", program);
        oneLine("state folder", folder);
        oneLine("log", log);
        environment.forEach(ScheduledJob::checkVariable);
        credentials.forEach(each -> oneLine("file of the credential " + each.name(), each.file()));
    }

    /** Every scheduler writes these into a line of its own, and none has a way to write a newline that all readers share. */
    private static void oneLine(String what, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "The " + what + " of a job contains a control character: " + printable(value))
                    .hint("no scheduler can be told newlines, tabs and the like; choose another name for it");
        }
    }

    private static void checkVariable(String name, String value) {
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(each -> letterOrDigit(each) || each == '_')
                && !Character.isDigit(name.charAt(0));
        if (!plain) {
            throw Fault.of(ExitCode.USAGE, "\"" + printable(name) + "\" cannot be the name of an environment variable.")
                    .hint("letters, digits and underscores, not beginning with a digit");
        }
        oneLine("environment variable " + name, value);
    }

    /** The same job with another jitter: for schedulers that wait themselves. */
    public ScheduledJob withJitter(Duration other) {
        return new ScheduledJob(
                name, schedule, machineZone, user, other, timeLimit, program, folder, log, environment, credentials);
    }

    /**
     * The same name.
     *
     * @throws Fault with exit code 2 when no job can be called so
     */
    public static String checkedName(String name) {
        if (!validName(name)) {
            throw Fault.of(ExitCode.USAGE, "\"" + printable(name) + "\" cannot be the name of a job.")
                    .hint(
                            "letters a to z, digits, dots, dashes and underscores, beginning with a letter or digit, at most "
                                    + LONGEST_NAME + ", such as \"nightly\"");
        }
        return name;
    }

    /** Names become parts of file names and of unit names, so nothing that any scheduler or shell reads otherwise. */
    private static boolean validName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(each -> letterOrDigit(each) || "._-".indexOf(each) >= 0)
                && letterOrDigit(name.charAt(0));
    }

    private static boolean letterOrDigit(int each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9';
    }

    private static String printable(String name) {
        var shown = name.codePoints()
                .limit(LONGEST_NAME)
                .map(each -> Character.isISOControl(each) ? '?' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return shown.length() < name.length() ? shown + "…" : shown.toString();
    }

    /** The same job at other times. */
    public ScheduledJob with(Schedule other) {
        return new ScheduledJob(
                name, other, machineZone, user, jitter, timeLimit, program, folder, log, environment, credentials);
    }

    /**
     * A secret in a file that only the scheduler reads.
     *
     * @param name under which the run finds it: {@code client-secret} or {@code bwdc.key}
     * @param file where it is kept
     * @param encrypted whether systemd-creds(1) encrypted it
     */
    public record Credential(String name, String file, boolean encrypted) {}

    /** The same job with these credentials. */
    public ScheduledJob with(List<Credential> handed) {
        return new ScheduledJob(
                name, schedule, machineZone, user, jitter, timeLimit, program, folder, log, environment, handed);
    }

    /** The same job, whose runs begin at once. */
    public ScheduledJob withoutJitter() {
        return new ScheduledJob(
                name,
                schedule,
                machineZone,
                user,
                Duration.ZERO,
                timeLimit,
                program,
                folder,
                log,
                environment,
                credentials);
    }

    /** What follows the program on its command line. */
    public List<String> arguments() {
        var words = new ArrayList<>(List.of("sync", "--job", name, "--log", log));
        if (jitter.isPositive()) {
            words.addAll(List.of("--jitter", Durations.words(jitter)));
        }
        words.addAll(List.of("--time-limit", Durations.words(timeLimit)));
        return List.copyOf(words);
    }
}
