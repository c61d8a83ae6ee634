package bwdc.cli;

import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.valued;

import bwdc.host.Account;
import bwdc.schedule.CredentialFiles;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.install.JobFolder;
import bwdc.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the options of {@code bwdc schedule add} say about a job. */
final class JobOptions {
    static final Spec.Option[] OPTIONS = {
        valued("at", "expression", "when, as in a crontab: '30 2 * * *', or @daily"),
        ScheduleValues.EVERY,
        ScheduleValues.ZONE,
        valued("on", "scheduler", "cron, systemd, launchd, windows or kubernetes (the one of this machine)"),
        valued("user", "name", "the account that runs it; made when root adds the job and it is missing"),
        valued("jitter", "time", "wait up to so long, steadily the same on one machine, so that not all come at once"),
        valued(TimeLimit.OPTION, "time", "end a run after this time (2h)"),
        valued("log", "file", "the log (bwdc.log in the state folder)"),
        flag("dry-run", "show every file and command, change nothing"),
        valued("out", "folder", "only write the files into this folder, for another machine"),
        valued("program", "path", "bwdc on the machine that will run it, or the image for Kubernetes"),
        valued("folder", "path", "the state folder on the machine that will run it"),
        valued("logon", "how", "Windows: s4u, without a stored password, or password (s4u)"),
        flag("yes", "make the user without asking"),
        flag("cron-allow", "make a cron.allow, of everybody who has a crontab today and the user"),
        flag("force", "replace files that were changed by hand"),
        flag("json", "print JSON")
    };

    /** Variables of the caller that its runs need too, besides those of settings. */
    private static final List<String> CARRIED = List.of(
            "BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS",
            "BW_CLIENTID",
            "HTTPS_PROXY",
            "https_proxy",
            "HTTP_PROXY",
            "http_proxy",
            "NO_PROXY",
            "no_proxy");

    /** Those that name places on this machine. */
    private static final List<String> PLACES = List.of("BWDC_CA_FILE", "NODE_EXTRA_CA_CERTS", "JAVA_HOME");

    /** Those that name files which another account cannot read. */
    private static final List<String> OWN = List.of(CredentialFiles.SECRET, CredentialFiles.KEY);

    /** Whose variables a job takes along. */
    private enum Whose {
        CALLER,
        ACCOUNT,
        OTHER_MACHINE,
        /** It gets the files as a secret, made from those of the caller. */
        CLUSTER
    }

    private final Call call;
    private final Account caller;

    JobOptions(Call call, Account caller) {
        this.call = call;
        this.caller = caller;
    }

    /** A job for this machine. */
    ScheduledJob here(Account account) {
        var own = account.name().equals(caller.name());
        var folder = call.option("folder")
                .map(this::absolute)
                .orElseGet(() -> own
                        ? call.workspace().folder().toString()
                        : folder(account).toString());
        return job(
                ScheduleValues.machineZone(call.host()),
                caller.root() ? Optional.of(account.name()) : Optional.empty(),
                call.option("program").map(this::absolute).orElseGet(this::program),
                folder,
                call.option("log")
                        .map(this::absolute)
                        .orElseGet(() -> Path.of(folder, LogTarget.NAME).toString()),
                own ? Whose.CALLER : Whose.ACCOUNT);
    }

    /** A job for another machine: in the zone that is asked for, and in usual places unless options say otherwise. */
    ScheduledJob elsewhere(String on) {
        var folder = call.option("folder").orElse(usualFolder(on));
        var separator = on.equals("windows") ? "\\" : "/";
        return job(
                ScheduleValues.zone(call),
                call.option("user"),
                call.option("program").orElse(usualProgram(on)),
                folder,
                call.option("log").orElse(folder + separator + LogTarget.NAME),
                on.equals("kubernetes") ? Whose.CLUSTER : Whose.OTHER_MACHINE);
    }

    private ScheduledJob job(
            ZoneId machineZone, Optional<String> user, String program, String folder, String log, Whose whose) {
        return new ScheduledJob(
                call.word(0).orElseThrow(),
                schedule(),
                machineZone,
                user,
                TimeLimit.option(call, "jitter").orElse(Duration.ZERO),
                TimeLimit.of(call),
                program,
                folder,
                log,
                carried(whose),
                List.of());
    }

    private Schedule schedule() {
        return ScheduleValues.schedule(call, call.option("at"), "--at");
    }

    private Path folder(Account account) {
        return JobFolder.of(account, call.host(), call.workspace().program());
    }

    private String program() {
        var installed = call.workspace().program().resolve("bwdc");
        return installed.isAbsolute() ? installed.toString() : "/usr/local/bin/bwdc";
    }

    private String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    private static String usualProgram(String on) {
        return switch (on) {
            case "windows" -> "C:\\Program Files\\bwdc\\bwdc.cmd";
            case "kubernetes" -> "bwdc:latest";
            default -> "/usr/local/bin/bwdc";
        };
    }

    private static String usualFolder(String on) {
        return switch (on) {
            case "windows" -> "C:\\ProgramData\\bwdc";
            case "launchd" -> "/usr/local/var/bwdc";
            default -> "/var/lib/bwdc";
        };
    }

    /**
     * What works in this terminal must work at night: settings and places that the environment holds go along, but no
     * secret does.
     */
    private Map<String, String> carried(Whose whose) {
        var names = new ArrayList<>(CARRIED);
        switch (whose) {
            case CALLER -> {
                names.addAll(PLACES);
                names.addAll(OWN);
            }
            case ACCOUNT -> names.addAll(PLACES);
            case CLUSTER -> names.add(CredentialFiles.SECRET);
            case OTHER_MACHINE -> {}
        }
        for (var setting : Setting.all()) {
            if (!setting.isSecret()) {
                names.add(setting.variable());
            } else if (whose != Whose.OTHER_MACHINE) {
                names.add(setting.variable() + "_FILE");
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        names.forEach(name -> call.host().variable(name).ifPresent(value -> found.put(name, value)));
        Setting.all().stream()
                .filter(setting -> setting.isSecret()
                        && call.host().variable(setting.variable()).isPresent())
                .forEach(this::tellSecret);
        found.entrySet().removeIf(this::holdsPassword);
        return found;
    }

    private void tellSecret(Setting setting) {
        call.output()
                .warning(setting.variable() + " is a secret and does not go into a schedule; store it: bwdc config "
                        + setting.name() + " --secretfile FILE");
    }

    private boolean holdsPassword(Map.Entry<String, String> variable) {
        boolean holds = variable.getKey().toLowerCase(java.util.Locale.ROOT).endsWith("_proxy")
                && variable.getValue().contains("@");
        if (holds) {
            call.output()
                    .warning(variable.getKey() + " holds a password and does not go into a schedule, which others can"
                            + " read; runs go without this proxy");
        }
        return holds;
    }
}
