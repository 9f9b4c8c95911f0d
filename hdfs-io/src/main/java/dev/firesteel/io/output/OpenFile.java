package dev.firesteel.io.output;

import java.io.OutputStream;

/**
 * A new file of an attempt.
 *
 * @param file the file
 * @param out writes it
 */
record OpenFile(AttemptFile file, OutputStream out) {}
