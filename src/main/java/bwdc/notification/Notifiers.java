package bwdc.notification;

import bwdc.host.Host;
import bwdc.http.Http;
import bwdc.http.Trust;
import bwdc.run.Notifier;
import bwdc.settings.NotifySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Those who are to be told, by the settings. */
public final class Notifiers implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(4);

    private final Host host;
    private final Http http;

    /** Makes nothing before somebody is to be reached. */
    public Notifiers(Host host, Supplier<Trust> trust) {
        this.host = host;
        http = new Http(host, trust.get(), ANSWER_LIMIT);
    }

    public List<Notifier> of(NotifySettings settings) {
        List<Notifier> all = new ArrayList<>();
        settings.ping().ifPresent(address -> all.add(new Ping(http, address)));
        Stream.concat(
                        settings.webhook().stream().map(address -> new Webhook(http, address)),
                        settings.command().stream().map(line -> new ShellCommand(line, host.platform())))
                .forEach(receiver -> all.add(new Endings(receiver, settings.always())));
        return all;
    }

    @Override
    public void close() {
        http.close();
    }
}
