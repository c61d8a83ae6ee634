package bwdc.demo;

import bwdc.demo.sample.SampleCompany;
import bwdc.demo.sample.SampleDirectory;
import bwdc.host.Host;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The story of {@code bwdc demo}: a sample company is synced into an organization, people come, move and leave, and the
 * organization follows. Everything happens on this machine, with the same commands that a person would type.
 */
public final class Demo {
    /** How many people are named where there are many. */
    private static final int SHOWN = 3;

    /** Held back for safety. */
    private static final int HELD = 7;

    private final Host host;
    private final Bwdc bwdc;
    private final PrintStream out;

    /** Runs a command line of the program, as if typed. */
    public interface Bwdc {
        int run(Host host, List<String> args);
    }

    public Demo(Host host, Bwdc bwdc) {
        this.host = host;
        this.bwdc = bwdc;
        out = host.out();
    }

    /**
     * Tells the story, or leaves the servers up for trials.
     *
     * @param source starts the directory that it is about
     * @return the exit status
     */
    public int run(Function<SampleCompany, SampleDirectory> source, boolean keep) {
        var options = OrganizationOptions.USUAL;
        try (var directory = source.apply(AcmeFile.company());
                var organization = EmbeddedOrganization.start(options);
                var folder = DemoFolder.create(directory, organization, options.clientSecret())) {
            // Ctrl-C leaves nothing behind either.
            var cleanUp = new Thread(folder::close);
            Runtime.getRuntime().addShutdownHook(cleanUp);
            introduce(directory, organization);
            if (keep) {
                waitForTrials(folder.environment(options.clientId()));
            }
            int status = new Story(directory, organization, folder.environment(options.clientId())).tell();
            Runtime.getRuntime().removeShutdownHook(cleanUp);
            return status;
        }
    }

    private void introduce(SampleDirectory directory, EmbeddedOrganization organization) {
        out.println("A sample company in " + directory.title()
                + " and a Bitwarden organization, both on this machine only.");
        out.println();
        out.println("  directory     " + directory.address() + "  60 people, 13 groups");
        out.println("  organization  " + organization.url() + "  its owner, no groups");
    }

    private void waitForTrials(Map<String, String> environment) {
        out.println();
        out.println("Both stay up until Ctrl-C. In another terminal:");
        out.println();
        environment.forEach((name, value) -> out.println("  export " + name + "='" + value + "'"));
        out.println();
        out.println("  bwdc login && bwdc test && bwdc sync");
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The acts of the story, one after another. */
    private final class Story {
        private final SampleDirectory directory;
        private final EmbeddedOrganization organization;
        private final Map<String, String> environment;
        private int worst;
        private int syncs;

        Story(SampleDirectory directory, EmbeddedOrganization organization, Map<String, String> environment) {
            this.directory = directory;
            this.organization = organization;
            this.environment = environment;
        }

        int tell() {
            act("Sign in with the organization's API key");
            show(type("login"));
            act("Read the directory, send nothing");
            summarize(type("test"));
            act("Sync");
            show(type("sync"));
            out.println();
            table();
            changes();
            act("Sync again: nothing changed, nothing is sent");
            var before = organization.requests().size();
            show(type("sync"));
            out.println("  requests sent: " + (organization.requests().size() - before));
            removals();
            farewell();
            return worst;
        }

        /** The reason for this program to exist: nobody is removed by mistake. */
        private void removals() {
            var people = people(organization.groups().getOrDefault("engineering", List.of()));
            act("A script disables all of engineering by mistake, and somebody joins");
            people.forEach(directory::disable);
            join("jonas.winter", "Jonas Winter", "it");
            showBriefly(type(HELD, "sync"));
            out.println("  exit status " + HELD + ", members "
                    + organization.members().size());
            act("Suppose that it was meant: somebody looks at it and approves");
            show(type("approve", "1"));
            show(type("sync"));
            out.println("  members " + organization.members().size());
            act("It was a mistake after all: the accounts are enabled again, and the run is undone");
            people.forEach(directory::enable);
            showBriefly(type("undo", Integer.toString(syncs), "--yes"));
            out.println("  members " + organization.members().size());
        }

        private static List<String> people(List<String> mails) {
            return mails.stream()
                    .map(mail -> mail.substring(0, mail.indexOf('@')))
                    .toList();
        }

        private void join(String login, String name, String group) {
            directory.join(new SampleCompany.Person(login, name, login + "@acme.example", false, group), group);
        }

        private void changes() {
            act("Somebody joins, somebody moves, somebody leaves");
            join("wanda.keita", "Wanda Keita", "support");
            directory.removeMember("sales", "mei.chen");
            directory.addMember("finance", "mei.chen");
            directory.disable("stefan.maier");
            out.println("  joins   Wanda Keita, support");
            out.println("  moves   Mei Chen, from sales to finance");
            out.println("  leaves  Stefan Maier, finance: the account is disabled, and sync.removeDisabled is set");
            var members = organization.members();
            var groups = organization.groups();
            show(type("sync"));
            out.println();
            out.println("  What changed in the organization:");
            difference("", members, organization.members());
            organization
                    .groups()
                    .forEach((name, now) -> difference(" in " + name, groups.getOrDefault(name, List.of()), now));
        }

        private void act(String title) {
            out.println();
            out.println("— " + title);
        }

        /** Types a command and returns what it printed. */
        private String type(String... args) {
            return type(0, args);
        }

        /** Types a command that ends with this status. */
        private String type(int expected, String... args) {
            syncs += args[0].equals("sync") ? 1 : 0;
            out.println("$ bwdc " + String.join(" ", args));
            out.flush();
            var printed = new ByteArrayOutputStream();
            var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
            Map<String, String> variables = new HashMap<>(environment);
            host.variable("PATH").ifPresent(path -> variables.put("PATH", path));
            var inner = new Host(
                    variables,
                    new ByteArrayInputStream(new byte[0]),
                    stream,
                    stream,
                    null,
                    host.clock(),
                    host.platform());
            int status = bwdc.run(inner, List.of(args));
            worst = Math.max(worst, status == expected ? 0 : Math.max(1, status));
            return printed.toString(StandardCharsets.UTF_8);
        }

        private void show(String printed) {
            printed.lines().forEach(line -> out.println("  " + line));
        }

        /** Without most of its lines that name one person each. */
        private void showBriefly(String printed) {
            var people = 0;
            for (var line : printed.lines().toList()) {
                people = line.contains("@acme.example  ") ? people + 1 : 0;
                if (people <= SHOWN) {
                    out.println("  " + line);
                } else if (people == SHOWN + 1) {
                    out.println("      …");
                }
            }
        }

        private void summarize(String printed) {
            if (!(Json.parse(printed.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject test)) {
                show(printed);
                return;
            }
            var line = printed.strip();
            out.println("  " + line.substring(0, Math.min(100, line.length())) + "…");
            int enabled = test.list("enabledUsers").size();
            int disabled = test.list("disabledUsers").size();
            out.println("  (" + test.list("groups").size() + " groups, " + enabled + " enabled users, " + disabled
                    + " disabled user" + (enabled + disabled < 60 ? "; Omar Farouk has no mail address)" : ")"));
        }

        private void table() {
            var groups = organization.groups();
            int width = groups.keySet().stream().mapToInt(String::length).max().orElse(0);
            out.println("  The organization now has " + organization.members().size() + " members and " + groups.size()
                    + " groups:");
            groups.forEach((name, members) -> out.println("    " + name + " ".repeat(width + 2 - name.length())
                    + String.format("%3d", members.size()) + "  " + some(members)));
        }

        private String some(List<String> mails) {
            var names = mails.stream()
                    .map(mail -> mail.replace("@acme.example", ""))
                    .toList();
            return names.size() <= 4
                    ? String.join(", ", names)
                    : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
        }

        private void difference(String where, List<String> before, List<String> after) {
            List<String> gone = new ArrayList<>(before);
            gone.removeAll(after);
            List<String> come = new ArrayList<>(after);
            come.removeAll(before);
            come.forEach(mail -> out.println("    + " + mail + where));
            gone.forEach(mail -> out.println("    - " + mail + where));
        }

        private void farewell() {
            out.println();
            out.println("Next, with your own directory and organization:");
            out.println();
            directory.firstSteps().forEach(step -> out.println("  " + step));
            out.println("  bwdc config --check        lists what is still missing");
            out.println("  bwdc login");
            out.println("  bwdc test");
            out.println("  bwdc sync");
            out.println();
            out.println("`bwdc demo --keep` leaves both servers up, to try every command by hand.");
        }
    }
}
