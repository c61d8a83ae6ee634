package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;

import bwdc.directory.Inquiry;
import bwdc.directory.Sightings;
import bwdc.json.JsonObject;
import bwdc.settings.SafetySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code bwdc why}: what becomes of one person or one group, and why. */
final class WhyCommand implements Command {
    private static final String GROUP = "group:";

    @Override
    public Spec spec() {
        return Spec.of("why", "Say what becomes of one person or group, and why; change nothing.")
                .arguments(Spec.required("who", "mail address, DN, name or id; group:NAME for a group"))
                .options(
                        flag("json", "for programs"),
                        flag("fresh", "do not take members of groups from a plan of the last 12 hours"))
                .notes("Looks for the entry in the whole directory, asks the server about each part of the filter,"
                        + " reads the directory, and compares as bwdc plan does.")
                .examples(
                        example("bwdc why alice@company.com", "a person"),
                        example("bwdc why 'uid=alice,ou=people,dc=company,dc=com'", "an entry"),
                        example("bwdc why group:Staff", "a group and its members"));
    }

    @Override
    public Result run(Call call) {
        var asked = call.word(0).orElseThrow().strip();
        var isGroup = asked.toLowerCase(Locale.ROOT).startsWith(GROUP);
        var name = isGroup ? asked.substring(GROUP.length()).strip() : asked;
        var workspace = call.workspace();
        try (var source = workspace.directory();
                var inquiry = source.inquiry()) {
            var found = isGroup ? inquiry.groups(name) : inquiry.people(name);
            var prospect = Prospect.of(workspace, call.has("fresh"));
            var answer = new Answer(asked, found, prospect, SafetySettings.of(workspace.settings()));
            if (isGroup) {
                answer.groups(inquiry);
            } else {
                answer.people();
            }
            return call.has("json") ? new Result.Data(answer.json()) : new Result.Report(answer.text(), answer.json());
        }
    }

    /** One answer, which grows. */
    private static final class Answer {
        private final String asked;
        private final Sightings found;
        private final Prospect prospect;
        private final SafetySettings safety;
        private final List<String> lines = new ArrayList<>();
        private final List<JsonObject> entries = new ArrayList<>();

        Answer(String asked, Sightings found, Prospect prospect, SafetySettings safety) {
            this.asked = asked;
            this.found = found;
            this.prospect = prospect;
            this.safety = safety;
        }

        void people() {
            for (var each : found.found()) {
                var person = PersonAnswer.of(each, prospect, safety);
                add(WhyText.of(person), WhyJson.of(person));
            }
            if (found.found().isEmpty()) {
                nobody();
                var person = PersonAnswer.absent(Set.of(Prospect.lower(asked)), prospect, safety);
                add(WhyText.of(person), WhyJson.of(person));
            }
        }

        void groups(Inquiry inquiry) {
            for (var each : found.found()) {
                var group = GroupAnswer.of(each, prospect, inquiry, safety);
                add(WhyText.of(group), WhyJson.of(group));
            }
            if (found.found().isEmpty()) {
                nobody();
            }
        }

        private void nobody() {
            lines.add("Nothing in the directory is called \"" + ExplanationText.plain(asked) + "\". Searched:");
            found.searched().forEach(line -> lines.add("  " + ExplanationText.plain(line)));
        }

        private void add(List<String> text, JsonObject json) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(text);
            entries.add(json);
        }

        String text() {
            List<String> all = new ArrayList<>(lines);
            if (found.more()) {
                all.add("");
                all.add("There are more; ask by DN, id or mail address.");
            }
            prospect.obstacle().ifPresent(fault -> {
                all.add("");
                all.add("The next sync cannot be told: " + fault.sentence());
                fault.details().forEach(line -> all.add("  " + line));
                fault.hint().ifPresent(hint -> all.add("  hint: " + hint));
            });
            return String.join("\n", all);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("object", "why")
                    .put("asked", asked)
                    .put("searched", found.searched())
                    .put("more", found.more())
                    .put("entries", entries)
                    .put(
                            "obstacle",
                            prospect.obstacle().map(bwdc.fault.Fault::sentence).orElse(null));
        }
    }
}
