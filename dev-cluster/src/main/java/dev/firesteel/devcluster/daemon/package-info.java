/** What runs inside the daemons' processes, beside Hadoop; the only place that knows Hadoop. */
@NullMarked
package dev.firesteel.devcluster.daemon;

import org.jspecify.annotations.NullMarked;
