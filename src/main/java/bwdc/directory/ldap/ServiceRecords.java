package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** Asks DNS which servers a domain has (SRV records, RFC 2782). */
final class ServiceRecords {
    private final String resolver;
    private final Duration patience;
    private final RandomGenerator random;
    private final Consumer<String> debug;

    /**
     * Asks name servers.
     *
     * @param resolver {@code dns:} for those of the machine, {@code dns://ADDRESS:PORT} for one of them
     * @param patience with each at the first question; at the second it is twice as long
     */
    ServiceRecords(String resolver, Duration patience, RandomGenerator random, Consumer<String> debug) {
        this.resolver = resolver;
        this.patience = patience;
        this.random = random;
        this.debug = debug;
    }

    /** One server as DNS has it. */
    private record Target(int priority, int weight, Server server) {}

    /**
     * The servers in the order in which they are to be tried: by priority, and within one priority by chance, those with
     * more weight earlier.
     *
     * @param last the host that was read last: it comes first among its equals, because only it knows what changed since
     */
    List<Server> servers(Servers.Published published, String last) {
        var byPriority = new TreeMap<Integer, List<Target>>();
        for (var record : below(published.domain(), ask(published), published)) {
            byPriority
                    .computeIfAbsent(record.priority(), _ -> new ArrayList<>())
                    .add(record);
        }
        List<Server> servers = new ArrayList<>();
        for (var equals : byPriority.values()) {
            servers.addAll(shuffled(equals, servers.isEmpty() ? last : ""));
        }
        return servers;
    }

    /** JNDI is banned where answers may be objects: those of its DNS provider are text. It wants a Hashtable. */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private List<Target> ask(Servers.Published published) {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, resolver);
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(patience.toMillis()));
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(environment);
            try {
                var answer = context.getAttributes(published.record(), new String[] {"SRV"})
                        .get("SRV");
                List<Target> records = new ArrayList<>();
                for (var value : answer == null ? List.of() : Collections.list(answer.getAll())) {
                    record(value.toString(), published, records);
                }
                return records;
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            throw none(published).because(e);
        } catch (NamingException e) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "DNS cannot be asked for the servers of " + published.domain() + ": "
                                    + (e instanceof CommunicationException
                                            ? "no name server answers"
                                            : String.valueOf(e.getMessage())))
                    .hint("name the servers in ldap.hostname, separated by commas, or check the machine's name servers")
                    .because(e);
        }
    }

    private static Fault none(Servers.Published published) {
        return Fault.of(ExitCode.DIRECTORY, "DNS names no servers for " + published.record() + ".")
                .hint(
                        "name them in ldap.hostname, separated by commas; does this machine ask the domain's name servers?");
    }

    /** {@code 0 100 389 dc1.company.com.}; a target of "." says that there is no such service. */
    private static void record(String value, Servers.Published published, List<Target> records) {
        var parts = value.split(" ", -1);
        if (parts.length != 4 || parts[3].equals(".")) {
            return;
        }
        var port = published.port().orElse(Integer.valueOf(parts[2]));
        records.add(new Target(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                new Server(parts[3].replaceAll("\\.$", ""), port)));
    }

    /** An answer of DNS is not protected: without this, whoever forges one is given the password. */
    private List<Target> below(String domain, List<Target> records, Servers.Published published) {
        var end = "." + domain.toLowerCase(Locale.ROOT);
        List<Target> inside = new ArrayList<>();
        for (var record : records) {
            var host = record.server().host();
            if (("." + host.toLowerCase(Locale.ROOT)).endsWith(end)) {
                inside.add(record);
            } else {
                debug.accept(
                        "DNS names " + host + " for " + published.record() + ": not below " + domain + ", not used");
            }
        }
        if (inside.isEmpty() && !records.isEmpty()) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "No server that DNS names for " + published.record() + " is below " + domain + ".")
                    .details(records.stream()
                            .map(record -> record.server().host())
                            .toList())
                    .hint("if they are yours, name them in ldap.hostname, separated by commas");
        }
        if (inside.isEmpty()) {
            throw none(published);
        }
        return inside;
    }

    private List<Server> shuffled(List<Target> equals, String last) {
        var left = new ArrayList<>(equals);
        List<Server> servers = new ArrayList<>();
        for (var record : equals) {
            if (record.server().host().equalsIgnoreCase(last) && left.remove(record)) {
                servers.add(record.server());
            }
        }
        while (!left.isEmpty()) {
            var next = chosen(left);
            left.remove(next);
            servers.add(next.server());
        }
        return servers;
    }

    private Target chosen(List<Target> left) {
        long sum = left.stream().mapToLong(Target::weight).sum();
        long number = random.nextLong(sum + 1);
        for (var record : left) {
            number -= record.weight();
            if (number <= 0) {
                return record;
            }
        }
        return left.getLast();
    }
}
