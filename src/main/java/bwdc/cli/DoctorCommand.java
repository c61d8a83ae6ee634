package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;

import bwdc.directory.Diagnosis;
import bwdc.fault.ExitCode;
import bwdc.json.JsonObject;
import java.util.List;

/** {@code bwdc doctor}: what the directory server is like, how it is read and why, and what should be changed. */
final class DoctorCommand implements Command {
    /** More values than this are counted and not listed for people. */
    private static final int MANY = 6;

    @Override
    public Spec spec() {
        return Spec.of("doctor", "Look at the directory server and tell how it is read, why, and what to change.")
                .options(flag("json", "print JSON, with every control and extension"))
                .notes(
                        "Signs in, asks the server about itself, and reads the first page of users and of groups. Sends"
                                + " nothing to Bitwarden and stores nothing; no login is needed.",
                        "Exits with 5 when a sync could not succeed.")
                .examples(
                        example("bwdc doctor", "after setting up, or when something is missing"),
                        example("bwdc doctor --json", "for a ticket or a program"));
    }

    @Override
    public Result run(Call call) {
        try (var directory = call.workspace().directory()) {
            var diagnosis = directory.diagnose();
            var well = diagnosis.advice().stream().noneMatch(Diagnosis.Advice::obstacle);
            return new Result.Finding(
                    text(diagnosis), json(diagnosis), call.has("json"), well ? ExitCode.DONE : ExitCode.DIRECTORY);
        }
    }

    private static String text(Diagnosis diagnosis) {
        var table = new Table();
        var section = "";
        for (var fact : diagnosis.facts()) {
            table.row(
                    fact.section().equals(section) ? "" : fact.section(),
                    fact.name(),
                    values(fact.values()) + (fact.why().isEmpty() ? "" : " (" + fact.why() + ")"));
            section = fact.section();
        }
        var text = new StringBuilder(table.text());
        diagnosis
                .advice()
                .forEach(each -> text.append(each.obstacle() ? "\n\nproblem: " : "\n\nadvice: ")
                        .append(each.sentence()));
        return diagnosis.advice().isEmpty()
                ? text.append("\n\nNothing to change.").toString()
                : text.toString();
    }

    private static String values(List<String> values) {
        return values.isEmpty()
                ? "none"
                : values.size() > MANY ? values.size() + ", see --json" : String.join(", ", values);
    }

    private static JsonObject json(Diagnosis diagnosis) {
        return new JsonObject()
                .put("object", "doctor")
                .put("ok", diagnosis.advice().stream().noneMatch(Diagnosis.Advice::obstacle))
                .put(
                        "facts",
                        diagnosis.facts().stream()
                                .map(fact -> new JsonObject()
                                        .put("section", fact.section())
                                        .put("name", fact.name())
                                        .put("values", fact.values())
                                        .put("why", fact.why()))
                                .toList())
                .put(
                        "advice",
                        diagnosis.advice().stream()
                                .map(each -> new JsonObject()
                                        .put("sentence", each.sentence())
                                        .put("obstacle", each.obstacle()))
                                .toList());
    }
}
