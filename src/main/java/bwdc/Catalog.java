package bwdc;

import bwdc.directory.SourceType;
import bwdc.directory.ldap.LdapDirectory;
import bwdc.settings.DirectoryType;
import java.util.List;

/** The kinds of directories that can be read. */
final class Catalog {
    static final List<SourceType> SOURCES = List.of(new SourceType(DirectoryType.LDAP, LdapDirectory::open));

    private Catalog() {}
}
