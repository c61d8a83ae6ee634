package bwdc.directory;

import bwdc.settings.DirectoryType;
import bwdc.settings.Settings;

/** A kind of directory and how to open it. */
public record SourceType(DirectoryType type, Opener opener) {
    /** Takes from the settings what it needs; reading comes after. */
    public interface Opener {
        /** Opens the directory that the settings name. */
        DirectorySource open(Settings settings, Surroundings surroundings);
    }
}
