package bwdc.cli;

import bwdc.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Manual pages in the man(7) macros, which every Unix can show. */
final class ManPage {
    private ManPage() {}

    static String program(List<Spec> commands) {
        var page = new StringBuilder(head("bwdc", "copy users and groups from a directory into Bitwarden"));
        page.append(".SH SYNOPSIS\n.B bwdc\n[\\fIoptions\\fR] \\fIcommand\\fR\n");
        page.append(".SH DESCRIPTION\n")
                .append(
                        "Reads users and groups from a directory (Active Directory and other LDAP servers, Microsoft Entra"
                                + " ID, Google Workspace, Okta, OneLogin) and imports them into a Bitwarden organization with the"
                                + " organization's API key.\n");
        page.append(".SH COMMANDS\n");
        commands.forEach(spec -> listed(page, spec));
        page.append(".SH OPTIONS\n");
        Flags.OPTIONS.forEach(option -> tagged(page, option.usage(), escape(option.description())));
        page.append(".SH ENVIRONMENT\n");
        ENVIRONMENT.forEach(variable -> tagged(page, variable.name(), escape(variable.description())));
        page.append(".SH EXIT STATUS\n");
        for (int i = 0; i < EXIT.size(); i++) {
            tagged(page, Integer.toString(i), escape(EXIT.get(i)));
        }
        return page.toString();
    }

    /** The page of a group such as {@code schedule}, which names its commands. */
    static String group(String group, List<Spec> commands) {
        var names = commands.stream().map(Completion::lastWord).toList();
        var page = new StringBuilder(head(name(group), "commands of bwdc: " + String.join(", ", names)));
        page.append(".SH SYNOPSIS\n.B bwdc ").append(escape(group)).append("\n\\fIcommand\\fR\n.SH COMMANDS\n");
        commands.forEach(spec -> listed(page, spec));
        return page.append(".SH SEE ALSO\n\\fBbwdc\\fR(1)\n").toString();
    }

    private static void listed(StringBuilder page, Spec spec) {
        tagged(
                page,
                "bwdc " + spec.usage(),
                escape(spec.summary()) + " See \\fB" + escape(name(spec.name())) + "\\fR(1).");
    }

    /** {@code bwdc-schedule-add} for {@code schedule add}. */
    static String name(String command) {
        return "bwdc-" + command.replace(' ', '-');
    }

    static String command(Spec spec) {
        var page = new StringBuilder(head(name(spec.name()), spec.summary()));
        page.append(".SH SYNOPSIS\n.B bwdc ").append(escape(spec.usage())).append('\n');
        if (!spec.arguments().isEmpty()) {
            page.append(".SH ARGUMENTS\n");
            spec.arguments().forEach(argument -> tagged(page, argument.name(), escape(argument.description())));
        }
        if (!spec.options().isEmpty()) {
            page.append(".SH OPTIONS\n");
            spec.options().forEach(option -> tagged(page, option.usage(), escape(option.description())));
        }
        if (!spec.notes().isEmpty()) {
            page.append(".SH NOTES\n");
            page.append(spec.notes().stream().map(ManPage::escape).collect(Collectors.joining("\n.PP\n")))
                    .append('\n');
        }
        if (spec.name().equals("config")) {
            settings(page);
        }
        if (!spec.examples().isEmpty()) {
            page.append(".SH EXAMPLES\n");
            spec.examples().forEach(example -> tagged(page, example.line(), escape(example.purpose())));
        }
        page.append(".SH SEE ALSO\n\\fBbwdc\\fR(1)");
        int blank = spec.name().indexOf(' ');
        if (blank > 0) {
            page.append(", \\fB")
                    .append(escape(name(spec.name().substring(0, blank))))
                    .append("\\fR(1)");
        }
        return page.append('\n').toString();
    }

    private static void settings(StringBuilder page) {
        page.append(".SH SETTINGS\n");
        for (var setting : Setting.all()) {
            var fallback = setting.fallback() == null ? "" : " (" + setting.fallback() + ")";
            tagged(page, setting.name(), escape(setting.description() + fallback));
        }
    }

    private record Entry(String name, String description) {}

    private static final List<Entry> ENVIRONMENT = List.of(
            new Entry("BW_CLIENTID, BW_CLIENTSECRET, BW_CLIENTSECRET_FILE", "the organization's API key"),
            new Entry("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "the folder of data.json"),
            new Entry(
                    "BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS",
                    "true keeps secrets in data.json, as the reference does"),
            new Entry("BITWARDENCLI_CONNECTOR_DEBUG", "true shows what the program does, without secrets"),
            new Entry("BWDC_LDAP_HOSTNAME, BWDC_SYNC_GROUPS, ...", "every setting; bwdc-config(1) lists them"),
            new Entry("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxies on the way to Bitwarden"),
            new Entry("BWDC_CA_FILE, NODE_EXTRA_CA_CERTS", "certificate authorities to trust besides the machine's"));

    private static final List<String> EXIT = List.of(
            "done",
            "anything unexpected",
            "the command line was not understood",
            "a setting is missing or wrong",
            "Bitwarden refused the sign-in",
            "the directory could not be read whole; nothing was sent",
            "Bitwarden could not be reached, refused the import or does not hold all of it",
            "changes wait for an approval and the rest was sent, or a reviewed plan is out of date",
            "another run holds the lock",
            "ran out of time",
            "there is something to do (bwdc plan --exit-code)");

    private static String head(String name, String summary) {
        return ".TH " + escape(name.toUpperCase(Locale.ROOT)) + " 1\n.SH NAME\n" + escape(name) + " \\- "
                + escape(summary) + "\n";
    }

    private static void tagged(StringBuilder page, String tag, String text) {
        page.append(".TP\n.B ").append(escape(tag)).append('\n').append(text).append('\n');
    }

    /**
     * Letters that troff would replace by prettier ones are written so that they can be copied into a shell; a dot or quote
     * at the start of a line would be a request. Others than ASCII are named, which needs no guess of an encoding.
     */
    private static String escape(String text) {
        var escaped = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
        var ascii = new StringBuilder();
        escaped.codePoints().forEach(letter -> {
            if (letter < 127) {
                ascii.append((char) letter);
            } else {
                ascii.append("\\[u%04X]".formatted(letter));
            }
        });
        return (escaped.startsWith(".") ? "\\&" : "") + ascii;
    }
}
