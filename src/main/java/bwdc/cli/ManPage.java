package bwdc.cli;

import java.util.List;

/** Manual pages in the man(7) macros, which every Unix can show. */
final class ManPage {
    private ManPage() {}

    static String program(List<Spec> commands) {
        var page = new StringBuilder(head("BWDC", "bwdc", "copy users and groups from a directory into Bitwarden"));
        page.append(".SH SYNOPSIS\n.B bwdc\n[\\fIoptions\\fR] \\fIcommand\\fR\n");
        page.append(".SH DESCRIPTION\n")
                .append("Reads users and groups from Active Directory or another LDAP directory and imports them into a"
                        + " Bitwarden organization with the organization's API key.\n");
        page.append(".SH COMMANDS\n");
        for (var spec : commands) {
            tagged(
                    page,
                    "bwdc " + spec.usage(),
                    spec.summary() + " See \\fBbwdc\\-" + escape(spec.name()) + "\\fR(1).");
        }
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

    static String command(Spec spec) {
        var page = new StringBuilder(
                head("BWDC-" + spec.name().toUpperCase(java.util.Locale.ROOT), "bwdc-" + spec.name(), spec.summary()));
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
            spec.notes()
                    .forEach(note -> page.append(".PP\n").append(escape(note)).append('\n'));
        }
        if (!spec.examples().isEmpty()) {
            page.append(".SH EXAMPLES\n");
            spec.examples().forEach(example -> tagged(page, example.line(), escape(example.purpose())));
        }
        return page.append(".SH SEE ALSO\n\\fBbwdc\\fR(1)\n").toString();
    }

    private record Entry(String name, String description) {}

    private static final List<Entry> ENVIRONMENT = List.of(
            new Entry("BW_CLIENTID, BW_CLIENTSECRET, BW_CLIENTSECRET_FILE", "the organization's API key"),
            new Entry("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "the folder of data.json"),
            new Entry(
                    "BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS",
                    "true keeps secrets in data.json, as the reference does"),
            new Entry("BITWARDENCLI_CONNECTOR_DEBUG", "true shows what the program does, without secrets"),
            new Entry("BWDC_LDAP_HOSTNAME, BWDC_SYNC_GROUPS, ...", "every setting, named as bwdc config lists it"),
            new Entry("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxies on the way to Bitwarden"),
            new Entry("BWDC_CA_FILE, NODE_EXTRA_CA_CERTS", "certificate authorities to trust besides the machine's"));

    private static final List<String> EXIT = List.of(
            "done",
            "anything unexpected",
            "the command line was not understood",
            "a setting is missing or wrong",
            "Bitwarden refused the sign-in",
            "the directory could not be read whole; nothing was sent",
            "Bitwarden could not be reached or refused the import",
            "held back for safety; nothing was removed",
            "another run holds the lock",
            "ran out of time");

    private static String head(String title, String name, String summary) {
        return ".TH " + escape(title) + " 1\n.SH NAME\n" + escape(name) + " \\- " + escape(summary) + "\n";
    }

    private static void tagged(StringBuilder page, String tag, String text) {
        page.append(".TP\n.B ").append(escape(tag)).append('\n').append(text).append('\n');
    }

    /** A dash is a minus where it is typed, a backslash starts a macro, a dot or quote at the start of a line too. */
    private static String escape(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
