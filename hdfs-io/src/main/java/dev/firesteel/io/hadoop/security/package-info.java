/** Who this process is to secured Hadoop services: logins, tokens, and failures in words. */
@NullMarked
package dev.firesteel.io.hadoop.security;

import org.jspecify.annotations.NullMarked;
