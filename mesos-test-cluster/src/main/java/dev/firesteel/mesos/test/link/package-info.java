/** What passes between a master and an agent in another process, and whether it still does. */
@NullMarked
package dev.firesteel.mesos.test.link;

import org.jspecify.annotations.NullMarked;
