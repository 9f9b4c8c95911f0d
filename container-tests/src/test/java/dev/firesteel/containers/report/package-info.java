/** What scenarios came to: the outcomes of programs, and the table of all at the end. */
@NullMarked
package dev.firesteel.containers.report;

import org.jspecify.annotations.NullMarked;
