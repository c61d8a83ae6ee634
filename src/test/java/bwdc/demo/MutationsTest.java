package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model test is worth something: each of the rules in src/test/mutations, broken, makes it fail. */
class MutationsTest {
    private static final Path LIST = Path.of("src/test/mutations/safety.txt");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int PARTS = 20;

    @TempDir
    private Path folder;

    /** A rule and how it is broken: one text of one file in place of another. */
    record Mutation(String name, Path file, String right, String wrong) {
        @Override
        public String toString() {
            return name;
        }

        String apply(String source) {
            assertThat(source.split(java.util.regex.Pattern.quote(right), -1))
                    .as("%s is in %s once", right, file)
                    .hasSize(2);
            return source.replace(right, wrong);
        }
    }

    static Stream<Mutation> mutations() throws IOException {
        List<Mutation> found = new ArrayList<>();
        for (var block : Files.readString(LIST).strip().split("\n\n", -1)) {
            var lines = block.lines().toList();
            found.add(new Mutation(
                    lines.get(0).substring(2),
                    Path.of(lines.get(1)),
                    lines.get(2).substring(2),
                    lines.get(3).substring(2)));
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void isNoticed(Mutation mutation) throws Exception {
        compile(mutation);
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThat(isNoticed(loader))
                    .as("the model test notices that %s", mutation)
                    .isTrue();
        }
    }

    private void compile(Mutation mutation) throws IOException {
        var source = folder.resolve("src").resolve(mutation.file());
        Files.createDirectories(source.getParent());
        Files.writeString(source, mutation.apply(Files.readString(SOURCES.resolve(mutation.file()))));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.resolve("classes").toString(),
                        source.toString());
        assertThat(status).as("%s compiles", mutation).isZero();
    }

    private URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.resolve("classes").toUri().toURL());
        for (var each : Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))) {
            urls.add(Path.of(each).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static boolean isNoticed(ClassLoader loader) throws ReflectiveOperationException {
        var model = loader.loadClass("bwdc.demo.SafetyModelTest");
        var constructor = model.getDeclaredConstructor();
        constructor.setAccessible(true);
        var play = model.getDeclaredMethod("nobodyIsRemovedByMistake", int.class);
        play.setAccessible(true);
        var test = constructor.newInstance();
        for (int part = 0; part <= PARTS; part++) {
            try {
                play.invoke(test, part);
            } catch (InvocationTargetException e) {
                return e.getCause() instanceof AssertionError;
            }
        }
        return false;
    }
}
