import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes the directory of a benchmark: {@code java Generate.java USERS GROUPS SHAPE FILE.ldif}. About five memberships a
 * user, spread over the groups by a Zipf law. Shapes: {@code tree}, a fifth of the groups in trees at most four deep;
 * and, with one user a group, {@code flat}; {@code chain}, each of the first 800 groups inside the one before; {@code
 * cycle}, all in one circle. The same arguments make the same file.
 */
class Generate {
    static final String ROOT = "dc=bench,dc=example";
    static final Random RANDOM = new Random(7);

    public static void main(String[] args) throws IOException {
        int users = Integer.parseInt(args[0]);
        int groups = Integer.parseInt(args[1]);
        var shape = args[2];
        try (var out = Files.newBufferedWriter(Path.of(args[3]), StandardCharsets.UTF_8)) {
            entry(out, ROOT, "objectClass: top", "objectClass: dcObject", "objectClass: organization", "o: Bench", "dc: bench");
            entry(out, "ou=people," + ROOT, "objectClass: organizationalUnit", "ou: people");
            entry(out, "ou=groups," + ROOT, "objectClass: organizationalUnit", "ou: groups");
            for (int i = 0; i < users; i++) {
                user(out, i);
            }
            var inner = inner(groups, shape);
            var sizes = sizes(users, groups, shape);
            for (int g = 0; g < groups; g++) {
                group(out, g, users, sizes[g], inner.get(g));
            }
        }
    }

    static void entry(BufferedWriter out, String dn, String... lines) throws IOException {
        out.write("dn: " + dn + "\n");
        for (var line : lines) {
            out.write(line + "\n");
        }
        out.write("\n");
    }

    static String userDn(int i) {
        return "uid=u%06d,ou=people,%s".formatted(i, ROOT);
    }

    static String groupDn(int g) {
        return "cn=group-%05d,ou=groups,%s".formatted(g, ROOT);
    }

    static void user(BufferedWriter out, int i) throws IOException {
        entry(
                out,
                userDn(i),
                "objectClass: inetOrgPerson",
                "uid: u%06d".formatted(i),
                "cn: User Number " + i,
                "sn: Number" + i,
                "givenName: User",
                "displayName: User Number " + i,
                "mail: user.number.%06d@bench.example".formatted(i),
                "title: Engineer",
                "l: Berlin",
                "employeeNumber: " + (100_000 + i),
                "departmentNumber: " + i % 200,
                "telephoneNumber: +49 30 " + (1_000_000 + i),
                "description: made for a benchmark");
    }

    static int[] sizes(int users, int groups, String shape) {
        var sizes = new int[groups];
        if (!shape.equals("tree")) {
            Arrays.fill(sizes, 1);
            return sizes;
        }
        var weights = new double[groups];
        double sum = 0;
        for (int g = 0; g < groups; g++) {
            weights[g] = 1 / Math.pow(g + 1, 0.8);
            sum += weights[g];
        }
        List<Double> shuffled = new ArrayList<>();
        for (var weight : weights) {
            shuffled.add(weight);
        }
        java.util.Collections.shuffle(shuffled, RANDOM);
        for (int g = 0; g < groups; g++) {
            sizes[g] = (int) Math.max(1, Math.min(users, Math.round(5.0 * users * shuffled.get(g) / sum)));
        }
        return sizes;
    }

    /** For each group the groups inside it. */
    static List<List<Integer>> inner(int groups, String shape) {
        List<List<Integer>> inner = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            inner.add(new ArrayList<>());
        }
        switch (shape) {
            case "chain" -> {
                for (int g = 0; g + 1 < Math.min(groups, 800); g++) {
                    inner.get(g).add(g + 1);
                }
            }
            case "cycle" -> {
                for (int g = 0; g < groups; g++) {
                    inner.get(g).add((g + 1) % groups);
                }
            }
            case "tree" -> {
                var level = new int[groups];
                for (int g = 0; g < groups; g++) {
                    if (RANDOM.nextDouble() < 0.2 && g > 0) {
                        int parent = RANDOM.nextInt(g);
                        if (level[parent] < 3) {
                            level[g] = level[parent] + 1;
                            inner.get(parent).add(g);
                        }
                    }
                }
            }
            case "flat" -> {}
            default -> throw new IllegalArgumentException("tree, flat, chain or cycle");
        }
        return inner;
    }

    static void group(BufferedWriter out, int g, int users, int size, List<Integer> inner) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("objectClass: groupOfNames");
        lines.add("cn: group-%05d".formatted(g));
        Set<Integer> members = new HashSet<>();
        while (members.size() < size) {
            int member = size == 1 ? g % Math.min(users, 10) : RANDOM.nextInt(users);
            if (members.add(member)) {
                lines.add("member: " + userDn(member));
            }
        }
        for (var child : inner) {
            lines.add("member: " + groupDn(child));
        }
        try {
            entry(out, groupDn(g), lines.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
