package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.optional;
import static bwdc.cli.Spec.valued;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import bwdc.settings.Nearest;
import bwdc.settings.Setting;
import bwdc.settings.Settings;
import bwdc.settings.SettingsCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code bwdc config}: shows, checks and changes settings. */
final class ConfigCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("config", "Show, check or change settings.")
                .arguments(
                        new Spec.Argument(
                                "setting",
                                false,
                                "its name; without one all settings are listed",
                                () -> Setting.all().stream().map(Setting::name).toList()),
                        optional("value", "its new value; an empty one takes it back"))
                .options(
                        valued("secretenv", "variable-name", "read the value from this environment variable"),
                        valued(
                                "secretfile",
                                "filename",
                                "read the value from this file: its first line, or all of a private key"),
                        flag("check", "list everything that is missing or wrong"),
                        flag("json", "print JSON"))
                .notes(
                        "Every setting can also come from the environment: ldap.rootPath from BWDC_LDAP_ROOT_PATH, and a"
                                + " secret from a file, ldap.password from BWDC_LDAP_PASSWORD_FILE.",
                        "docs/settings.md and the manual page bwdc-config(1) say what each one means.",
                        "A value that begins with a dash goes behind two dashes: bwdc config sync.emailSuffix -- -eu@company.com")
                .examples(
                        example("bwdc config", "all settings, and where each comes from"),
                        example("bwdc config --check", "what is missing"),
                        example("bwdc config server https://bw.company.com", "which Bitwarden"),
                        example("bwdc config directory ldap", "which kind of directory"),
                        example("bwdc config ldap.password --secretfile FILE", "a secret that nobody sees"),
                        example("bwdc config sync.groupFilter '(cn=app-*)'", "some groups only"));
    }

    @Override
    public Result run(Call call) {
        if (call.has("check")) {
            return check(call);
        }
        if (call.word(0).isEmpty()) {
            return list(call);
        }
        return set(call, call.word(0).get());
    }

    private static Result set(Call call, String name) {
        var setting = Setting.named(name).orElseThrow(() -> unknown(name));
        var value = value(call, setting);
        if (value.isEmpty()) {
            if (!setting.isSecret() && call.word(1).isEmpty()) {
                return show(call, setting);
            }
            throw Fault.of(ExitCode.SETTINGS, "There is no value for " + setting.name() + ".")
                    .hint("bwdc config " + setting.name() + " --secretfile FILE");
        }
        var workspace = call.workspace();
        workspace.lock();
        workspace.writer().set(setting, value.get().reveal());
        workspace.data().save();
        return Result.Message.of("Saved setting `" + name.toLowerCase(Locale.ROOT) + "`.");
    }

    private static Optional<Secret> value(Call call, Setting setting) {
        var typed = call.word(1).filter(word -> !word.isEmpty() || !setting.isSecret());
        if (typed.isPresent()) {
            if (setting.isSecret()) {
                call.output()
                        .warning(
                                "a secret on the command line can be read by every user of this machine and stays in the"
                                        + " shell's history; use --secretfile");
            }
            return typed.map(Secret::of);
        }
        return call.option("secretfile")
                .map(file -> setting.isKeyFile()
                        ? SecretFile.whole(Path.of(file), "--secretfile")
                        : SecretFile.firstLine(Path.of(file), "--secretfile"))
                .or(() -> call.option("secretenv")
                        .flatMap(variable -> call.host().variable(variable))
                        .map(Secret::of))
                .or(() -> prompt(call, setting));
    }

    private static Optional<Secret> prompt(Call call, Setting setting) {
        if (!setting.isSecret() || call.flags().noInteraction() || !call.host().interactive()) {
            return Optional.empty();
        }
        return Prompt.ask(call.host(), setting.name() + ": ", true)
                .filter(text -> !text.isBlank())
                .map(Secret::of);
    }

    private static Fault unknown(String name) {
        var names = Setting.all().stream().map(Setting::name).toList();
        var meant = Nearest.to(name, names)
                .map(near -> "did you mean " + near + "? ")
                .orElse("");
        return Fault.of(ExitCode.USAGE, "Unknown setting.").hint(meant + "`bwdc config` lists all of them");
    }

    private static Result show(Call call, Setting setting) {
        var row = call.workspace().settings().rows().stream()
                .filter(each -> each.setting().equals(setting))
                .findFirst()
                .orElseThrow();
        return call.has("json")
                ? new Result.Data(json(row))
                : new Result.Text(row.value().orElse(null));
    }

    private static Result list(Call call) {
        var rows = call.workspace().settings().rows();
        var data = new JsonObject()
                .put("object", "settings")
                .put("dataFile", call.workspace().data().path().toString())
                .put("settings", rows.stream().map(ConfigCommand::json).toList());
        if (call.has("json")) {
            return new Result.Data(data);
        }
        var text = new StringBuilder();
        int name = rows.stream()
                .mapToInt(row -> row.setting().name().length())
                .max()
                .orElse(0);
        int value = rows.stream()
                .mapToInt(row -> Math.min(40, row.value().orElse("-").length()))
                .max()
                .orElse(0);
        for (var row : rows) {
            var shown = row.value().orElse("-");
            text.append(row.setting().name())
                    .repeat(' ', name + 2 - row.setting().name().length())
                    .append(shown)
                    .repeat(' ', Math.max(2, value + 2 - shown.length()))
                    .append(row.origin())
                    .append('\n');
        }
        return new Result.Report(
                text + "\ndata file: " + call.workspace().data().path(), data);
    }

    private static JsonObject json(Settings.Row row) {
        return new JsonObject()
                .put("name", row.setting().name())
                .put("value", row.value().orElse(null))
                .put("origin", row.origin())
                .put("variable", row.setting().variable())
                .put("description", row.setting().description());
    }

    private static Result check(Call call) {
        var problems = SettingsCheck.problems(call.workspace().settings());
        if (problems.isEmpty()) {
            return Result.Message.of("The settings are complete.", "`bwdc test` shows what the directory answers.");
        }
        if (call.has("json")) {
            call.output().print(new JsonObject().put("object", "problems").put("problems", json(problems)));
            return new Result.Done(ExitCode.SETTINGS.number());
        }
        throw Fault.of(ExitCode.SETTINGS, problems.size() == 1 ? "1 problem:" : problems.size() + " problems:")
                .details(lines(problems));
    }

    private static List<String> lines(List<SettingsCheck.Problem> problems) {
        int width = problems.stream()
                .mapToInt(problem -> problem.setting().length())
                .max()
                .orElse(0);
        return problems.stream()
                .map(problem -> problem.setting()
                        + " ".repeat(width + 2 - problem.setting().length())
                        + problem.sentence().replace("\n", "\n  " + " ".repeat(width + 2)) + "\n  "
                        + " ".repeat(width + 2) + problem.remedy())
                .toList();
    }

    private static List<JsonObject> json(List<SettingsCheck.Problem> problems) {
        return problems.stream()
                .map(problem -> new JsonObject()
                        .put("setting", problem.setting())
                        .put("problem", problem.sentence())
                        .put("remedy", problem.remedy()))
                .toList();
    }
}
