package dev.firesteel.io.storage;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** Who the application is to secured services. */
public final class SecurityKeys implements ConfigKeys {
  /** Whose keys the keytab has. */
  public static final ConfigKey<String> PRINCIPAL =
      Keys.text(
              "firesteel.security.principal",
              "",
              "Kerberos principal to log in as, such as alice@EXAMPLE.ORG; _HOST stands for this"
                  + " machine's name. Needs firesteel.security.keytab. Without it the ticket cache"
                  + " that kinit fills is used.")
          .withoutDefault();

  /** The file with the keys. */
  public static final ConfigKey<String> KEYTAB =
      Keys.text(
              "firesteel.security.keytab",
              "",
              "File on the driver's machine with the keys of firesteel.security.principal. With it"
                  + " an application outlives tickets and delegation tokens.")
          .withoutDefault();

  /** Further file systems. */
  public static final ConfigKey<List<String>> FILE_SYSTEMS =
      Keys.list(
          "firesteel.security.file-systems",
          "",
          "Secured file systems, such as hdfs://other, for which executors get delegation tokens"
              + " beside the default one and those that the program names in its paths.");

  @Override
  public String title() {
    return "Security";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(PRINCIPAL, KEYTAB, FILE_SYSTEMS);
  }
}
