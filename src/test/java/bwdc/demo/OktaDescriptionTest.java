package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.loopback.Ask;
import bwdc.demo.okta.OktaTenant;
import bwdc.fault.ExitCode;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.http.Trust;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.NodePackages;
import bwdc.testkit.TestHost;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stand-in answers, and which parameters it knows, against the description that Okta publishes of its API. */
class OktaDescriptionTest {
    @TempDir
    private Path folder;

    @Test
    void everyAnswerIsOneThatOktaDescribes() throws Exception {
        var description = Description.read();
        try (var tenant = OktaTenant.start(AcmeFile.company())) {
            tenant.deactivate(AcmeFile.company().people().getFirst().login());
            var host = new TestHost()
                    .with(
                            "SSL_CERT_FILE",
                            Files.writeString(
                                            folder.resolve("authority.pem"),
                                            tenant.server().certificate())
                                    .toString())
                    .host();
            try (var http = new Http(host, new Trust(host), Duration.ofSeconds(30))) {
                var groups =
                        List.of("users?limit=200", "users?filter=status%20eq%20%22DEPROVISIONED%22", "groups?limit=3");
                List<String> paths = new ArrayList<>(groups);
                for (var each : list(http, tenant, "groups")) {
                    paths.add("groups/" + ((JsonObject) each).text("id").orElseThrow() + "/users?limit=200");
                }
                for (var path : paths) {
                    var template =
                            "/api/v1/" + path.replaceAll("\\?.*", "").replaceAll("groups/[^/]+", "groups/{groupId}");
                    var entries = list(http, tenant, path);
                    if (path.startsWith("users")) {
                        assertThat(entries).isNotEmpty();
                    }
                    assertThat(description.problems(template, entries)).as(path).isEmpty();
                }
                for (var ask : tenant.server().asks()) {
                    assertThat(description.unknownParameters(ask))
                            .as(ask.path())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void theCheckFindsWhatIsWrong() throws Exception {
        var description = Description.read();
        var wrong = new JsonObject()
                .put("id", 7L)
                .put("status", "GONE")
                .put("lastUpdated", "yesterday")
                .put("mail", "a@b.c")
                .put("profile", new JsonObject().put("login", true));
        assertThat(description.problems("/api/v1/users", List.of(wrong)))
                .containsExactlyInAnyOrder(
                        "[0].id is no string",
                        "[0].status is none of the listed values",
                        "[0].lastUpdated is no time",
                        "[0].mail is not described",
                        "[0].profile.login is no string");
    }

    private static List<?> list(Http http, OktaTenant tenant, String path) throws Exception {
        var answer = http.send(
                new Request(
                        "GET",
                        URI.create(tenant.address() + "/api/v1/" + path),
                        Map.of("Authorization", "SSWS " + OktaTenant.TOKEN, "Accept", "application/json"),
                        null),
                ExitCode.DIRECTORY);
        assertThat(answer.status()).isEqualTo(200);
        return (List<?>) Objects.requireNonNull(Json.parse(answer.body()));
    }

    /** The part of Swagger 2.0 that describes answers. */
    private record Description(JsonObject root) {
        static Description read() throws Exception {
            var file = NodePackages.folder().resolve("node_modules/@okta/openapi/dist/spec.json");
            return new Description((JsonObject) Objects.requireNonNull(Json.parse(Files.readAllBytes(file))));
        }

        private JsonObject operation(String path) {
            return root.object("paths")
                    .orElseThrow()
                    .object(path)
                    .orElseThrow()
                    .object("get")
                    .orElseThrow();
        }

        List<String> unknownParameters(Ask ask) {
            var template = ask.path().replaceAll("groups/[^/]+", "groups/{groupId}");
            var known = operation(template).list("parameters").stream()
                    .map(each -> ((JsonObject) each).text("name").orElse(""))
                    .toList();
            return ask.query().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .toList();
        }

        List<String> problems(String path, List<?> entries) {
            List<String> problems = new ArrayList<>();
            var schema = operation(path)
                    .object("responses")
                    .orElseThrow()
                    .object("200")
                    .orElseThrow()
                    .object("schema")
                    .orElseThrow();
            check(entries, schema, "", problems);
            return problems;
        }

        /** The language of the description has no word for null, which Okta's own examples are full of. */
        private void check(@Nullable Object value, JsonObject given, String place, List<String> problems) {
            var schema = given.text("$ref").map(this::definition).orElse(given);
            if (value == null) {
                return;
            }
            switch (schema.text("type").orElse("object")) {
                case "array" -> {
                    if (!(value instanceof List<?> list)) {
                        problems.add(place + " is no list");
                        return;
                    }
                    for (int i = 0; i < list.size(); i++) {
                        check(list.get(i), schema.object("items").orElseThrow(), place + "[" + i + "]", problems);
                    }
                }
                case "object" -> object(value, schema, place, problems);
                case "string" -> string(value, schema, place, problems);
                case "integer" -> add(problems, value instanceof Long, place + " is no number");
                case "boolean" -> add(problems, value instanceof Boolean, place + " is neither true nor false");
                default -> problems.add(place + " is of a type that this check does not know");
            }
        }

        private static void add(List<String> problems, boolean good, String problem) {
            if (!good) {
                problems.add(problem);
            }
        }

        private JsonObject definition(String reference) {
            return root.object("definitions")
                    .orElseThrow()
                    .object(reference.replace("#/definitions/", ""))
                    .orElseThrow();
        }

        private void object(Object value, JsonObject schema, String place, List<String> problems) {
            if (!(value instanceof JsonObject object)) {
                problems.add(place + " is no object");
                return;
            }
            var properties = schema.object("properties").orElseGet(JsonObject::new);
            var open = schema.has("additionalProperties")
                    || schema.flag("x-okta-extensible").orElse(false)
                    || properties.keys().isEmpty();
            for (var key : object.keys()) {
                var property = properties.object(key);
                if (property.isPresent()) {
                    check(object.get(key), property.get(), place + "." + key, problems);
                } else {
                    add(problems, open, place + "." + key + " is not described");
                }
            }
        }

        private static void string(Object value, JsonObject schema, String place, List<String> problems) {
            if (!(value instanceof String text)) {
                problems.add(place + " is no string");
                return;
            }
            if (schema.has("enum")) {
                add(problems, schema.list("enum").contains(text), place + " is none of the listed values");
            }
            if (schema.text("format").equals(Optional.of("date-time"))) {
                try {
                    Instant.parse(text);
                } catch (DateTimeParseException e) {
                    problems.add(place + " is no time");
                }
            }
        }
    }
}
