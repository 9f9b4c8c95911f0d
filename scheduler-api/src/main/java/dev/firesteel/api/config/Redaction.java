package dev.firesteel.api.config;

import java.util.regex.Pattern;

/** Hides secrets among settings that are shown to people: in output, errors and logs. */
public final class Redaction {
  /** What is shown in a secret's place. */
  public static final String HIDDEN = "*****";

  private static final String SECRET =
      "(?:secret|passw(?:or)?d|passphrase|token|credential"
          + "|(?:access|private|api|account|encryption)[._-]?key"
          + "|(?<![a-z])(?:pass|sas)(?![a-z]))";
  private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + SECRET);

  /** Of {@code -DNAME=VALUE} among options. */
  private static final Pattern SECRET_PROPERTY =
      Pattern.compile("(?i)(-D[^\\s=]*" + SECRET + "[^\\s=]*=)\\S+");

  /** Of {@code scheme://user:password@host}. */
  private static final Pattern PASSWORD_OF_URI = Pattern.compile("(://[^\\s/:@]*:)[^\\s/@]+(?=@)");

  private Redaction() {}

  /**
   * A setting's value as it may be shown.
   *
   * @param name the setting's whole name
   */
  public static String shown(String name, String value) {
    if (!value.isEmpty() && SECRET_NAME.matcher(name).find()) {
      return HIDDEN;
    }
    String options = SECRET_PROPERTY.matcher(value).replaceAll("$1" + HIDDEN);
    return PASSWORD_OF_URI.matcher(options).replaceAll("$1" + HIDDEN);
  }
}
