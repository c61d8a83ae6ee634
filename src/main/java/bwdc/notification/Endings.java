package bwdc.notification;

import bwdc.run.Notifier;
import bwdc.run.RunRecord;

/**
 * Tells a receiver how runs end.
 *
 * @param always of every run; else only of trouble, and of the first success after it
 */
record Endings(Receiver receiver, boolean always) implements Notifier {
    @Override
    public String name() {
        return receiver.name();
    }

    @Override
    public void started(RunRecord run) {
        // There is no ending to tell yet.
    }

    @Override
    public void ended(Report report) {
        if (always || Message.isNews(report)) {
            receiver.tell(report);
        }
    }
}
