package dev.firesteel.backend.yarn.container;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * Variables that may hold secrets. A NodeManager copies the script with which it starts a container
 * to the container's logs, so they are not in its environment. They travel among the container's
 * tokens, in a file that only the container's user can read, as one line of text that the shell
 * finds there before it becomes the JVM.
 */
final class SecretEnvironment {
  private static final Text NAME = new Text("firesteel.environment");
  private static final String MARK = "firesteel-environment:";

  /** Shell commands that export what {@link #addTo} put among the tokens. Needs bash only. */
  static final String READ =
      "while IFS= read -r line; do case $line in "
          + MARK
          + "*) eval \"${line#*:}\";; esac; done < \"$HADOOP_TOKEN_FILE_LOCATION\"; ";

  private SecretEnvironment() {}

  static void addTo(Credentials credentials, Map<String, String> environment) {
    // Before the text is its length; bash, in UTF-8, can take it and a line end for one character.
    StringBuilder line = new StringBuilder("\n\n\n\n").append(MARK);
    environment.forEach((name, value) -> line.append(ShellText.export(name, value)).append(';'));
    credentials.addSecretKey(NAME, line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }
}
