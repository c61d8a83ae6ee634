package bwdc.directory;

/** A directory that can be read. Reading stores nothing; a directory that cannot be read whole is a fault. */
public interface DirectorySource extends AutoCloseable {
    DirectorySnapshot read(ReadRequest request);

    @Override
    void close();
}
