package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.SideBySide;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads an organization: who is in it, its groups, and how many may come. */
public final class OrganizationReader {
    private static final SideBySide SIDE_BY_SIDE = new SideBySide(8);
    private static final String MEMBERS = "/public/members";
    private static final String GROUPS = "/public/groups";

    private final Session session;

    public OrganizationReader(Session session) {
        this.session = session;
    }

    /**
     * Members and groups.
     *
     * @throws Fault with exit code 6 when the answers are not Bitwarden's, 4 when the key is refused
     */
    public RosterReading read() {
        var answer = session.get(MEMBERS);
        if (isMissing(answer)) {
            return new RosterReading.Unavailable(kind(answer));
        }
        List<Roster.Member> members = new ArrayList<>();
        each(answer, MEMBERS, entry -> members.add(member(entry)));
        List<Roster.Group> groups = new ArrayList<>();
        each(session.get(GROUPS), GROUPS, entry -> groups.add(group(entry)));
        return new RosterReading.Read(new Roster(members, groups));
    }

    /**
     * The roster with the members of some groups, which takes a request for each.
     *
     * @param progress how many are done
     */
    public Roster withMembersOf(Roster roster, Predicate<Roster.Group> which, IntConsumer progress) {
        Map<String, String> ids = HashMap.newHashMap(roster.members().size());
        roster.members().forEach(member -> ids.put(member.id(), member.id()));
        var done = new AtomicInteger();
        var groups = SIDE_BY_SIDE.map(roster.groups(), group -> {
            if (!which.test(group)) {
                return group;
            }
            var read = memberIds(group, ids);
            progress.accept(done.incrementAndGet());
            return read;
        });
        return new Roster(roster.members(), groups);
    }

    /** A group that went since the list was read has no members. */
    private Roster.Group memberIds(Roster.Group group, Map<String, String> known) {
        return group.with(ids(GROUPS + "/" + group.id() + "/member-ids").stream()
                .map(id -> known.getOrDefault(id, id))
                .toList());
    }

    /** The ids of the groups that somebody is in. */
    public List<String> groupsOf(String memberId) {
        return ids(MEMBERS + "/" + memberId + "/group-ids");
    }

    private List<String> ids(String path) {
        var answer = session.get(path);
        if (answer.status() == 404) {
            return List.of();
        }
        if (answer.status() == 200 && parsed(answer) instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        throw odd(answer, path);
    }

    /** How many may be in the organization; only Bitwarden's own cloud tells. */
    public Optional<Seats> seats() {
        var path = "/public/organization/subscription";
        var answer = session.get(path);
        if (isMissing(answer) || answer.status() == 400) {
            return Optional.empty();
        }
        if (answer.status() == 200 && parsed(answer) instanceof JsonObject subscription) {
            return subscription
                    .object("passwordManager")
                    .map(part -> new Seats(number(part, "seats"), number(part, "maxAutoScaleSeats")));
        }
        throw odd(answer, path);
    }

    private static OptionalLong number(JsonObject object, String key) {
        return object.number(key).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** 403 and 405 come from something on the way that lets only the import through. */
    private static boolean isMissing(Answer answer) {
        return answer.status() == 404 || answer.status() == 403 || answer.status() == 405;
    }

    /** Vaultwarden's 404 is the one of the framework that it is built with. */
    private static ServerKind kind(Answer answer) {
        var body = ErrorBody.json(answer);
        return body != null
                        && body.object("error")
                                .filter(error -> error.has("reason"))
                                .isPresent()
                ? ServerKind.VAULTWARDEN
                : ServerKind.BITWARDEN;
    }

    private void each(Answer answer, String path, Consumer<JsonObject> action) {
        if (answer.status() != 200) {
            throw odd(answer, path);
        }
        try {
            Json.elements(answer.body(), "data", action);
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            throw odd(answer, path).because(e);
        }
    }

    private static @Nullable Object parsed(Answer answer) {
        try {
            return Json.parse(answer.body());
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    private static Roster.Member member(JsonObject entry) {
        return new Roster.Member(
                needed(entry.text("id"), "id"),
                needed(entry.text("email"), "email").toLowerCase(Locale.ROOT),
                externalId(entry),
                Roster.Status.of(needed(entry.number("status"), "status")),
                needed(entry.number("type"), "type"));
    }

    private static Roster.Group group(JsonObject entry) {
        return new Roster.Group(
                needed(entry.text("id"), "id"), needed(entry.text("name"), "name"), externalId(entry), null);
    }

    private static @Nullable String externalId(JsonObject entry) {
        return entry.text("externalId").filter(id -> !id.isBlank()).orElse(null);
    }

    private static <T> T needed(Optional<T> value, String key) {
        return value.orElseThrow(() -> new IllegalArgumentException("an entry has no " + key));
    }

    private Fault odd(Answer answer, String path) {
        var where = session.uri(path) + " answered " + answer.status();
        if (answer.status() == 401) {
            return Fault.of(ExitCode.SIGN_IN, "Your login session has expired.").hint(where);
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return ErrorBody.redirect(answer, session.uri(path));
        }
        return Fault.of(
                        ExitCode.BITWARDEN,
                        ErrorBody.message(answer).orElse("What the organization holds could not be read."))
                .details(ErrorBody.beginning(answer))
                .hint(where);
    }
}
