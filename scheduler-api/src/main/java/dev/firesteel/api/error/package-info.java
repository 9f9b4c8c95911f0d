/** The one exception family of Firesteel and the categories that say whether retrying can help. */
@NullMarked
package dev.firesteel.api.error;

import org.jspecify.annotations.NullMarked;
