package bwdc.run;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.PlanWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A plan that somebody has read and that must come out again, to the last change. Its file holds names and addresses but
 * no secret.
 *
 * @param hash of the import, which stands for everything that the directory said
 */
public record ReviewedPlan(String owner, String hash, Comparison.Basis basis, OrganizationPlan plan) {

    public static ReviewedPlan of(String owner, String hash, Comparison comparison) {
        return new ReviewedPlan(owner, hash, comparison.basis(), comparison.plan());
    }

    /** The document that {@code bwdc plan --out} writes. */
    public JsonObject json(Instant made) {
        return content().put("made", made.toString()).put("fingerprint", fingerprint());
    }

    private JsonObject content() {
        return new JsonObject()
                .put("object", "plan")
                .put("organization", owner)
                .put("import", hash)
                .put("comparedWith", word(basis))
                .put("changes", PlanDocument.json(plan));
    }

    private static String word(Comparison.Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Json.compact(content()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void write(Path file, Instant made) {
        AtomicFile.write(file, (Json.pretty(json(made)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Fault with exit code 2 when the file holds no plan, 7 when somebody has changed it */
    public static ReviewedPlan read(Path file) {
        JsonObject json;
        try {
            json = Json.parse(Files.readAllBytes(file)) instanceof JsonObject object ? object : new JsonObject();
        } catch (IOException e) {
            throw none(file, AtomicFile.reason(e)).because(e);
        } catch (JsonSyntaxException e) {
            throw none(file, "line " + e.line() + ": " + e.getMessage());
        }
        var changes = json.object("changes").flatMap(PlanDocument::plan);
        var basis = Arrays.stream(Comparison.Basis.values())
                .filter(each ->
                        json.text("comparedWith").filter(word(each)::equals).isPresent())
                .findFirst();
        if (changes.isEmpty() || basis.isEmpty()) {
            throw none(file, "it is not what bwdc plan --out writes");
        }
        var plan = new ReviewedPlan(
                json.text("organization").orElse(""), json.text("import").orElse(""), basis.get(), changes.get());
        if (!json.text("fingerprint").filter(plan.fingerprint()::equals).isPresent()) {
            throw Fault.of(ExitCode.HELD, "The plan in " + file + " was changed after it was made; nothing was sent.")
                    .hint("make a new one: bwdc plan --out " + file);
        }
        return plan;
    }

    private static Fault none(Path file, String reason) {
        return Fault.of(ExitCode.USAGE, "There is no plan in " + file + ": " + reason)
                .hint("bwdc plan --out " + file);
    }

    /** @throws Fault with exit code 7 unless this is the plan that comes out now */
    void require(Comparison now, Shipment shipment) {
        if (!plan.equals(now.plan()) || basis != now.basis()) {
            throw stale("The organization or the directory has changed since the plan was made; nothing was sent.")
                    .details(differences(now.plan()));
        }
        if (!hash.equals(shipment.hash())) {
            throw stale("The directory or the settings have changed since the plan was made; nothing was sent.");
        }
    }

    /** @throws Fault with exit code 7 when the plan is for another organization */
    public void requireOwner(String actual) {
        if (!owner.equals(actual)) {
            throw stale("The plan is for another organization or server (" + owner + "); nothing was sent.");
        }
    }

    static Fault nothingToSend() {
        return stale("There is nothing to send any more; the directory has changed since the plan was made.");
    }

    private static Fault stale(String sentence) {
        return Fault.of(ExitCode.HELD, sentence).hint("look at a new plan: bwdc plan --out FILE");
    }

    private List<String> differences(OrganizationPlan now) {
        var then = PlanWords.lines(plan);
        var lines = PlanWords.lines(now);
        List<String> found = new ArrayList<>();
        without(lines, then).forEach(line -> found.add("now also: " + line));
        without(then, lines).forEach(line -> found.add("no longer: " + line));
        return found.size() <= 20 ? found : found.subList(0, 20);
    }

    private static List<String> without(List<String> all, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return all.stream().filter(line -> !known.contains(line)).toList();
    }
}
