package bwdc.directory;

import java.util.List;

/**
 * What one read of a directory found, in the directory's order. A read that did not end whole throws instead.
 *
 * @param full false for an incremental read, which lists only what changed
 * @param warnings sentences for the log about entries that were left out, each naming its entry
 */
public record DirectorySnapshot(
        List<DirectoryUser> users, List<DirectoryGroup> groups, boolean full, Cursor next, List<String> warnings) {}
