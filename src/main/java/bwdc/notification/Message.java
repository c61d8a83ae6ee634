package bwdc.notification;

import bwdc.json.JsonObject;
import bwdc.run.Notifier;

/** What is said about a run that is over. */
final class Message {
    private Message() {}

    /** Whether it is worth anybody's attention: trouble, or its end. */
    static boolean isNews(Notifier.Report report) {
        return report.run().outcome().isTrouble() || report.recovered();
    }

    /** {@code failed}, {@code recovered} or {@code ended}. */
    static String event(Notifier.Report report) {
        if (report.run().outcome().isTrouble()) {
            return "failed";
        }
        return report.recovered() ? "recovered" : "ended";
    }

    /** The key {@code text} is the one that Slack, Mattermost and Google Chat show. */
    static JsonObject json(Notifier.Report report) {
        return new JsonObject()
                .put("text", report.sentence())
                .put("event", event(report))
                .put("folder", report.folder())
                .put("run", report.run().json())
                .put("log", report.log());
    }
}
