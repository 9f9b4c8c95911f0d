package dev.firesteel.it.secure;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.delegation.AbstractDelegationTokenIdentifier;

/**
 * A program of a user's, in a JVM of its own because Hadoop has one user a process: {@code
 * SecureMain WHAT MASTER DIRECTORY KEY=VALUE...}.
 */
public final class SecureMain {
  private static final Text FILES = new Text("HDFS_DELEGATION_TOKEN");

  private SecureMain() {}

  /** Prints one line that the test looks for. */
  public static void main(String[] words) throws Exception {
    if (words[0].equals("remains")) {
      System.out.println("RESULT " + SecureRemains.of(settings(words)));
      return;
    }
    SessionBuilder builder = Session.builder().name("secure").master(words[1]);
    settings(words).forEach(builder::config);
    try (Session session = builder.open()) {
      System.out.println("RESULT " + run(words[0], session, words[2]));
    } catch (FiresteelException e) {
      if (words[0].equals("cancelled")) {
        throw e; // so that the cluster tells it
      }
      System.out.println("RESULT " + e.category() + " " + e.getMessage());
    }
  }

  private static Map<String, String> settings(String[] words) {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : Arrays.asList(words).subList(3, words.length)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings;
  }

  private static String run(String what, Session session, String directory) {
    return switch (what) {
      case "round-trip" -> roundTrip(session, directory);
      case "outlive" -> outlive(session, directory);
      case "exit" -> exit();
      case "cancelled" -> cancelled(session, directory);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String exit() {
    System.exit(7);
    return "";
  }

  private static String roundTrip(Session session, String directory) {
    session.parallelize(List.of("a", "b", "c", "d"), 4).saveAsTextFile(directory);
    return session.textFile(directory).map(String::toUpperCase).collect().stream()
        .sorted()
        .toList()
        .toString();
  }

  /** Reads by tokens until the first one that executors had is worth nothing any more. */
  private static String outlive(Session session, String directory) {
    session.parallelize(List.of("a", "b"), 2).saveAsTextFile(directory);
    long[] first = token(session, directory);
    long[] last = first;
    while (System.currentTimeMillis() < first[1] || last[0] == first[0]) {
      last = token(session, directory);
    }
    // once more, with what is there after its end
    long lines = session.textFile(directory).count();
    return lines + " lines, newer token " + (last[0] > first[0]);
  }

  /** Works on by tokens that are worth nothing any more. */
  private static String cancelled(Session session, String directory) {
    String before = roundTrip(session, directory);
    try {
      for (Token<? extends TokenIdentifier> token :
          UserGroupInformation.getCurrentUser().getTokens()) {
        if (token.getKind().equals(FILES)) {
          token.cancel(new HdfsConfiguration());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return before + session.textFile(directory).count();
  }

  /** Number and end of the token by which a task that reads has its file open. */
  private static long[] token(Session session, String directory) {
    return session.textFile(directory).map(line -> installed()).collect().stream()
        .max(Comparator.comparing(each -> each[0]))
        .orElseThrow();
  }

  private static long[] installed() {
    try {
      for (Token<? extends TokenIdentifier> token :
          UserGroupInformation.getCurrentUser().getTokens()) {
        if (token.getKind().equals(FILES)
            && token.decodeIdentifier() instanceof AbstractDelegationTokenIdentifier id) {
          return new long[] {id.getSequenceNumber(), id.getMaxDate()};
        }
      }
      return new long[] {-1, 0};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
