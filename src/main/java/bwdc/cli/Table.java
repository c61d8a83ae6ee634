package bwdc.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns that stand under each other; a column of numbers, its heading aside, stands at the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, without spaces at their ends. */
    String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        var numbers = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            var cells = column(i);
            widths[i] = cells.stream().mapToInt(String::length).max().orElse(0);
            numbers[i] = cells.stream().skip(1).allMatch(Table::isNumber);
        }
        return String.join(
                "\n", rows.stream().map(row -> line(row, widths, numbers)).toList());
    }

    private List<String> column(int number) {
        return rows.stream()
                .filter(row -> row.size() > number)
                .map(row -> row.get(number))
                .toList();
    }

    private static boolean isNumber(String cell) {
        return cell.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var cell = row.get(i);
            var space = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : "  ").append(numbers[i] && isNumber(cell) ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }
}
