package bwdc.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Signals that ask a process to end. The JDK has no other way to hear a second one than {@code sun.misc.Signal}, which JEP
 * 260 keeps open for that; it is reached by name because the compiler warns of it whatever it is told.
 */
public final class Signals {
    private static final List<String> ENDING = List.of("TERM", "INT");

    private Signals() {}

    /** Calls the listener, in a thread of its own, for each SIGTERM and SIGINT; the process then no longer ends by itself. */
    public static void onEnding(Runnable listener) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                listener.run();
                return 0;
            };
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            for (var name : ENDING) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            // A JVM without them, or one started with -Xrs: signals then end the process at once.
        }
    }
}
