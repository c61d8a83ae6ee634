package bwdc.directory.entra;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.http.Answer;
import bwdc.http.Retries;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Several reads in one request (https://learn.microsoft.com/graph/json-batching). Each part has a limit and a status of its
 * own: those that are asked to wait are asked again, without the others.
 */
final class Batches {
    /** As many parts as Graph takes. */
    static final int MOST = 20;

    private final Graph graph;
    private final GraphDialect dialect;
    private final Retries retries;

    /** @param retries for parts; whole requests have their own */
    Batches(Graph graph, GraphDialect dialect, Retries retries) {
        this.graph = graph;
        this.dialect = dialect;
        this.retries = retries;
    }

    /**
     * What Graph answers to each path, in their order.
     *
     * @throws bwdc.fault.Fault with exit code 5 unless every single one succeeds
     */
    List<CloudAnswer> get(List<String> paths) {
        Map<String, CloudAnswer> answers = new HashMap<>();
        NavigableMap<Integer, String> waiting = new TreeMap<>();
        for (int i = 0; i < paths.size(); i++) {
            waiting.put(i, paths.get(i));
        }
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            var last = retries.send(() -> attempt(waiting, answers));
            if (waiting.size() == before) {
                throw dialect.fault(last, graph.at(waiting.firstEntry().getValue()));
            }
        }
        return paths.stream().map(path -> answers.get(path)).toList();
    }

    /** Asks for what is still waiting; the answer stands for the part that has to wait longest. */
    private Answer attempt(NavigableMap<Integer, String> waiting, Map<String, CloudAnswer> answers) {
        var whole = graph.post("/$batch", request(waiting));
        List<Answer> later = new ArrayList<>();
        Map<Integer, String> asked = new HashMap<>(waiting);
        for (var part : whole.objects("responses")) {
            var path = part(part, asked, whole);
            var answer = answer(part, whole);
            if (mayWait(answer.status())) {
                later.add(answer);
            } else {
                answers.put(path, success(path, answer, part));
                waiting.values().remove(path);
            }
        }
        if (!asked.isEmpty()) {
            throw whole.unexpected(
                    "it answers " + (waiting.size() - asked.size()) + " of " + waiting.size() + " parts");
        }
        return longest(later).orElseGet(() -> new Answer(200, whole.headers(), new byte[0]));
    }

    private static JsonObject request(NavigableMap<Integer, String> waiting) {
        List<Object> parts = new ArrayList<>();
        waiting.forEach((number, path) -> parts.add(new JsonObject()
                .put("id", number.toString())
                .put("method", "GET")
                .put("url", path)));
        return new JsonObject().put("requests", parts);
    }

    /** The path that a part answers; each is answered once. */
    private static String part(JsonObject part, Map<Integer, String> asked, CloudAnswer whole) {
        try {
            var path = asked.remove(Integer.valueOf(part.text("id").orElse("")));
            if (path != null) {
                return path;
            }
        } catch (NumberFormatException e) {
            // Nothing was asked under that name.
        }
        throw whole.unexpected("a part of it answers nothing that was asked");
    }

    private static Answer answer(JsonObject part, CloudAnswer whole) {
        int status = part.number("status")
                .orElseThrow(() -> whole.unexpected("a part of it has no status"))
                .intValue();
        Map<String, List<String>> headers = new HashMap<>();
        part.object("headers")
                .ifPresent(all ->
                        all.keys().forEach(name -> headers.put(name, List.of(String.valueOf(all.get(name))))));
        var body = status == 200 ? "" : Json.compact(part.get("body"));
        return new Answer(
                status, HttpHeaders.of(headers, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayWait(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }

    /** A part may be refused because the token has just ended; asked alone it gets a new one. */
    private CloudAnswer success(String path, Answer answer, JsonObject part) {
        var uri = graph.at(path);
        if (answer.status() == 401) {
            return graph.get(uri);
        }
        if (answer.status() != 200) {
            throw dialect.fault(answer, uri);
        }
        return new CloudAnswer(part.get("body"), answer.headers(), uri);
    }

    private static Optional<Answer> longest(List<Answer> answers) {
        return answers.stream().max((a, b) -> Long.compare(seconds(a), seconds(b)));
    }

    /** A limit counts more than a fault, because it says how long. */
    private static long seconds(Answer answer) {
        var text = answer.header("retry-after").orElse("").strip();
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) : answer.status() == 429 ? 0 : -1;
    }
}
