package bwdc.cli;

import bwdc.directory.Findings;
import bwdc.fault.ExitCode;
import bwdc.run.Comparison;
import java.nio.file.Path;
import java.util.List;

/** {@code bwdc plan}: what the next sync would change in the organization. */
final class PlanCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("plan", "Show what the next sync would change in the organization; change nothing.")
                .options(
                        Spec.flag("json", "for programs"),
                        Spec.flag("all", "every change, not only the first 20 of each kind"),
                        Spec.flag("fresh", "do not take members of groups from a plan of the last 12 hours"),
                        Spec.flag("exit-code", "exit with 10 when there is something to do"),
                        Spec.valued("out", "file", "write the plan for `bwdc apply`"))
                .notes(
                        "Reads the whole directory and compares it with what the organization holds now. A server that does not"
                                + " tell, such as Vaultwarden, is compared with what the last sync left.",
                        "Members of groups take a request for each group; Bitwarden's cloud answers 200 a minute. With more than 150"
                                + " groups they are kept for the next plan.")
                .examples(
                        Spec.example("bwdc plan", "for people"),
                        Spec.example(
                                "bwdc plan --out plan.json && bwdc apply plan.json", "review, then do exactly that"),
                        Spec.example("bwdc plan --exit-code --json > changes.json", "as a check"));
    }

    @Override
    public Result run(Call call) {
        var planned = call.workspace().plan(call.has("fresh"), Findings.NONE);
        planned.comparison()
                .map(Comparison::withoutSeat)
                .filter(people -> !people.isEmpty())
                .ifPresent(people ->
                        call.output().warning("a sync would be refused: there is no seat for " + some(people)));
        var now = call.host().clock().instant();
        call.option("out")
                .ifPresent(file -> planned.reviewable()
                        .orElseThrow(() -> bwdc.fault.Fault.of(
                                        ExitCode.DIRECTORY,
                                        "The directory has nothing to sync, so there is no plan to write.")
                                .hint("bwdc test shows what is found"))
                        .write(Path.of(file), now));
        var code = call.has("exit-code") && !planned.isEmpty() ? ExitCode.CHANGES : ExitCode.DONE;
        return new Result.Finding(PlanText.of(planned, call.has("all")), planned.json(now), call.has("json"), code);
    }

    private static String some(List<String> people) {
        return people.size() <= 5
                ? String.join(", ", people)
                : String.join(", ", people.subList(0, 5)) + " and " + (people.size() - 5) + " more";
    }
}
