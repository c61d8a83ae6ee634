package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What keeps people from being removed by mistake: the {@code safety} block of data.json and two settings of
 * {@code sync}, with their defaults (docs/safety.md).
 *
 * @param removeMissing remove who left the directory or the filter
 * @param fullEvery how long incremental reads may go on without a full one
 * @param maxRemovals how many users may be removed at once, and how many groups may be missing at once
 * @param maxMemberRemovals how many members one group may lose at once
 * @param holdMailChanges whether a changed mail address waits for an approval
 * @param protect who is never removed, and which groups never lose members
 * @param windows when people may be removed; none means always
 * @param canaries what every whole read must find
 * @param holdExpiry how long a hold can be approved
 * @param referrals other servers that searches may point to without being asked, {@code *} for anything
 */
public record SafetySettings(
        boolean removeMissing,
        Duration fullEvery,
        Limit maxRemovals,
        Limit maxMemberRemovals,
        boolean holdMailChanges,
        Absence absence,
        Names protect,
        List<RemovalWindow> windows,
        List<Canary> canaries,
        Duration holdExpiry,
        List<String> referrals) {

    public SafetySettings {
        windows = List.copyOf(windows);
        canaries = List.copyOf(canaries);
        referrals = List.copyOf(referrals);
    }

    /** The settings in force. */
    public static SafetySettings of(Settings settings) {
        return new SafetySettings(
                settings.flag("sync.removeMissing"),
                value(settings, "sync.fullEvery", Durations::parse),
                value(settings, "safety.maxRemovals", Limit::parse),
                value(settings, "safety.maxMemberRemovals", Limit::parse),
                !settings.text("safety.mailChanges").orElse("hold").equals("send"),
                value(settings, "safety.absence", Absence::parse),
                Names.parse(settings.text("safety.protected").orElse("")),
                settings.text("safety.windows")
                        .map(text -> value(settings, "safety.windows", RemovalWindow::parse))
                        .orElse(List.of()),
                settings.text("safety.canaries")
                        .map(text -> value(settings, "safety.canaries", Canary::parse))
                        .orElse(List.of()),
                value(settings, "safety.holdExpiry", Durations::parse),
                Names.parts(settings.text("safety.referrals").orElse("").toLowerCase(Locale.ROOT)));
    }

    /** Whether people may be removed at this moment. */
    public boolean isWindowOpen(Instant now) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(now));
    }

    private static <T> T value(Settings settings, String name, Function<String, Optional<T>> parser) {
        var text = settings.text(name).orElseThrow(() -> new IllegalStateException(name));
        return parser.apply(text).orElseThrow(() -> wrong(Setting.known(name), text));
    }

    /** @throws Fault with exit code 3 when a value is not what the setting can be */
    static void check(Setting setting, String text) {
        var good = switch (setting.name()) {
            case "sync.fullEvery", "safety.holdExpiry" -> Durations.parse(text).isPresent();
            case "safety.maxRemovals", "safety.maxMemberRemovals" ->
                Limit.parse(text).isPresent();
            case "safety.mailChanges" -> text.equals("hold") || text.equals("send");
            case "safety.readBack" -> text.equals("auto") || text.equals("off");
            case "safety.absence" -> Absence.parse(text).isPresent();
            case "safety.windows" -> RemovalWindow.parse(text).isPresent();
            case "safety.canaries" -> Canary.parse(text).isPresent();
            default -> true;
        };
        if (!good) {
            throw wrong(setting, text);
        }
    }

    private static Fault wrong(Setting setting, String text) {
        return Fault.of(ExitCode.SETTINGS, setting.name() + " cannot be \"" + text + "\".")
                .hint("bwdc config " + setting.name() + " " + example(setting.name()));
    }

    private static String example(String name) {
        return switch (name) {
            case "sync.fullEvery" -> "24h";
            case "safety.holdExpiry" -> "7d";
            case "safety.mailChanges" -> "hold, or send";
            case "safety.readBack" -> "auto, or off";
            case "safety.absence" -> "'3 runs,2d', or off";
            case "safety.windows" -> "'mon-thu 09:00-16:00 Europe/Berlin' (several with ; between them)";
            case "safety.canaries" -> "'ann@company.com; group:Staff; ann@company.com in Staff'";
            default -> "'20%,5', or 20%, or 50";
        };
    }

    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "SafetySettings[removeMissing=" + removeMissing + ", fullEvery=" + fullEvery + ", maxRemovals="
                + maxRemovals + ", maxMemberRemovals=" + maxMemberRemovals + ", holdMailChanges=" + holdMailChanges
                + ", absence=" + absence + ", protect=" + protect + ", windows=" + windows + ", canaries=" + canaries
                + ", holdExpiry=" + holdExpiry + ", referrals=" + referrals + "]";
    }
}
