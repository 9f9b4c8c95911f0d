/** The split SPI: where input is cut, read and where output is written and committed. */
@NullMarked
package dev.firesteel.api.split;

import org.jspecify.annotations.NullMarked;
