package dev.firesteel.devcluster.daemon;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.minikdc.MiniKdc;

/**
 * A key distribution centre that knows some principals: {@code KdcMain PORT DIRECTORY KRB5-CONF
 * PRINCIPAL...}. For each principal {@code NAME[/HOST]@REALM} it writes {@code NAME.keytab} into
 * the directory, and {@code NAME.ccache} with a ticket of a day. When all is there it makes the
 * file {@value #READY}. It remembers nothing: started again, it makes new keys.
 */
public final class KdcMain {
  /** Made when keytabs and tickets are there. */
  public static final String READY = "ready";

  private static final long DAY_SECONDS = 86_400;

  private KdcMain() {}

  /** Serves until the process is ended. */
  public static void main(String[] words) throws Exception {
    Path directory = Path.of(words[1]);
    List<String> principals = Arrays.asList(words).subList(3, words.length);
    String realm = principals.get(0).replaceAll(".*@", "");
    Properties settings = MiniKdc.createConf();
    settings.setProperty(MiniKdc.ORG_NAME, realm.substring(0, realm.indexOf('.')));
    settings.setProperty(MiniKdc.ORG_DOMAIN, realm.substring(realm.indexOf('.') + 1));
    settings.setProperty(MiniKdc.KDC_BIND_ADDRESS, "127.0.0.1");
    settings.setProperty(MiniKdc.KDC_PORT, words[0]);
    settings.setProperty(MiniKdc.INSTANCE, "DefaultKrbServer");
    Path work = Files.createDirectories(directory.resolve("kdc"));
    MiniKdc kdc = new MiniKdc(settings, work.toFile());
    kdc.start();
    System.setProperty(MiniKdc.JAVA_SECURITY_KRB5_CONF, words[2]);
    for (String principal : principals) {
      File keytab = keytab(directory, principal);
      kdc.createPrincipal(keytab, principal.replaceAll("@.*", ""));
      Path cache = directory.resolve(name(principal) + ".ccache");
      TicketMain.write(words[0], principal, keytab, cache, DAY_SECONDS);
    }
    Files.writeString(directory.resolve(READY), "");
    new CountDownLatch(1).await();
  }

  private static File keytab(Path directory, String principal) {
    return directory.resolve(name(principal) + ".keytab").toFile();
  }

  private static String name(String principal) {
    return principal.replaceAll("[/@].*", "");
  }
}
