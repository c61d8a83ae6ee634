/**
 * One run from lock to history record: read, plan, apply, commit; its log, and the history of all runs. How those who want
 * to know are reached is in {@code notification}, how all of it is shown in {@code cli}.
 */
@NullMarked
package bwdc.run;

import org.jspecify.annotations.NullMarked;
