package dev.firesteel.benchmarks.spark;

import dev.firesteel.benchmarks.work.Written;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Text in, shuffle, text out. */
final class SparkText {
  private SparkText() {}

  /** As JavaWordCount. */
  static void wordCount(JavaSparkContext context, String file, String out) {
    context
        .textFile(file)
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Long::sum)
        .map(count -> count._1() + "\t" + count._2())
        .saveAsTextFile(out);
  }

  static void sort(JavaSparkContext context, String file, String out) {
    context
        .textFile(file)
        .mapToPair(
            line -> new Tuple2<>(line.substring(0, Written.KEY), line.substring(Written.KEY)))
        .sortByKey(true, Written.SORTED_PARTITIONS)
        .map(record -> record._1() + record._2())
        .saveAsTextFile(out);
  }
}
