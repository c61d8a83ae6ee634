package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is told of runs.
 *
 * @param ping address of a check at healthchecks.io, or a server like it
 * @param webhook address that gets JSON
 * @param command a line for the shell
 * @param always whether webhook and command hear of runs that went well, too
 */
public record NotifySettings(
        Optional<Secret> ping, Optional<Secret> webhook, Optional<String> command, boolean always) {

    /** @throws Fault with exit code 3 when one of them makes no sense */
    public static NotifySettings of(Settings settings) {
        return new NotifySettings(
                url(settings, "notify.ping"),
                url(settings, "notify.webhook"),
                settings.text("notify.command"),
                when(settings.text("notify.when").orElse("trouble")).equals("always"));
    }

    /** Whether nobody is to be told. */
    public boolean isEmpty() {
        return ping.isEmpty() && webhook.isEmpty() && command.isEmpty();
    }

    private static Optional<Secret> url(Settings settings, String name) {
        settings.text(name).ifPresent(text -> address(name, text));
        return settings.secretUrl(name);
    }

    /** Does not repeat the address: it may be a secret that was mistyped. */
    static String address(String name, String text) {
        try {
            var uri = new URI(text.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return text.strip();
            }
        } catch (URISyntaxException e) {
            // The same as an address of another kind.
        }
        throw Fault.of(ExitCode.SETTINGS, "The value of " + name + " is no address of a web server.")
                .hint("bwdc config " + name + " https://…");
    }

    static String when(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("trouble") && !word.equals("always")) {
            throw Fault.of(ExitCode.SETTINGS, "notify.when must be trouble or always, not \"" + text + "\".");
        }
        return word;
    }
}
