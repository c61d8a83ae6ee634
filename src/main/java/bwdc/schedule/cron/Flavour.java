package bwdc.schedule.cron;

/** Which cron the machine has; their files and their ways with clock changes are the same. */
public enum Flavour {
    /** Paul Vixie's cron as Debian and Ubuntu ship it: it knows the zone of the machine and no other. */
    DEBIAN,

    /** Cronie, of Fedora, Red Hat, SUSE and Arch: it honours CRON_TZ. */
    CRONIE;

    boolean knowsZones() {
        return this == CRONIE;
    }
}
