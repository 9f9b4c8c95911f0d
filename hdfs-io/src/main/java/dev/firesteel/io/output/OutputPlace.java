package dev.firesteel.io.output;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.storage.Location;

/**
 * Names in an output directory. Attempts of a save write to {@code
 * OUT/_temporary/JOB/part-00000.ATTEMPT}; as long as that directory exists, the save is unfinished.
 *
 * @param target the directory
 * @param ifExists what happens with what is there already
 * @param job names the save
 * @param extension end of the files' names
 */
record OutputPlace(Location target, IfExists ifExists, String job, String extension) {
  static final String TEMPORARY = "_temporary";
  static final String SUCCESS = "_SUCCESS";

  /** Whether this is in an output directory only while saves go on, by its name. */
  static boolean unfinished(String name) {
    return name.equals(TEMPORARY) || name.startsWith("__magic"); // S3A's magic committer
  }

  /** Holds the saves that are not finished. */
  Location temporary() {
    return target.child(TEMPORARY);
  }

  /** Holds what attempts of this save write. */
  Location attempts() {
    return temporary().child(job);
  }

  /** Holds what the directory held before, while this save replaces it. */
  Location replaced() {
    return attempts().child("_replaced");
  }

  /** A file that exists while a save has the directory, which it made, for itself. */
  Location claim() {
    return temporary().child("_claim");
  }

  /** A file that exists while a save replaces what the directory holds. */
  Location lock() {
    return temporary().child("_replacing");
  }

  Location attempt(int partition, long attempt) {
    return attempts().child(PartName.of(partition) + "." + attempt + extension);
  }

  /** Where the file of a partition comes to lie. Names of added files are this save's own. */
  Location committed(int partition) {
    String name =
        ifExists == IfExists.APPEND ? PartName.added(job, partition) : PartName.of(partition);
    return target.child(name + extension);
  }

  Location success() {
    return target.child(SUCCESS);
  }
}
