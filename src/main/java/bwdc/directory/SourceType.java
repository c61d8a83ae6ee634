package bwdc.directory;

import bwdc.http.Trust;
import bwdc.settings.DirectoryType;
import bwdc.settings.Settings;
import java.time.Clock;
import java.util.function.Consumer;

/** A kind of directory and how to open it. */
public record SourceType(DirectoryType type, Opener opener) {
    /** Takes from the settings what it needs; reading comes after. */
    public interface Opener {
        /**
         * Opens the directory that the settings name.
         *
         * @param debug told what is done, never a secret
         */
        DirectorySource open(Settings settings, Trust trust, Clock clock, Consumer<String> debug);
    }
}
