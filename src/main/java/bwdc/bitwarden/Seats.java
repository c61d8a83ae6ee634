package bwdc.bitwarden;

import java.util.OptionalLong;

/**
 * How many members may be in an organization.
 *
 * @param bought how many are paid for, empty for any number
 * @param most how many the server buys by itself when more are invited, empty for any number
 */
public record Seats(OptionalLong bought, OptionalLong most) {
    /** How many people can be in the organization at most. */
    public OptionalLong limit() {
        return bought.isEmpty() || most.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(bought.getAsLong(), most.getAsLong()));
    }
}
