package bwdc.schedule;

/**
 * Something in a schedule that often surprises.
 *
 * @param name for programs, such as {@code uneven-step}
 * @param text for people: what happens, and what to write instead where there is something
 */
public record Warning(String name, String text) {}
