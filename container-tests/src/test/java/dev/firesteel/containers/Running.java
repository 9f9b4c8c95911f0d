package dev.firesteel.containers;

import java.time.Duration;

/** A command that runs on a host by itself: it goes on when its host's network is cut. */
public final class Running {
  private static final String ENDED = "code";

  private final Node node;
  private final String directory;

  Running(Node node, String directory) {
    this.node = node;
    this.directory = directory;
  }

  /** Starts a command whose output and exit code come into files of a directory. */
  static Running start(Node node, String directory, String... command) {
    String script =
        "mkdir -p \"$0\" && cd \"$0\" && { setsid bash -c 'd=$0; echo $$ >$d/pid; \"$@\" >$d/out"
            + " 2>$d/err </dev/null; echo $? >$d/code.new; mv $d/code.new $d/code' \"$0\" \"$@\""
            + " >/dev/null 2>&1 </dev/null & }";
    String[] words = new String[command.length + 4];
    words[0] = "bash";
    words[1] = "-c";
    words[2] = script;
    words[3] = directory;
    System.arraycopy(command, 0, words, 4, command.length);
    node.run(words).orFail();
    return new Running(node, directory);
  }

  /** What it has written to standard output. */
  public String out() {
    return node.text(directory + "/out");
  }

  /** What it has written to standard error. */
  public String err() {
    return node.text(directory + "/err");
  }

  /** Whether it has ended. */
  public boolean ended() {
    return node.run("test", "-e", directory + "/" + ENDED).exitCode() == 0;
  }

  /**
   * Waits for its end.
   *
   * @throws AssertionError if it does not end in time, with all that it said
   */
  public Result await(Duration limit) {
    Await.until(
        limit, this::ended, () -> "the command does not end; out:\n" + out() + "\nerr:\n" + err());
    int code = Integer.parseInt(node.text(directory + "/" + ENDED).strip());
    return new Result(code, out(), err());
  }

  /** Ends it and its children without warning (SIGKILL to its session). */
  public void kill() {
    node.run("bash", "-c", "kill -KILL -- -$(cat " + directory + "/pid) || true").orFail();
  }
}
