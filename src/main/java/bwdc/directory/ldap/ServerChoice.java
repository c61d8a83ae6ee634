package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tries the servers of a directory one after another until one can be used. That one is stayed with: what replicas hold
 * differs, and half from one and half from another would be a directory that never was.
 */
final class ServerChoice {
    /** For StartTLS and sign-in, each, where another server could be asked instead. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration DNS_PATIENCE = Duration.ofSeconds(2);

    private final LdapSettings settings;
    private final Trust trust;
    private final Duration answerLimit;
    private final String resolver;
    private final Consumer<String> debug;

    /**
     * A choice among the servers of the settings.
     *
     * @param answerLimit how long a server may be silent
     * @param resolver see {@link ServiceRecords}
     */
    ServerChoice(LdapSettings settings, Trust trust, Duration answerLimit, String resolver, Consumer<String> debug) {
        this.settings = settings;
        this.trust = trust;
        this.answerLimit = answerLimit;
        this.resolver = resolver;
        this.debug = debug;
    }

    /** @param before tells which server was read last */
    ChosenServer open(Cursor before) {
        var servers = servers(before);
        List<Fault> faults = new ArrayList<>();
        for (var server : servers) {
            var here = settings.at(server);
            try {
                var patience = servers.size() > 1 && PATIENCE.compareTo(answerLimit) < 0 ? PATIENCE : answerLimit;
                var connection = new Connector(here, trust, patience, answerLimit, debug).open();
                return new ChosenServer(connection, here, warnings(faults, here));
            } catch (Fault fault) {
                if (servers.size() == 1 || !LdapFaults.concernsOneServer(fault)) {
                    throw fault;
                }
                debug.accept(fault.sentence());
                faults.add(fault);
            }
        }
        throw none(faults);
    }

    private List<Server> servers(Cursor before) {
        return switch (settings.servers()) {
            case Servers.Listed listed -> listed.servers();
            case Servers.Published published -> {
                var found = new ServiceRecords(resolver, DNS_PATIENCE, new SplittableRandom(), debug)
                        .servers(published, ChosenServer.last(before));
                debug.accept("DNS names for " + published.record() + ", in the order in which they are tried: "
                        + String.join(", ", found.stream().map(Server::host).toList()));
                yield found;
            }
        };
    }

    private static List<String> warnings(List<Fault> faults, LdapSettings used) {
        return faults.stream()
                .map(fault -> fault.sentence().replaceAll("\\.$", "") + "; " + used.address() + " is read instead")
                .toList();
    }

    private static Fault none(List<Fault> faults) {
        return Fault.of(ExitCode.DIRECTORY, "None of the " + faults.size() + " servers of the directory can be used.")
                .details(faults.stream().map(Fault::sentence).toList())
                .hint(faults.getFirst().hint().orElse("check ldap.hostname"))
                .because(faults.getFirst());
    }
}
