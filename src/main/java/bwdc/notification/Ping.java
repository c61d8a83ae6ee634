package bwdc.notification;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Broken;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.run.Notifier;
import bwdc.run.RunRecord;
import bwdc.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A check at healthchecks.io or a server like it (https://healthchecks.io/docs/http_api): {@code /start} when a run begins,
 * its exit status with the end of the log when it is over, {@code /fail} when it was ended from outside and has no status.
 * Both carry the same run id, so that the check measures how long it took.
 */
final class Ping implements Notifier {
    /** Self-hosted servers keep the first 10 kB of a body. */
    private static final int LONGEST_BODY = 10_000;

    private final Http http;
    private final Secret address;
    private final String runId = UUID.randomUUID().toString();

    Ping(Http http, Secret address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public String name() {
        return "notify.ping";
    }

    @Override
    public void started(RunRecord run) {
        send("start", "");
    }

    @Override
    public void ended(Report report) {
        send(report.run().exitCode().map(code -> Integer.toString(code)).orElse("fail"), tail(report.log()));
    }

    /** As many of the last lines as fit. */
    private static String tail(List<String> log) {
        var text = "";
        for (var line : log.reversed()) {
            var longer = line + "\n" + text;
            if (longer.getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY) {
                return text;
            }
            text = longer;
        }
        return text;
    }

    /** A lost ping looks like a run that never ended, so a broken connection is tried once more. */
    private void send(String signal, String body) {
        var request = new Request(
                "POST",
                uri(address.reveal(), signal, runId),
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                List.of(body.getBytes(StandardCharsets.UTF_8)));
        try {
            check(http, request);
        } catch (Broken first) {
            try {
                check(http, request);
            } catch (Broken second) {
                throw second.fault();
            }
        }
    }

    /** The signal goes behind the path, before what else the address says. */
    static URI uri(String address, String signal, String runId) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        var rest = query < 0 ? "?" : address.substring(query) + "&";
        return URI.create((path.endsWith("/") ? path : path + "/") + signal + rest + "rid=" + runId);
    }

    /** Sends a request that any good status answers. */
    static void check(Http http, Request request) throws Broken {
        int status = http.send(request, ExitCode.UNEXPECTED).status();
        if (status < 200 || status > 299) {
            throw Fault.of(ExitCode.UNEXPECTED, request.uri().getAuthority() + " answered " + status);
        }
    }
}
