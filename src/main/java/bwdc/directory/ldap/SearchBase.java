package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a search starts. As in the reference a path is relative to the part of the root path from its first {@code dc=}
 * on, and stands alone when the root path has none; a path that is a full DN already is taken as it is.
 */
final class SearchBase {
    /** A semicolon within a name is written with a backslash (RFC 4514 2.4). */
    private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\);");

    private SearchBase() {}

    /**
     * Where a search starts that has several places, with {@code ;} between them. A place below another one is left out:
     * its entries would come twice.
     */
    static List<String> all(Optional<String> rootPath, Optional<String> paths) {
        List<String> places = new ArrayList<>();
        BETWEEN.splitAsStream(paths.orElse(""))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> of(rootPath, Optional.of(part)))
                .forEach(place -> {
                    if (places.stream().noneMatch(other -> isBelow(place, other))) {
                        places.removeIf(other -> isBelow(other, place));
                        places.add(place);
                    }
                });
        return places.isEmpty() ? List.of(of(rootPath, Optional.empty())) : places;
    }

    static String of(Optional<String> rootPath, Optional<String> path) {
        var root = root(rootPath);
        var below = path.map(String::strip).filter(text -> !text.isEmpty());
        if (root.isEmpty()) {
            return below.or(() -> rootPath.map(String::strip)).orElse("");
        }
        if (below.isEmpty()) {
            return root.get();
        }
        return isBelow(below.get(), root.get()) ? below.get() : joined(below.get(), root.get());
    }

    /** A path that ends with a backslash would take the comma after it, and lead out of the root. */
    private static String joined(String path, String root) {
        var whole = path + "," + root;
        if (DN.isValidDN(whole) && !isBelow(whole, root)) {
            throw Fault.of(ExitCode.SETTINGS, "The path " + path + " does not lead below " + root + ".")
                    .hint("check sync.userPath and sync.groupPath: a backslash at the end is one too many");
        }
        return whole;
    }

    /** The root without what stands before its domain components, empty when it has none. */
    static Optional<String> root(Optional<String> rootPath) {
        return rootPath.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.contains("dc="))
                .map(text -> text.substring(text.indexOf("dc=")).strip());
    }

    static boolean isBelow(String path, String root) {
        try {
            return new DN(path).isDescendantOf(new DN(root), true);
        } catch (LDAPException e) {
            return false;
        }
    }
}
