package bwdc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.schedule.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files in {@code src/test/golden} that hold what must come out, to the byte. With {@code BWDC_GOLDEN=write} in the
 * environment they are written instead of compared; what changed is then for git to show and for people to judge.
 */
public final class Golden {
    private static final Path ROOT = Path.of("src", "test", "golden");

    private Golden() {}

    /** Compares one file, named relative to {@code src/test/golden}. */
    public static void compare(String file, String text) {
        var path = ROOT.resolve(file);
        if ("write".equals(System.getenv("BWDC_GOLDEN"))) {
            write(path, text);
        }
        assertThat(path).as("golden file; write it with BWDC_GOLDEN=write").exists();
        assertThat(text).as(path.toString()).isEqualTo(read(path));
    }

    /**
     * Compares all of an installation with a folder that must hold nothing else: each file under its own name, the lines
     * of a crontab as {@code crontab}, and {@code commands}, which lists paths, modes, commands and notes.
     */
    public static void compare(String folder, Installation installation) {
        var texts = texts(installation);
        texts.forEach((name, text) -> compare(folder + "/" + name, text));
        try (var files = Files.list(ROOT.resolve(folder))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as(folder)
                    .containsExactlyInAnyOrderElementsOf(texts.keySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Installation installation) {
        var texts = new TreeMap<String, String>();
        for (var file : installation.files()) {
            var name = file.path()
                    .substring(
                            Math.max(file.path().lastIndexOf('/'), file.path().lastIndexOf('\\')) + 1);
            assertThat(texts.put(name, file.content()))
                    .as("two files named " + name)
                    .isNull();
        }
        installation.blocks().forEach(block -> texts.merge("crontab", block.lines(), String::concat));
        texts.put("commands", commands(installation));
        return texts;
    }

    private static String commands(Installation installation) {
        var text = new StringBuilder();
        installation.files().forEach(file -> text.append("file    " + file.mode() + " " + file.path() + "\n"));
        installation
                .blocks()
                .forEach(block -> text.append(
                        "crontab of " + (block.user().isEmpty() ? "the user who adds it" : block.user()) + "\n"));
        installation.enable().forEach(command -> text.append("enable  " + shown(command) + "\n"));
        installation.disable().forEach(command -> text.append("disable " + shown(command) + "\n"));
        installation.notes().forEach(note -> text.append("note    " + note + "\n"));
        return text.toString();
    }

    /** Words with anything but plain characters in quotes, so that one sees where they end. */
    private static String shown(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word -> word.matches("[\\w@%+=:,./\\\\-]+") ? word : "'" + word + "'")
                        .toList());
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
