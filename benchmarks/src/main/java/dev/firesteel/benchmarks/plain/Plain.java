package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.PeerBench;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs one benchmark by hand: the master's name, which it only repeats, the benchmark's name, the
 * directory for corpora, and a scale.
 */
public final class Plain {
  private Plain() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    new PeerBench(Path.of(args[2]), Double.parseDouble(args[3]))
        .run(args[1], new PlainPeer(args[0]));
  }
}
