package dev.firesteel.io.hadoop.security;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.token.Token;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Tokens that nobody but this session uses, until its end. Safe for any thread. */
final class OwnTokens {
  private static final Logger LOG = LogManager.getLogger(OwnTokens.class);

  private final List<Token<?>> all = new ArrayList<>(); // guarded by this

  synchronized void add(List<Token<?>> made) {
    all.addAll(made);
  }

  private synchronized List<Token<?>> take() {
    List<Token<?>> taken = List.copyOf(all);
    all.clear();
    return taken;
  }

  /** Tells their services that they are over. What fails or takes longer ends by itself. */
  void cancel(Configuration configuration, Duration limit) {
    List<Token<?>> last = take();
    if (last.isEmpty()) {
      return;
    }
    Thread thread = new Thread(() -> cancelAll(last, configuration), "firesteel-cancel-tokens");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(limit.toNanos()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private static void cancelAll(List<Token<?>> tokens, Configuration configuration) {
    for (Token<?> token : tokens) {
      try {
        token.cancel(configuration);
      } catch (IOException | RuntimeException e) {
        LOG.debug("Token {} of {} is left", token.getKind(), token.getService(), e);
      } catch (InterruptedException e) {
        LOG.debug("Tokens are left: their services take too long to cancel them");
        return;
      }
    }
  }
}
