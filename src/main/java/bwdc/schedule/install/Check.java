package bwdc.schedule.install;

import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be right for a job to run at night.
 *
 * @param subject what was looked at, in a word or two
 * @param detail what was found
 * @param remedy what mends it, null when it is right
 */
public record Check(String subject, String detail, @Nullable String remedy) {
    static Check good(String subject, String detail) {
        return new Check(subject, detail, null);
    }

    static Check bad(String subject, String detail, String remedy) {
        return new Check(subject, detail, remedy);
    }

    public boolean passed() {
        return remedy == null;
    }
}
