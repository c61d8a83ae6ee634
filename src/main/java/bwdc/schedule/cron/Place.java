package bwdc.schedule.cron;

/** Where the lines of a job stand. */
public enum Place {
    /** In a crontab, among other lines: of the job's user, or of the one who adds it. */
    CRONTAB,

    /** In a file of its own in /etc/cron.d, which only root can make; it runs as the job's user, or as root. */
    CRON_D
}
