package dev.firesteel.it.session;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that saves and never gets to the end: {@code directory output}. */
final class SavingMain {
  private SavingMain() {}

  public static void main(String[] arguments) {
    try (Session session =
        Session.builder()
            .name("saving")
            .master("local[2]")
            .config("firesteel.local.dirs", arguments[0])
            .open()) {
      session
          .parallelize(List.of(1, 2, 3), 3)
          .map(SavingMain::hang)
          .saveAsTextFile(arguments[1], SaveOptions.DEFAULT.withIfExists(IfExists.OVERWRITE));
    }
  }

  private static int hang(int number) throws InterruptedException {
    if (number == 3) {
      System.out.println("hangs");
      new CountDownLatch(1).await();
    }
    return number;
  }
}
