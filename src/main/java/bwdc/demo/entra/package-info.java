/** A stand-in for Microsoft Entra ID and Graph that is as strict as they are, for demonstrations and tests. */
@NullMarked
package bwdc.demo.entra;

import org.jspecify.annotations.NullMarked;
