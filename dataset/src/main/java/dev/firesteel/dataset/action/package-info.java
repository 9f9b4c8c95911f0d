/** What actions do with each partition in a task, and with the answers on the driver. */
@NullMarked
package dev.firesteel.dataset.action;

import org.jspecify.annotations.NullMarked;
