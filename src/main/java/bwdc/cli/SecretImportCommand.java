package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.required;
import static bwdc.cli.Spec.valued;

import bwdc.bitwarden.ApiKey;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.secret.OldSecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bwdc secret import}: takes over a client secret from the file of an older script. */
final class SecretImportCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("secret import", "Take over the client secret from the file of an older script.")
                .arguments(required("file", "the file, often called .p0"))
                .options(
                        flag("base64", "the file is encoded, as by base64(1)"),
                        valued("clientid", "id", "the client_id; else BW_CLIENTID, or that of the last login or sync"),
                        flag("delete", "delete the file afterwards, without asking"))
                .notes(
                        "Signs in with it first, and stores it only when that succeeds. From then on `bwdc sync` needs neither"
                                + " the file nor BW_CLIENTSECRET.",
                        "Base64 hides nothing: whoever could read the file may know the secret, so it should be rotated.")
                .examples(
                        example("bwdc secret import .p0 --base64", "asks whether to delete it"),
                        example("bwdc secret import .p0 --base64 --delete", "asks nothing"));
    }

    @Override
    public Result run(Call call) {
        var file = Path.of(call.words().getFirst());
        var secret = OldSecretFile.read(file, call.has("base64"));
        var open = openToOthers(file);
        var workspace = call.workspace();
        workspace.lock();
        var clientId = clientId(call);
        LoginCommand.refuseAnother(workspace.logins(), clientId);
        workspace.logins().signIn(new ApiKey(clientId, secret));
        var wanted = call.has("delete") || Prompt.agrees(call, "Delete " + file + "?", "--delete");
        var deleted = wanted && delete(call, file);
        return Result.Message.of(
                "The client secret of " + clientId + " is stored in "
                        + workspace.secrets().place() + ".",
                (deleted ? file + " was deleted." : "Delete the old file: rm " + file) + "\n"
                        + (open
                                ? "Other users of this machine could read " + file + ", and base64 hides nothing."
                                : "Whoever could read " + file + " or a copy of it may know the secret.")
                        + " Rotate it: web vault, Admin Console, Settings, Organization info, Rotate API key; then `bwdc"
                        + " login`.");
    }

    private static String clientId(Call call) {
        var logins = call.workspace().logins();
        return call.option("clientid")
                .or(() -> call.host().variable("BW_CLIENTID"))
                .or(logins::storedClientId)
                .or(() -> call.workspace().state().organizationId().map(id -> "organization." + id))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "Client ID is required.")
                        .hint("--clientid organization.… or BW_CLIENTID=organization.…"));
    }

    private static boolean openToOthers(Path file) {
        try {
            return FileModes.openToOthers(file);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean delete(Call call, Path file) {
        try {
            Files.delete(file);
            return true;
        } catch (IOException e) {
            call.output().warning(file + " could not be deleted: " + AtomicFile.reason(e));
            return false;
        }
    }
}
