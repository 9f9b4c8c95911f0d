package dev.firesteel.it.session;

import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A plain program with the engine on its class path: {@code count|hang master directory}. */
final class EmbeddedMain {
  private EmbeddedMain() {}

  public static void main(String[] arguments) throws Exception {
    try (Session session =
        Session.builder()
            .name("embedded")
            .master(arguments[1])
            .config("firesteel.local.dirs", arguments[2])
            .open()) {
      System.out.println("counted " + session.parallelize(List.of(1, 2, 3)).count());
      if (arguments[0].equals("hang")) {
        var job = session.parallelize(List.of(1, 2, 3), 2).map(EmbeddedMain::hang).countAsync();
        System.out.println("hangs");
        job.await();
      }
    }
    System.out.println("closed");
  }

  private static int hang(int number) throws InterruptedException {
    new CountDownLatch(1).await();
    return number;
  }
}
