/** The executor as a running thing: it registers, obeys the driver and ends. */
@NullMarked
package dev.firesteel.executor.run;

import org.jspecify.annotations.NullMarked;
