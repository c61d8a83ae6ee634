package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which servers hold the directory, as {@code ldap.hostname} says it. */
sealed interface Servers {
    /** Named one by one, in the order in which they are tried. */
    record Listed(List<Server> servers) implements Servers {}

    /**
     * Those that DNS names.
     *
     * @param record the name of the SRV record, {@code _ldap._tcp.company.com}
     * @param domain below which the servers have to be
     * @param port in place of the ports that DNS gives
     */
    record Published(String record, String domain, Optional<Integer> port) implements Servers {}

    /** Before a domain whose servers DNS names. */
    String PREFIX = "srv:";

    /**
     * From the settings.
     *
     * @param hostname one server, several with commas, or {@code srv:} and a domain
     * @param domain is looked up when there is no host name
     * @param ldaps whether servers are asked at a port that DNS does not know
     */
    static Optional<Servers> of(Optional<String> hostname, Optional<String> domain, int port, boolean ldaps) {
        var text = hostname.map(String::strip).or(() -> domain.map(name -> PREFIX + name.strip()));
        return text.map(
                given -> given.startsWith(PREFIX) ? published(given, port, ldaps) : new Listed(listed(given, port)));
    }

    private static List<Server> listed(String text, int port) {
        return Stream.of(text.split("[\\s,]+", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> Server.of(each, port))
                .toList();
    }

    /**
     * Active Directory publishes port 389 only; with ldaps its servers listen at 636. A port of the settings that is not
     * the usual one counts for all servers.
     */
    private static Published published(String text, int port, boolean ldaps) {
        var name = text.substring(PREFIX.length()).strip().replaceAll("\\.$", "");
        if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw Fault.of(ExitCode.SETTINGS, "\"" + name + "\" is no domain whose servers can be looked up.")
                    .hint("bwdc config ldap.hostname srv:company.com");
        }
        var own = port != 389 ? Optional.of(port) : ldaps ? Optional.of(636) : Optional.<Integer>empty();
        // srv:_ldap._tcp.Oslo._sites.company.com, the domain controllers of one site.
        var domain = name.replaceAll("^(.*\\.)?_[^.]*\\.", "");
        return new Published(name.startsWith("_") ? name : "_ldap._tcp." + name, domain, own);
    }
}
