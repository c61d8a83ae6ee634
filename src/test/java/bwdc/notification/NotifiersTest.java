package bwdc.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.host.Platform;
import bwdc.http.Http;
import bwdc.http.Trust;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.run.Notifier;
import bwdc.run.Outcome;
import bwdc.run.RunRecord;
import bwdc.run.Trigger;
import bwdc.secret.Secret;
import bwdc.testkit.Inbox;
import bwdc.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifiersTest {
    @TempDir
    private Path folder;

    private final Http http = http(Duration.ofSeconds(10));

    private static Http http(Duration limit) {
        var host = new TestHost().host();
        return new Http(host, new Trust(host), limit);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private static RunRecord run(Outcome outcome, Optional<Integer> code) {
        return new RunRecord(
                42,
                Instant.parse("2026-03-01T02:30:00Z"),
                Optional.of(Duration.ofSeconds(2)),
                Trigger.SCHEDULE,
                Optional.empty(),
                Optional.of("nightly"),
                outcome,
                code,
                new RunRecord.Counts(Optional.empty(), Optional.empty()),
                outcome.isTrouble() ? Optional.of("It is \"gone\"; rm -rf $HOME") : Optional.empty());
    }

    private static Notifier.Report report(Outcome outcome, Optional<Integer> code, Optional<Outcome> before) {
        return new Notifier.Report(run(outcome, code), before, "/srv/bwdc", List.of("first line", "last line"));
    }

    @Test
    void pingTellsStartAndStatusWithTheEndOfTheLog() throws Exception {
        try (var inbox = Inbox.answering(200)) {
            var ping = new Ping(http, Secret.of(inbox.address("/uuid")));
            ping.started(run(Outcome.RUNNING, Optional.empty()));
            ping.ended(report(Outcome.FAILED, Optional.of(5), Optional.empty()));
            assertThat(inbox.letters()).extracting(Inbox.Letter::path).containsExactly("/uuid/start", "/uuid/5");
            assertThat(inbox.letters()).extracting(Inbox.Letter::method).containsOnly("POST");
            assertThat(inbox.letters().getLast().body()).isEqualTo("first line\nlast line\n");
            var ids = inbox.letters().stream()
                    .map(letter -> letter.target().replaceFirst(".*rid=", ""))
                    .distinct();
            assertThat(ids).singleElement().asString().matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void pingHasNoStatusForARunThatWasEndedFromOutside() throws Exception {
        try (var inbox = Inbox.answering(200)) {
            new Ping(http, Secret.of(inbox.address("/key/slug/?create=1")))
                    .ended(report(Outcome.INTERRUPTED, Optional.empty(), Optional.empty()));
            assertThat(inbox.letters().getFirst().target()).startsWith("/key/slug/fail?create=1&rid=");
        }
    }

    @Test
    void pingKeepsToTheSizeThatServersKeep() throws Exception {
        try (var inbox = Inbox.answering(200)) {
            var log = java.util.stream.IntStream.range(0, 200)
                    .mapToObj(i -> i + " " + "ü".repeat(100))
                    .toList();
            new Ping(http, Secret.of(inbox.address("/uuid")))
                    .ended(new Notifier.Report(run(Outcome.IMPORTED, Optional.of(0)), Optional.empty(), "/srv", log));
            var body = inbox.letters().getFirst().body();
            assertThat(body.getBytes(StandardCharsets.UTF_8).length).isBetween(9_700, 10_000);
            assertThat(body).endsWith(log.getLast() + "\n").startsWith("1");
        }
    }

    @Test
    void aRefusalNamesTheServerButNotTheAddress() throws Exception {
        try (var inbox = Inbox.answering(404);
                var silent = Inbox.silent();
                var hasty = http(Duration.ofMillis(300))) {
            for (var each : List.of(
                    new Ping(http, Secret.of(inbox.address("/very-secret"))),
                    new Ping(http, Secret.of("http://127.0.0.1:1/very-secret")),
                    new Ping(hasty, Secret.of(silent.address("/very-secret"))))) {
                assertThatThrownBy(() -> each.started(run(Outcome.RUNNING, Optional.empty())))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining("127.0.0.1")
                        .hasMessageNotContaining("very-secret");
            }
        }
    }

    @Test
    void webhookHearsOfTroubleAndItsEnd() throws Exception {
        try (var inbox = Inbox.answering(204)) {
            var webhook = new Endings(new Webhook(http, Secret.of(inbox.address("/hook?key=1"))), false);
            webhook.started(run(Outcome.RUNNING, Optional.empty()));
            webhook.ended(report(Outcome.UNCHANGED, Optional.of(0), Optional.of(Outcome.IMPORTED)));
            webhook.ended(report(Outcome.LOCKED, Optional.of(8), Optional.of(Outcome.FAILED)));
            assertThat(inbox.letters()).isEmpty();
            webhook.ended(report(Outcome.HELD, Optional.of(7), Optional.empty()));
            webhook.ended(report(Outcome.UNCHANGED, Optional.of(0), Optional.of(Outcome.HELD)));
            assertThat(inbox.letters()).hasSize(2);
            var first = json(inbox.letters().getFirst().body());
            assertThat(first.text("event")).contains("failed");
            assertThat(first.text("text")).contains("bwdc job nightly in /srv/bwdc held: It is \"gone\"; rm -rf $HOME");
            assertThat(first.object("run").orElseThrow().number("exitCode")).contains(7L);
            assertThat(json(inbox.letters().getLast().body()).text("event")).contains("recovered");
            new Endings(new Webhook(http, Secret.of(inbox.address("/hook"))), true)
                    .ended(report(Outcome.UNCHANGED, Optional.of(0), Optional.empty()));
            assertThat(json(inbox.letters().getLast().body()).text("event")).contains("ended");
        }
    }

    private static JsonObject json(String text) {
        return (JsonObject) java.util.Objects.requireNonNull(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void commandGetsTheRunInItsEnvironmentAndInput() throws Exception {
        var file = folder.resolve("out");
        var line =
                "{ printf '%s|' \"$BWDC_EVENT\" \"$BWDC_JOB\" \"$BWDC_RUN\" \"$BWDC_EXIT_CODE\" \"$BWDC_ERROR\"; cat; } > "
                        + file;
        new Endings(new ShellCommand(line, Platform.LINUX), false)
                .ended(report(Outcome.FAILED, Optional.of(5), Optional.empty()));
        assertThat(Files.readString(file))
                .startsWith("failed|nightly|42|5|It is \"gone\"; rm -rf $HOME|{\"text\":\"bwdc job nightly");
        Files.delete(file);
        new Endings(new ShellCommand(line, Platform.LINUX), false)
                .ended(report(Outcome.IMPORTED, Optional.of(0), Optional.empty()));
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> new Endings(new ShellCommand("echo no >&2; exit 3", Platform.LINUX), true)
                        .ended(report(Outcome.IMPORTED, Optional.of(0), Optional.empty())))
                .isInstanceOf(Fault.class)
                .hasMessage("it ended with 3 no");
    }
}
