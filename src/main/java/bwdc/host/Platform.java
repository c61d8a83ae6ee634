package bwdc.host;

import java.util.Locale;

/** The operating system, as far as the reference's protocol and folders tell it apart. */
public enum Platform {
    WINDOWS(6),
    MACOS(7),
    LINUX(8);

    private final int deviceType;

    Platform(int deviceType) {
        this.deviceType = deviceType;
    }

    /** Bitwarden's number for it, sent in the {@code Device-Type} header and the token form. */
    public int deviceType() {
        return deviceType;
    }

    /** {@code windows}, {@code macos} or {@code linux}. */
    public String deviceName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From the system property {@code os.name}; everything that is neither Windows nor macOS counts as Linux. */
    public static Platform of(String osName) {
        var name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }
}
