package bwdc.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns that stand under each other; numbers stand at the right of theirs. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, without spaces at their ends. */
    String text() {
        var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var cell = row.get(i);
            var space = " ".repeat(widths[i] - cell.length());
            var right = !cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9');
            line.append(i == 0 ? "" : "  ").append(right ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }
}
