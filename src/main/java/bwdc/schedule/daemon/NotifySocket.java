package bwdc.schedule.daemon;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket of the local machine, which is how systemd listens (sd_notify(3), unix(7)); the channels of the JDK
 * know only streams there. Linux alone.
 */
final class NotifySocket {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int FAMILY_SIZE = 2;
    private static final int LONGEST_PATH = 107;

    private final MemorySegment address;
    private final MethodHandle sendto;
    private final int descriptor;

    /** @param name a path, or an abstract name that begins with @ */
    NotifySocket(String name) {
        address = address(name);
        sendto = function(
                "sendto",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        var socket = function(
                "socket",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            descriptor = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // The jar's manifest and the launcher allow it.
    private static MethodHandle function(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /** A struct sockaddr_un as long as its path needs; an abstract name begins with a zero byte instead of the @. */
    private static MemorySegment address(String name) {
        var path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length > LONGEST_PATH || path[0] != '/' && path[0] != '@') {
            throw new IllegalArgumentException("it is neither a path nor an abstract name");
        }
        boolean named = path[0] == '/';
        var struct = Arena.ofAuto().allocate(FAMILY_SIZE + path.length + (named ? 1L : 0L), 2);
        struct.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, struct, ValueLayout.JAVA_BYTE, FAMILY_SIZE, path.length);
        if (!named) {
            struct.set(ValueLayout.JAVA_BYTE, FAMILY_SIZE, (byte) 0);
        }
        return struct;
    }

    /** Whether it was taken; never waits for who listens. */
    boolean send(String text) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
            return (long) sendto.invokeExact(
                            descriptor, bytes, bytes.byteSize(), MSG_DONTWAIT | MSG_NOSIGNAL, address, (int)
                                    address.byteSize())
                    == bytes.byteSize();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
