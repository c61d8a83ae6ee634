package bwdc.demo;

import bwdc.demo.loopback.Certificate;
import bwdc.demo.sample.SampleCompany;
import bwdc.demo.sample.SampleDirectory;
import bwdc.json.JsonObject;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An LDAP directory on loopback with a sample company: the people and groups of {@code acme.ldif}. */
public final class EmbeddedDirectory implements SampleDirectory {
    /** The root of the tree. */
    public static final String ROOT = "dc=acme,dc=example";

    /** The account that syncs. */
    public static final String ACCOUNT = "cn=sync," + ROOT;

    public static final String PASSWORD = "demo-directory-password";

    private static final String TLS = "ldaps";

    private final InMemoryDirectoryServer server;

    private EmbeddedDirectory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    /** Starts with the sample company. */
    public static EmbeddedDirectory start() {
        return start(ROOT, AcmeFile.open());
    }

    /** The same, with encryption as well ({@link #tlsPort}). */
    public static EmbeddedDirectory startEncrypted() {
        return start(ROOT, AcmeFile.open(), Optional.of(Certificate.shared()));
    }

    /** Starts with a tree of the caller's own, in LDIF form; the account that signs in must be in it. */
    public static EmbeddedDirectory start(String root, InputStream ldif) {
        return start(root, ldif, Optional.empty());
    }

    private static EmbeddedDirectory start(String root, InputStream ldif, Optional<Certificate> certificate) {
        try {
            var config = new InMemoryDirectoryServerConfig(root);
            config.setSchema(null);
            config.setListenerConfigs(listeners(certificate));
            var server = new InMemoryDirectoryServer(config);
            try (var reader = new LDIFReader(ldif)) {
                server.importFromLDIF(true, reader);
            }
            server.startListening();
            return new EmbeddedDirectory(server);
        } catch (LDAPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts with any company. */
    public static EmbeddedDirectory holding(SampleCompany company) {
        return start(ROOT, new ByteArrayInputStream(ldif(company).getBytes(StandardCharsets.UTF_8)));
    }

    private static String ldif(SampleCompany company) {
        var ldif = new StringBuilder();
        try (var acme = new LDIFReader(AcmeFile.open())) {
            for (var entry = acme.readEntry(); entry != null; entry = acme.readEntry()) {
                if (!entry.hasObjectClass("inetOrgPerson") && !entry.hasObjectClass("groupOfNames")) {
                    ldif.append(entry.toLDIFString()).append('\n');
                }
            }
        } catch (IOException | LDIFException e) {
            throw new IllegalStateException(e);
        }
        company.people()
                .forEach(person -> ldif.append(entry(person).toLDIFString()).append('\n'));
        company.groups()
                .forEach(group -> ldif.append(entry(group).toLDIFString()).append('\n'));
        return ldif.toString();
    }

    private static Entry entry(SampleCompany.Person person) {
        var entry = new Entry(
                personDn(person.login()),
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", person.login()),
                new Attribute("cn", person.name()),
                new Attribute("sn", person.name().substring(person.name().lastIndexOf(' ') + 1)),
                new Attribute("userAccountControl", person.disabled() ? "514" : "512"));
        if (person.mail() != null) {
            entry.addAttribute("mail", person.mail());
        }
        return entry;
    }

    private static Entry entry(SampleCompany.Group group) {
        var entry = new Entry(
                groupDn(group.name()), new Attribute("objectClass", "groupOfNames"), new Attribute("cn", group.name()));
        group.people().forEach(person -> entry.addAttribute("member", personDn(person)));
        group.groups().forEach(inner -> entry.addAttribute("member", groupDn(inner)));
        return entry;
    }

    private static String groupDn(String group) {
        return "cn=" + group + ",ou=groups," + ROOT;
    }

    private static List<InMemoryListenerConfig> listeners(Optional<Certificate> certificate) throws LDAPException {
        var here = InetAddress.getLoopbackAddress();
        List<InMemoryListenerConfig> listeners = new ArrayList<>();
        listeners.add(InMemoryListenerConfig.createLDAPConfig("ldap", here, 0, null));
        if (certificate.isPresent()) {
            listeners.add(InMemoryListenerConfig.createLDAPSConfig(
                    TLS, here, 0, certificate.get().context().getServerSocketFactory(), null));
        }
        return listeners;
    }

    public int tlsPort() {
        return server.getListenPort(TLS);
    }

    public int port() {
        return server.getListenPort();
    }

    @Override
    public String title() {
        return "an LDAP directory";
    }

    @Override
    public String address() {
        return "ldap://127.0.0.1:" + port();
    }

    @Override
    public Optional<String> certificate() {
        return Optional.empty();
    }

    @Override
    public JsonObject data() {
        return new JsonObject()
                .put("directoryType", 0L)
                .put(
                        "directoryLdap",
                        new JsonObject()
                                .put("ssl", false)
                                .put("hostname", "127.0.0.1")
                                .put("port", (long) port())
                                .put("rootPath", ROOT)
                                .put("username", ACCOUNT)
                                .put("password", PASSWORD)
                                .put("ad", false)
                                .put("pagedSearch", true))
                .put(
                        "sync",
                        new JsonObject()
                                .put("userPath", "ou=people")
                                .put("groupPath", "ou=groups")
                                .put("userObjectClass", "inetOrgPerson")
                                .put("groupObjectClass", "groupOfNames")
                                .put("userEmailAttribute", "mail")
                                .put("groupNameAttribute", "cn")
                                .put("memberAttribute", "member"));
    }

    @Override
    public List<String> firstSteps() {
        return List.of("bwdc config directory ldap", "bwdc config ldap.hostname dc1.company.com");
    }

    @Override
    public void join(SampleCompany.Person person, String group) {
        try {
            server.add(entry(person));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
        addMember(group, person.login());
    }

    @Override
    public void addMember(String group, String person) {
        member(ModificationType.ADD, group, person);
    }

    @Override
    public void removeMember(String group, String person) {
        member(ModificationType.DELETE, group, person);
    }

    private void member(ModificationType type, String group, String person) {
        modify(groupDn(group), new Modification(type, "member", personDn(person)));
    }

    @Override
    public void delay(Duration time) {
        server.setProcessingDelayMillis(time.toMillis());
    }

    /** Disables an account the way Active Directory does. */
    @Override
    public void disable(String person) {
        modify(personDn(person), new Modification(ModificationType.REPLACE, "userAccountControl", "514"));
    }

    @Override
    public void enable(String person) {
        modify(personDn(person), new Modification(ModificationType.REPLACE, "userAccountControl", "512"));
    }

    private void modify(String dn, Modification change) {
        try {
            server.modify(dn, change);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    static String personDn(String person) {
        return "uid=" + person + ",ou=people," + ROOT;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
