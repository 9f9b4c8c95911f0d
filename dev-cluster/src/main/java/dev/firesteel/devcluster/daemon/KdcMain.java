package dev.firesteel.devcluster.daemon;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.hadoop.minikdc.MiniKdc;

/**
 * A key distribution centre that knows some principals: {@code KdcMain ADDRESS:PORT DIRECTORY
 * KRB5-CONF PRINCIPAL...}. For principals {@code NAME[/HOST]@REALM} of a name it writes {@code
 * NAME.keytab} with the keys of all of them into the directory, and {@code NAME.ccache} with a
 * ticket of a day for the first. When all is there it makes the file {@value #READY}. It remembers
 * nothing: started again, it makes new keys.
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
    int colon = words[0].lastIndexOf(':');
    settings.setProperty(MiniKdc.KDC_BIND_ADDRESS, words[0].substring(0, colon));
    settings.setProperty(MiniKdc.KDC_PORT, words[0].substring(colon + 1));
    settings.setProperty(MiniKdc.INSTANCE, "DefaultKrbServer");
    Path work = Files.createDirectories(directory.resolve("kdc"));
    MiniKdc kdc = new MiniKdc(settings, work.toFile());
    kdc.start();
    System.setProperty(MiniKdc.JAVA_SECURITY_KRB5_CONF, words[2]);
    Map<String, List<String>> byName =
        principals.stream().collect(Collectors.groupingBy(KdcMain::name));
    for (Map.Entry<String, List<String>> each : byName.entrySet()) {
      List<String> all = each.getValue();
      File keytab = directory.resolve(each.getKey() + ".keytab").toFile();
      kdc.createPrincipal(
          keytab, all.stream().map(one -> one.replaceAll("@.*", "")).toArray(String[]::new));
      Path cache = directory.resolve(each.getKey() + ".ccache");
      TicketMain.write(words[0], all.get(0), keytab, cache, DAY_SECONDS);
    }
    Files.writeString(directory.resolve(READY), "");
    new CountDownLatch(1).await();
  }

  private static String name(String principal) {
    return principal.replaceAll("[/@].*", "");
  }
}
