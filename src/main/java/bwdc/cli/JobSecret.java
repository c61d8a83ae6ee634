package bwdc.cli;

import bwdc.bitwarden.ApiKey;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.install.AsUser;
import bwdc.schedule.install.Credentials;
import bwdc.schedule.install.InstalledJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Puts the organization's client secret where the runs of a job find it, and proves that it signs in there. */
final class JobSecret {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Call call;
    private final Account caller;
    private final Account account;
    private final boolean handed;

    /** @param handed whether the scheduler keeps the secret and hands it to each run */
    JobSecret(Call call, Account caller, Account account, boolean handed) {
        this.call = call;
        this.caller = caller;
        this.account = account;
        this.handed = handed;
    }

    /** @return the job, with the credentials that its scheduler hands to it */
    ScheduledJob give(ScheduledJob job, Optional<InstalledJob> earlier, BiConsumer<String, String> done) {
        var given = handed ? withCredential(job, earlier) : job;
        given.credentials()
                .forEach(each -> done.accept("secret", each.file() + (each.encrypted() ? " (encrypted)" : "")));
        var ended = signsIn(given);
        if (!ended.well() && !handed) {
            login(given);
            ended = signsIn(given);
        }
        if (!ended.well()) {
            throw failed(ended);
        }
        done.accept("sign-in", "works as " + account.name());
        return given;
    }

    /** What an earlier version of the job has is kept, unless another secret is at hand. */
    private ScheduledJob withCredential(ScheduledJob job, Optional<InstalledJob> earlier) {
        var before = earlier.map(each -> each.job().credentials()).orElse(List.of());
        var explicit = EnvironmentKey.secret(call.host());
        var secret = before.isEmpty() ? explicit.or(() -> usable().map(ApiKey::clientSecret)) : explicit;
        return job.with(
                secret.map(each -> List.of(Credentials.keep(job.name(), each))).orElse(before));
    }

    private Optional<ApiKey> usable() {
        return call.workspace().logins().usable();
    }

    /** Signs in as the account with the key at hand, which the account's secret store then keeps. */
    private void login(ScheduledJob job) {
        var user = new AsUser(caller, account, job);
        usable().ifPresent(key -> user.with("BW_CLIENTID", key.clientId())
                .with("BW_CLIENTSECRET", key.clientSecret().reveal()));
        var ended = user.run(LIMIT, List.of(job.program(), "login"));
        if (!ended.well()) {
            throw failed(ended);
        }
    }

    private Programs.Ended signsIn(ScheduledJob job) {
        var user = new AsUser(caller, account, job);
        try (var credentials = Credentials.handedTo(account, caller, job)) {
            credentials.folder().ifPresent(folder -> user.with("CREDENTIALS_DIRECTORY", folder.toString()));
            return user.run(LIMIT, List.of(job.program(), "login", "--check"));
        }
    }

    private Fault failed(Programs.Ended ended) {
        return Fault.of(ExitCode.SIGN_IN, "A sign-in as " + account.name() + " fails, so nothing was scheduled.")
                .details(ended.err().lines().toList())
                .hint("`bwdc login` first, or set BW_CLIENTID and BW_CLIENTSECRET_FILE for this command");
    }
}
