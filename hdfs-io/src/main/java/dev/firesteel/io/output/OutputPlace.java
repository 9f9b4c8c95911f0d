package dev.firesteel.io.output;

import dev.firesteel.io.storage.Location;

/**
 * Names in an output directory. Attempts write to {@code OUT/_temporary/JOB/part-00000.ATTEMPT}; as
 * long as that directory exists, {@code OUT} is the job's own and unfinished.
 *
 * @param target the directory
 * @param job names the save
 * @param extension end of the files' names
 */
public record OutputPlace(Location target, String job, String extension) {
  private static final String TEMPORARY = "_temporary";

  Location temporary() {
    return target.child(TEMPORARY);
  }

  Location attempts() {
    return temporary().child(job);
  }

  Location attempt(int partition, long attempt) {
    return attempts().child(part(partition) + "." + attempt + extension);
  }

  Location committed(int partition) {
    return committed(target, partition, extension);
  }

  /** The file of a partition in a committed output. */
  public static Location committed(Location target, int partition, String extension) {
    return target.child(part(partition) + extension);
  }

  Location success() {
    return target.child("_SUCCESS");
  }

  private static String part(int partition) {
    String number = Integer.toString(partition);
    return "part-" + "0".repeat(Math.max(0, 5 - number.length())) + number;
  }
}
