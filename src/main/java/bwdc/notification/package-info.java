/**
 * How those who want to know of runs are reached: a ping, a webhook, a command. When they are told, and how long a run waits
 * for them, is decided in {@code run}.
 */
@NullMarked
package bwdc.notification;

import org.jspecify.annotations.NullMarked;
