package bwdc.schedule.windows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who runs a task, whether logged on or not.
 *
 * @param name {@code DOMAIN\name}; empty for the person who adds the task
 */
record Account(Optional<String> name, Logon logon) {
    private static final List<String> BUILT_IN = List.of("SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE");

    /** Managed accounts are known by the dollar at their end, accounts of the system by their names. */
    static Account of(Optional<String> name, Logon usual) {
        return new Account(
                name, name.map(Account::fixed).flatMap(found -> found).orElse(usual));
    }

    private static Optional<Logon> fixed(String name) {
        if (name.endsWith("$")) {
            return Optional.of(Logon.MANAGED);
        }
        var plain = name.substring(name.indexOf('\\') + 1).toUpperCase(Locale.ROOT);
        return BUILT_IN.contains(plain) ? Optional.of(Logon.BUILT_IN) : Optional.empty();
    }
}
