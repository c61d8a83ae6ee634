package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.Broken;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * {@code bwdc update}: asks the release address that the build was given, in the form of GitHub's "latest release",
 * whether there is a newer version.
 */
final class UpdateCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("update", "Ask whether there is a newer version.")
                .notes("--raw prints only the address of the download.")
                .examples(Spec.example("bwdc update", "the newest version"));
    }

    @Override
    public Result run(Call call) {
        var address = call.release()
                .address()
                .get()
                .orElseThrow(
                        () -> Fault.of(ExitCode.UNEXPECTED, "This build of bwdc was given no release address to ask.")
                                .hint("the version you have is "
                                        + call.release().version() + "; get newer ones where you got this one"));
        var release = latest(call, URI.create(address));
        var tag = release.text("tag_name").orElse("");
        if (tag.equals("v" + call.release().version())) {
            return new Result.Message("No update available.", null, null, true);
        }
        var download = download(release);
        var url = download.or(() -> release.text("html_url")).orElse(address);
        var notes = release.text("body")
                .filter(text -> !text.isBlank())
                .map(text -> text + "\n\n")
                .orElse("");
        return new Result.Message(
                "A new version is available: " + tag,
                notes + "You can download this update at " + url,
                download.orElse(null),
                false);
    }

    private static JsonObject latest(Call call, URI address) {
        var headers = Map.of(
                "Accept",
                "application/json",
                "User-Agent",
                "bwdc/" + call.release().version());
        Answer answer;
        try {
            answer = call.workspace().http().send(new Request("GET", address, headers, null), ExitCode.UNEXPECTED);
        } catch (Broken e) {
            throw e.fault();
        }
        if (answer.status() != 200) {
            throw Fault.of(ExitCode.UNEXPECTED, "Error contacting update API: " + answer.status())
                    .hint(address.toString());
        }
        try {
            if (Json.parse(answer.body()) instanceof JsonObject release) {
                return release;
            }
        } catch (JsonSyntaxException e) {
            throw noRelease(address).because(e);
        }
        throw noRelease(address);
    }

    private static Fault noRelease(URI address) {
        return Fault.of(ExitCode.UNEXPECTED, address + " does not describe a release.");
    }

    private static Optional<String> download(JsonObject release) {
        return release.list("assets").stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(asset -> asset.text("browser_download_url").stream())
                .filter(url -> url.substring(url.lastIndexOf('/') + 1).startsWith("bwdc"))
                .findFirst();
    }
}
