package bwdc.notification;

import bwdc.run.Notifier.Report;

/** Somebody who hears how runs end, and no more. */
interface Receiver {
    /** The setting that names it. */
    String name();

    void tell(Report report);
}
