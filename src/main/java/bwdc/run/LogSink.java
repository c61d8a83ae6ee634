package bwdc.run;

import java.io.IOException;

/** Where the lines of a log go. */
public interface LogSink {
    /** @param line without its end */
    void write(String line) throws IOException;
}
