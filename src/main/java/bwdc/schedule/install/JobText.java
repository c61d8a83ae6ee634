package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.json.JsonObject;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job as JSON: its file, and what {@code --json} prints. */
public final class JobText {
    private JobText() {}

    public static JsonObject of(InstalledJob installed) {
        var root = of(installed.job()).put("on", installed.on());
        return root.put("added", installed.added().toString())
                .put("parts", installed.parts().stream().map(JobText::part).toList())
                .put("disable", installed.disable())
                .put("cronAllow", installed.allowed());
    }

    /** The job alone. */
    public static JsonObject of(ScheduledJob job) {
        var root = new JsonObject().put("object", "job").put("name", job.name());
        switch (job.schedule()) {
            case Schedule.Cron(var expression, var zone) -> root.put("at", expression.text());
            case Schedule.Every(var interval, var zone) -> root.put("every", Durations.words(interval));
        }
        root.put("zone", job.schedule().zone().getId());
        var environment = new JsonObject();
        job.environment().forEach(environment::put);
        return root.put("machineZone", job.machineZone().getId())
                .put("user", job.user().orElse(null))
                .put("jitter", Durations.words(job.jitter()))
                .put("timeLimit", Durations.words(job.timeLimit()))
                .put("program", job.program())
                .put("folder", job.folder())
                .put("log", job.log())
                .put("environment", environment)
                .put(
                        "credentials",
                        job.credentials().stream().map(JobText::credential).toList());
    }

    private static JsonObject credential(ScheduledJob.Credential credential) {
        return new JsonObject()
                .put("name", credential.name())
                .put("file", credential.file())
                .put("encrypted", credential.encrypted());
    }

    private static JsonObject part(InstalledJob.Part part) {
        return new JsonObject()
                .put("path", part.path())
                .put("mode", part.mode())
                .put("content", part.content())
                .put("before", part.before())
                .put("replaced", part.replaced());
    }

    static InstalledJob parse(JsonObject root) {
        return new InstalledJob(
                job(root),
                text(root, "on"),
                Instant.parse(text(root, "added")),
                objects(root, "parts").map(JobText::part).toList(),
                root.list("disable").stream().map(JobText::words).toList(),
                root.flag("cronAllow").orElse(false));
    }

    private static ScheduledJob job(JsonObject root) {
        Map<String, String> environment = new LinkedHashMap<>();
        root.object("environment").ifPresent(all -> all.keys().forEach(name -> environment.put(name, text(all, name))));
        return new ScheduledJob(
                text(root, "name"),
                schedule(root),
                ZoneId.of(text(root, "machineZone")),
                root.text("user"),
                duration(root, "jitter"),
                duration(root, "timeLimit"),
                text(root, "program"),
                text(root, "folder"),
                text(root, "log"),
                environment,
                objects(root, "credentials")
                        .map(each -> new ScheduledJob.Credential(
                                text(each, "name"),
                                text(each, "file"),
                                each.flag("encrypted").orElse(false)))
                        .toList());
    }

    private static Schedule schedule(JsonObject root) {
        var zone = ZoneId.of(text(root, "zone"));
        return root.text("at")
                .<Schedule>map(at -> new Schedule.Cron(CronExpression.parse(at), zone))
                .orElseGet(() -> new Schedule.Every(duration(root, "every"), zone));
    }

    private static InstalledJob.Part part(JsonObject part) {
        return new InstalledJob.Part(
                text(part, "path"),
                text(part, "content"),
                text(part, "mode"),
                part.text("before").orElse(null),
                part.text("replaced").orElse(null));
    }

    private static java.util.stream.Stream<JsonObject> objects(JsonObject root, String key) {
        return root.list(key).stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static List<String> words(@org.jspecify.annotations.Nullable Object list) {
        List<String> words = new ArrayList<>();
        if (list instanceof List<?> all) {
            all.forEach(word -> words.add(String.valueOf(word)));
        }
        return words;
    }

    private static Duration duration(JsonObject root, String key) {
        return Durations.parse(text(root, key)).orElse(Duration.ZERO);
    }

    private static String text(JsonObject root, String key) {
        return root.text(key)
                .orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "The file of a job has no \"" + key + "\".")
                        .hint("move it away and add the job again"));
    }
}
