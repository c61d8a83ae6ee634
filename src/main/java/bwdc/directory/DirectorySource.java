package bwdc.directory;

import java.util.List;

/** A directory that can be read. Reading stores nothing; a directory that cannot be read whole is a fault. */
public interface DirectorySource extends AutoCloseable {
    DirectorySnapshot read(ReadRequest request);

    /** For questions about single entries; it ends with the source at the latest. */
    Inquiry inquiry();

    /** Looks at the server and tells how it is read and why; a source that has no choices has nothing to tell. */
    default Diagnosis diagnose() {
        return new Diagnosis(List.of(), List.of());
    }

    @Override
    void close();
}
