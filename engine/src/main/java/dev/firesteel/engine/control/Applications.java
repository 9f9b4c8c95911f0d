package dev.firesteel.engine.control;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The running applications of this user whose drivers run on this machine. What a driver that was
 * killed left behind is recognised and removed.
 */
public final class Applications {
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration END = Duration.ofSeconds(60);

  private final RunDirectory directory;

  private Applications(RunDirectory directory) {
    this.directory = directory;
  }

  /** Those of this process's user. */
  public static Applications ofUser() {
    return new Applications(RunDirectory.ofUser());
  }

  static Applications in(RunDirectory directory) {
    return new Applications(directory);
  }

  /**
   * A running application.
   *
   * @param id its id
   * @param name its name
   * @param master its master URL
   * @param age how long its session is open, in words
   * @param jobs jobs that have not ended
   */
  public record Running(String id, String name, String master, String age, String jobs) {}

  /** All, in the order of their ids; those that do not answer have a question mark for jobs. */
  public List<Running> list() {
    List<Running> running = new ArrayList<>();
    for (String id : directory.applications()) {
      try {
        ask(id, "about", ANSWER)
            .map(about -> about.split("\t", -1))
            .filter(fields -> fields.length == 4)
            .ifPresent(
                about -> running.add(new Running(id, about[0], about[1], about[2], about[3])));
      } catch (FiresteelException e) {
        running.add(new Running(id, "(does not answer)", "?", "?", "?"));
      }
    }
    return running;
  }

  /**
   * How an application is, for people.
   *
   * @param prefix the beginning of its id, or all of it
   * @throws FiresteelException if there is none or more than one, or it does not answer
   */
  public String status(String prefix) {
    return answer(prefix, "status text", ANSWER);
  }

  /** How an application is, as JSON; otherwise like {@link #status}. */
  public String statusJson(String prefix) {
    return answer(prefix, "status json", ANSWER);
  }

  /** Cancels the jobs of an application and closes its session; returns its id. */
  public String kill(String prefix) {
    String id = find(prefix);
    ask(id, "kill", END);
    return id;
  }

  private String answer(String prefix, String request, Duration limit) {
    String id = find(prefix);
    return ask(id, request, limit).orElseThrow(() -> none(prefix, List.of()));
  }

  private String find(String prefix) {
    List<String> all = directory.applications();
    if (all.contains(prefix)) {
      return prefix;
    }
    List<String> found = all.stream().filter(id -> id.startsWith(prefix)).toList();
    if (found.size() > 1) {
      found = list().stream().map(Running::id).filter(id -> id.startsWith(prefix)).toList();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw none(prefix, found);
  }

  private static FiresteelException none(String prefix, List<String> found) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        found.isEmpty()
            ? "No application '"
                + prefix
                + "' of this user runs on this machine (firesteel status lists all; for one on a"
                + " cluster give --master)"
            : "'" + prefix + "' may be any of " + String.join(", ", found) + " (give more of it)");
  }

  /** The answer; empty if the application is dead, or ends before it answers. */
  private Optional<String> ask(String id, String request, Duration limit) {
    Path socket = directory.socket(id);
    try (Exchange exchange =
        new Exchange(SocketChannel.open(UnixDomainSocketAddress.of(socket)), limit)) {
      exchange.write(request + "\n");
      String reply = exchange.all();
      if (reply.startsWith("ok\n")) {
        return Optional.of(reply.substring(3));
      }
      if (reply.isEmpty()) {
        return Optional.empty();
      }
      throw new FiresteelException(
          ErrorCategory.TRANSIENT, "Cannot ask " + id + ": " + reply.replaceFirst("^error ", ""));
    } catch (ConnectException e) {
      forget(socket);
      return Optional.empty();
    } catch (SocketException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Application "
              + id
              + " does not answer: "
              + e.getMessage()
              + " (its driver may be stopped or short of memory; try again, or end its process)",
          e);
    }
  }

  private void forget(Path socket) {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      return; // it is tried again the next time
    }
    directory.deleteIfEmpty();
  }
}
