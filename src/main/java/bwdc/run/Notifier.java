package bwdc.run;

import java.util.List;
import java.util.Optional;

/** Somebody who is told of runs. A fault that it throws is logged and has no other effect. */
public interface Notifier {
    /** The setting that names it. */
    String name();

    void started(RunRecord run);

    void ended(Report report);

    /**
     * A run that is over.
     *
     * @param before how the one before it ended
     * @param folder whose run it was
     * @param log its last lines
     */
    record Report(RunRecord run, Optional<Outcome> before, String folder, List<String> log) {
        /** Whether things are well again. */
        public boolean recovered() {
            return run.outcome().succeeded()
                    && before.filter(Outcome::isTrouble).isPresent();
        }

        /** One sentence for a person. */
        public String sentence() {
            var name = "bwdc " + run.job().map(job -> "job " + job).orElse("sync") + " in " + folder;
            if (run.outcome().isTrouble()) {
                return name + " " + run.outcome().text()
                        + run.error().map(error -> ": " + error).orElse("");
            }
            return name
                    + (recovered() ? " is well again: " : ": ")
                    + run.outcome().text();
        }
    }
}
