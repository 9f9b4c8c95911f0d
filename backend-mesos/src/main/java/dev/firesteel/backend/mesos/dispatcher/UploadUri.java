package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.shipping.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where settings of a driver name an uploaded file: {@code upload:HASH/NAME}. The name says what
 * kind of file it is; what it is called in the driver's sandbox is an alias behind it.
 *
 * @param hash of the content; for files that not everybody may read, of content and chance
 * @param name letters, digits, dots, underscores and hyphens, at most {@value #LONGEST}; no dot
 *     first
 */
public record UploadUri(Digest hash, String name) {
  /** What such a URI begins with. */
  public static final String SCHEME = "upload:";

  static final int LONGEST = 100;
  private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})/(" + NAME + ")");

  /** Checks the name. */
  public UploadUri {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("Not the name of an upload: '" + name + "'");
    }
  }

  /** One whose name is as near to a file's as can be; its end stays. */
  public static UploadUri of(Digest hash, String fileName) {
    String plain = fileName.replaceAll("[^A-Za-z0-9._-]", "_");
    String end = plain.substring(Math.max(0, plain.length() - LONGEST));
    return new UploadUri(hash, end.replaceFirst("^(\\.|$)", "_"));
  }

  /** Reads {@code upload:HASH/NAME}; empty if it is something else. */
  public static Optional<UploadUri> parse(String location) {
    return location.startsWith(SCHEME)
        ? ofPath(location.substring(SCHEME.length()))
        : Optional.empty();
  }

  /** Reads {@code HASH/NAME}; empty if it is something else. */
  public static Optional<UploadUri> ofPath(String path) {
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? Optional.of(new UploadUri(new Digest(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** {@code HASH/NAME}, in which nothing needs to be encoded. */
  public String path() {
    return hash.hex() + "/" + name;
  }

  @Override
  public String toString() {
    return SCHEME + path();
  }
}
