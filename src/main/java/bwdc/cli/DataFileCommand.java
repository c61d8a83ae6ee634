package bwdc.cli;

/** {@code bwdc data-file}: where data.json is. */
final class DataFileCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("data-file", "Print the path of data.json.")
                .examples(Spec.example("bwdc data-file", "its absolute path"));
    }

    @Override
    public Result run(Call call) {
        return new Result.Text(call.workspace().folder().resolve("data.json").toString());
    }
}
