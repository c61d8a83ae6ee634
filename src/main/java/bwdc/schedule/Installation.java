package bwdc.schedule;

import java.util.List;

/**
 * What a scheduler must be told about a job. Making it touches nothing; {@code Installer} applies it.
 *
 * @param files whole files
 * @param blocks parts of files that others own too
 * @param enable commands that make the scheduler see it, in order; each may be repeated without harm
 * @param disable commands that come before the files are taken away
 * @param notes sentences for the person who adds it, such as what happens when clocks change
 */
public record Installation(
        List<InstalledFile> files,
        List<CrontabBlock> blocks,
        List<List<String>> enable,
        List<List<String>> disable,
        List<String> notes) {

    /**
     * A file that belongs to the job alone.
     *
     * @param path absolute, on the machine that will run it
     * @param mode as for chmod: {@code 644}
     */
    public record InstalledFile(String path, String content, String mode) {}

    /**
     * Lines in a user's crontab, between marks.
     *
     * @param user whose; empty for the user who adds it
     * @param lines without the marks, each ended by a newline
     */
    public record CrontabBlock(String user, String lines) {}
}
