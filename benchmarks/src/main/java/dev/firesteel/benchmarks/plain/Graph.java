package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.Ranks;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Edges read from lines {@code from to}.
 *
 * @param from where each begins
 * @param to where each ends
 */
record Graph(int[] from, int[] to) {
  private static final int CHUNK = 4 << 20;

  static Ranks rank(String file) {
    List<Chunk> chunks = Chunk.of(file, CHUNK);
    List<Graph> graphs = TwoThreads.each(chunks.size(), chunk -> parse(chunks.get(chunk).bytes()));
    return Ranks.of(joined(graphs, Graph::from), joined(graphs, Graph::to));
  }

  private static int[] joined(List<Graph> graphs, Function<Graph, int[]> side) {
    return graphs.stream().map(side).flatMapToInt(Arrays::stream).toArray();
  }

  private static Graph parse(byte[] text) {
    int[] from = new int[text.length / 4 + 1]; // a line has four bytes or more
    int[] to = new int[from.length];
    int edges = 0;
    int number = 0;
    for (byte character : text) {
      if (character == ' ') {
        from[edges] = number;
        number = 0;
      } else if (character == '\n') {
        to[edges++] = number;
        number = 0;
      } else {
        number = number * 10 + character - '0';
      }
    }
    return new Graph(Arrays.copyOf(from, edges), Arrays.copyOf(to, edges));
  }
}
