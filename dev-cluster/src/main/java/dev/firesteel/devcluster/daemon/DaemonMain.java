package dev.firesteel.devcluster.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of each daemon's process: {@code DaemonMain LIFETIME MAIN-CLASS [ARGUMENT...]}.
 *
 * <p>With the lifetime {@code with-starter} the process ends at once when its standard input does,
 * which is when its starter is gone, however that ended.
 */
public final class DaemonMain {
  /** The process ends with its starter. */
  public static final String WITH_STARTER = "with-starter";

  /** The process stays until it is told to end. */
  public static final String DETACHED = "detached";

  private static final int STARTER_IS_GONE = 86;

  private DaemonMain() {}

  /** Watches the starter and runs the daemon's own main method. */
  public static void main(String[] words) throws Exception {
    List<String> rest = Arrays.asList(words).subList(2, words.length);
    if (words[0].equals(WITH_STARTER)) {
      Thread watch = new Thread(() -> endWithStarter(System.in), "starter-watch");
      watch.setDaemon(true);
      watch.start();
    }
    try {
      Class.forName(words[1])
          .getMethod("main", String[].class)
          .invoke(null, (Object) rest.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void endWithStarter(InputStream in) {
    try {
      while (in.read() >= 0) {
        // nobody writes; what comes is the end
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(STARTER_IS_GONE);
  }
}
