package bwdc.notification;

import bwdc.http.Broken;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.run.Notifier.Report;
import bwdc.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An address that gets JSON by POST. */
final class Webhook implements Receiver {
    private final Http http;
    private final Secret address;

    Webhook(Http http, Secret address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public String name() {
        return "notify.webhook";
    }

    @Override
    public void tell(Report report) {
        try {
            Ping.check(
                    http,
                    new Request(
                            "POST",
                            URI.create(address.reveal()),
                            Map.of("Content-Type", "application/json; charset=utf-8"),
                            List.of(Message.json(report).toString().getBytes(StandardCharsets.UTF_8))));
        } catch (Broken e) {
            throw e.fault();
        }
    }
}
