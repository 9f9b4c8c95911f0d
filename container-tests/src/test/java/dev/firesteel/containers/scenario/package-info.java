/** What happens to users' programs on several hosts, in good times and when something fails. */
@NullMarked
package dev.firesteel.containers.scenario;

import org.jspecify.annotations.NullMarked;
