package bwdc.testkit;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** What the program itself consists of, out of all that tests need: vendors' libraries would fill a small process. */
final class ProgramPath {
    private static final List<String> LIBRARIES = List.of("jackson-core-", "unboundid-ldapsdk-", "icu4j-", "jspecify-");

    private ProgramPath() {}

    /** Its classes and libraries; surefire may hide the class path in a manifest, what it really was stands in a property. */
    static List<String> entries() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> isClasses(new File(entry)) || isLibrary(new File(entry).getName()))
                .toList();
    }

    private static boolean isClasses(File file) {
        return file.isDirectory() && file.getName().equals("classes");
    }

    private static boolean isLibrary(String name) {
        return LIBRARIES.stream().anyMatch(name::startsWith);
    }
}
