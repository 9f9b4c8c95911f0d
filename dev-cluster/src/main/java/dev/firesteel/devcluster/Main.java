package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code firesteel dev-cluster up|status|down}. */
public final class Main {
  private static final String DIRECTORY = "--directory";
  private static final String KEEP_DATA = "--keep-data";

  private static final String COMMANDS = "up, status, down, fs, fsck, dfsadmin, haadmin";

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] words) {
    int code = run(List.of(words), System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  static int run(List<String> words, PrintStream out, PrintStream err) {
    try {
      if (words.isEmpty()) {
        throw new UsageException("Say what to do: " + COMMANDS);
      }
      String command = words.get(0);
      List<String> options = new ArrayList<>(words.subList(1, words.size()));
      Layout layout = new Layout(directory(options));
      return switch (command) {
            case "up" -> new UpCommand(layout, out, err).run(checked(command, options));
            case "status" -> {
              checked(command, options);
              yield new StatusCommand(layout, out).run();
            }
            case "down" -> {
              boolean keep = checked(command, options).contains(KEEP_DATA);
              yield new DownCommand(layout, out)
                  .run(keep ? DownCommand.Stored.KEEP : DownCommand.Stored.REMOVE);
            }
            case "fs", "fsck", "dfsadmin", "haadmin" ->
                new ToolCommand(layout).run(command, options);
            default ->
                throw new UsageException(
                    "Unknown command '" + command + "' (there are " + COMMANDS + ")");
          }
          ? OK
          : FAILED;
    } catch (UsageException e) {
      err.println("firesteel: " + e.getMessage() + "; see firesteel help dev-cluster");
      return USAGE;
    } catch (DevClusterException | IOException e) {
      err.println("firesteel: " + e.getMessage());
      return FAILED;
    }
  }

  /** Takes the directory from the words, where it may stand first, or anywhere among options. */
  private static Path directory(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(DIRECTORY) && i + 1 < words.size()) {
        words.remove(i);
        return absolute(words.remove(i));
      }
      if (words.get(i).startsWith(DIRECTORY + "=")) {
        return absolute(words.remove(i).substring(DIRECTORY.length() + 1));
      }
    }
    return absolute(
        Path.of(
                System.getProperty("java.io.tmpdir"),
                "firesteel-dev-cluster-" + System.getProperty("user.name"))
            .toString());
  }

  private static Path absolute(String directory) {
    return Path.of(directory).toAbsolutePath().normalize();
  }

  /** The options with each value as a word of its own, if the command has them all. */
  private static List<String> checked(String command, List<String> words) {
    List<String> with = command.equals("up") ? UpOptions.WITH_VALUE : List.of();
    List<String> alone =
        switch (command) {
          case "up" -> UpOptions.ALONE;
          case "down" -> List.of(KEEP_DATA);
          default -> List.of();
        };
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String[] parts = words.get(i).split("=", 2);
      String option = parts[0];
      plain.add(option);
      if (with.contains(option)) {
        if (parts.length == 1 && i + 1 == words.size()) {
          throw new UsageException(option + " lacks its value");
        }
        plain.add(parts.length == 2 ? parts[1] : words.get(++i));
      } else if (!alone.contains(words.get(i))) {
        throw new UsageException(
            alone.contains(option)
                ? option + " takes no value"
                : "Unknown option '" + words.get(i) + "' of dev-cluster " + command);
      }
    }
    return plain;
  }
}
