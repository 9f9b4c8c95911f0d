/** The driver's side: cuts jobs out of the lineage, carries out what the machine wants, answers. */
@NullMarked
package dev.firesteel.scheduler.driver;

import org.jspecify.annotations.NullMarked;
