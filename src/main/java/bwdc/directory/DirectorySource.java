package bwdc.directory;

import java.util.List;
import java.util.Optional;

/** A directory that can be read. Reading stores nothing; a directory that cannot be read whole is a fault. */
public interface DirectorySource extends AutoCloseable {
    DirectorySnapshot read(ReadRequest request);

    /** For questions about single entries; empty where a source can tell no more than a read does. */
    default Optional<Inquiry> inquiry() {
        return Optional.empty();
    }

    /** Looks at the server and tells how it is read and why; a source that has no choices has nothing to tell. */
    default Diagnosis diagnose() {
        return new Diagnosis(List.of(), List.of());
    }

    @Override
    void close();
}
