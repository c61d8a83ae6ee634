package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.optional;
import static bwdc.cli.Spec.valued;

import bwdc.bitwarden.ApiKey;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.Logins;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import java.nio.file.Path;
import java.util.Optional;

/** {@code bwdc login}: signs in with the organization's API key and keeps it. */
final class LoginCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("login", "Sign in with an organization's API key.")
                .arguments(
                        optional("clientId", "the client_id of the key, organization.…; else BW_CLIENTID"),
                        optional("clientSecret", "its client_secret; on a command line every user can read it"))
                .options(
                        valued("secretfile", "filename", "read the client_secret from the first line of this file"),
                        flag("check", "only try whether the key that a run would use signs in; store nothing"))
                .notes(
                        "The key is in the web vault's admin console: Settings, Organization info, View API key.",
                        "The client_secret is looked for on the command line, in --secretfile, in BW_CLIENTSECRET and in the"
                                + " file that BW_CLIENTSECRET_FILE names; else it is asked for, without showing it.",
                        "Signing in again with the same client_id replaces the stored key.")
                .examples(
                        example("bwdc login", "asks for the key"),
                        example("bwdc login --check", "is the stored key still good?"),
                        example("bwdc login organization.5e59… --secretfile /root/key", "asks for nothing"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        if (call.has("check")) {
            return Result.Message.of("The key signs in.", workspace.logins().prove());
        }
        workspace.lock();
        var clientId = clientId(call);
        refuseAnother(workspace.logins(), clientId);
        workspace.logins().signIn(new ApiKey(clientId, clientSecret(call)));
        return Result.Message.of("You are logged in!");
    }

    /** A folder is one organization's. */
    static void refuseAnother(Logins logins, String clientId) {
        var stored = logins.storedClientId().or(() -> logins.entityId().map(id -> "organization." + id));
        if (logins.signedIn() && !stored.filter(clientId::equals).isPresent()) {
            throw Fault.of(ExitCode.SIGN_IN, "You are already logged in as " + stored.orElse("organization.null") + ".")
                    .hint("`bwdc logout` first, or give the other organization a folder of its own with"
                            + " BITWARDENCLI_CONNECTOR_APPDATA_DIR");
        }
    }

    private static String clientId(Call call) {
        return call.word(0)
                .filter(word -> !word.isBlank())
                .or(() -> call.host().variable("BW_CLIENTID"))
                .or(() -> ask(call, "client_id: ", false))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "Client ID is required.")
                        .hint("bwdc login organization.… or BW_CLIENTID=organization.…"));
    }

    private static Secret clientSecret(Call call) {
        var typed = call.word(1).filter(word -> !word.isBlank());
        if (typed.isPresent()) {
            call.output()
                    .warning(
                            "a client secret on the command line can be read by every user of this machine and stays in"
                                    + " the shell's history; use --secretfile or BW_CLIENTSECRET_FILE");
            return Secret.of(typed.get());
        }
        return call.option("secretfile")
                .map(file -> SecretFile.firstLine(Path.of(file), "--secretfile"))
                .or(() -> EnvironmentKey.secret(call.host()))
                .or(() -> ask(call, "client_secret: ", true).map(Secret::of))
                .filter(secret -> !secret.reveal().isBlank())
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "Client Secret is required.")
                        .hint("BW_CLIENTSECRET_FILE=/path/of/a/file, --secretfile, or BW_CLIENTSECRET"));
    }

    private static Optional<String> ask(Call call, String prompt, boolean hidden) {
        return call.flags().noInteraction() ? Optional.empty() : Prompt.ask(call.host(), prompt, hidden);
    }
}
