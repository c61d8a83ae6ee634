package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void aColumnOfNumbersStandsAtTheRight() {
        assertThat(new Table()
                        .row("run", "outcome")
                        .row("9", "held")
                        .row("10", "imported")
                        .row("", "unchanged")
                        .text())
                .isEqualTo("run  outcome\n  9  held\n 10  imported\n     unchanged");
    }

    @Test
    void aNumberAmongWordsStandsAtTheLeft() {
        assertThat(new Table()
                        .row("a", "words")
                        .row("b", "13")
                        .row("c", "more words")
                        .text())
                .contains("b  13\n");
    }
}
