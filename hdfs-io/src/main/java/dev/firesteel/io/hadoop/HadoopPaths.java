package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Location;
import java.net.URI;
import org.apache.hadoop.fs.Path;

/** Paths as Hadoop's classes know them. */
public final class HadoopPaths {
  private HadoopPaths() {}

  /** For Hadoop. */
  public static Path path(Location location) {
    return new Path(
        location.scheme(),
        location.authority().isEmpty() ? null : location.authority(),
        location.path());
  }

  /** From Hadoop; what the path leaves out is as in another location. */
  public static Location location(Path path, Location other) {
    URI uri = path.toUri();
    boolean elsewhere = uri.getScheme() != null && !uri.getScheme().equals(other.scheme());
    return elsewhere
        ? new Location(
            uri.getScheme(), uri.getAuthority() == null ? "" : uri.getAuthority(), uri.getPath())
        : other.at(uri.getPath());
  }
}
