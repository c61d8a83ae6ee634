package bwdc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that every whole read of the directory must find: a user, a group, or a user in a group, also by way of
 * groups inside it. A read that does not is no whole one, whatever the server says.
 */
public record Canary(Optional<String> mail, Optional<String> group) {
    /** {@code ann@acme.example; group:Staff; ann@acme.example in Staff}. */
    static Optional<List<Canary>> parse(String text) {
        List<Canary> canaries = new ArrayList<>();
        for (var part : Names.parts(text)) {
            int in = part.indexOf(" in ");
            if (part.toLowerCase(Locale.ROOT).startsWith("group:")) {
                canaries.add(new Canary(
                        Optional.empty(), Optional.of(part.substring(6).strip())));
            } else if (in > 0) {
                canaries.add(new Canary(
                        mail(part.substring(0, in)),
                        Optional.of(part.substring(in + 4).strip())));
            } else {
                canaries.add(new Canary(mail(part), Optional.empty()));
            }
        }
        var good = canaries.stream()
                .allMatch(each -> each.mail.map(mail -> mail.indexOf('@') > 0).orElse(true)
                        && each.group.map(name -> !name.isEmpty()).orElse(true));
        return good ? Optional.of(canaries) : Optional.empty();
    }

    private static Optional<String> mail(String text) {
        return Optional.of(text.strip().toLowerCase(Locale.ROOT));
    }

    /** As it is written in the setting. */
    @Override
    public String toString() {
        return mail.map(text -> text + group.map(name -> " in " + name).orElse(""))
                .orElseGet(() -> "group:" + group.orElse(""));
    }
}
