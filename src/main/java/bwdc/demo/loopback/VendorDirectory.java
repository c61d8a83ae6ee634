package bwdc.demo.loopback;

import bwdc.demo.sample.SampleDirectory;
import java.time.Duration;
import java.util.Optional;

/** A sample directory in the cloud, played by a server of this machine. */
public interface VendorDirectory extends SampleDirectory {
    /** For scripted replies and what was asked. */
    VendorServer server();

    @Override
    default String address() {
        return server().url().toString();
    }

    @Override
    default Optional<String> certificate() {
        return Optional.of(server().certificate());
    }

    @Override
    default void delay(Duration time) {
        server().delay(time);
    }

    @Override
    default void close() {
        server().close();
    }
}
