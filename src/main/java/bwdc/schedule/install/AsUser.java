package bwdc.schedule.install;

import bwdc.host.Account;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands as the account of a job, in the bare surroundings that a scheduler gives it. */
public final class AsUser {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Account caller;
    private final Account account;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** @param job whose account, state folder and environment are used */
    public AsUser(Account caller, Account account, ScheduledJob job) {
        this.caller = caller;
        this.account = account;
        environment.put("HOME", account.home().toString());
        environment.put("USER", account.name());
        environment.put("LOGNAME", account.name());
        environment.put("PATH", PATH);
        environment.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", job.folder());
        environment.put("BW_NOINTERACTION", "true");
        environment.putAll(job.environment());
    }

    /** Adds a variable; the list of processes never shows it. */
    public AsUser with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Programs.Ended run(Duration limit, List<String> command) {
        return Programs.runAlone(limit, words(command), environment);
    }

    /** Runs a command with this process's own streams and returns its status. */
    public int runVisibly(List<String> command) {
        return Programs.runVisibly(words(command), environment);
    }

    /** Only root may become somebody else; runuser(1) keeps the environment that it is given. */
    private List<String> words(List<String> command) {
        if (account.name().equals(caller.name())) {
            return command;
        }
        var words = new ArrayList<>(List.of("runuser", "-u", account.name(), "--"));
        words.addAll(command);
        return words;
    }
}
