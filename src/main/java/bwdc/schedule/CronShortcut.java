package bwdc.schedule;

import bwdc.fault.Fault;

/** The words that stand for a whole expression, in small letters as cron wants them. */
final class CronShortcut {
    private static final String KNOWN =
            "@hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually are known";

    private CronShortcut() {}

    /** The five fields that it stands for. */
    static String fields(CronText text) {
        if (text.starts().size() > 1) {
            throw fault(text, text.starts().get(1), "nothing may follow " + word(text))
                    .hint(KNOWN + ", each alone");
        }
        return switch (word(text)) {
            case "@hourly" -> "0 * * * *";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@weekly" -> "0 0 * * 0";
            case "@monthly" -> "0 0 1 * *";
            case "@yearly", "@annually" -> "0 0 1 1 *";
            case "@reboot" ->
                throw fault(text, text.starts().getFirst(), "@reboot is no time: it runs once when the machine starts")
                        .hint("a sync has to come again and again; " + KNOWN);
            default ->
                throw fault(text, text.starts().getFirst(), "cron does not know " + word(text))
                        .hint(KNOWN);
        };
    }

    private static String word(CronText text) {
        return text.text().substring(text.starts().getFirst(), text.ends().getFirst());
    }

    private static Fault fault(CronText text, int from, String sentence) {
        return text.pointed(from, text.ends().getLast(), sentence);
    }
}
