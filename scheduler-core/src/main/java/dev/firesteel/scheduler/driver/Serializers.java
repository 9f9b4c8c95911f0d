package dev.firesteel.scheduler.driver;

import dev.firesteel.serialization.RecordSerializer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Data serializers for whichever thread needs one; making one costs more than most answers. */
final class Serializers {
  private final Queue<RecordSerializer> spare = new ConcurrentLinkedQueue<>();
  private final ClassLoader loader;

  Serializers(ClassLoader loader) {
    this.loader = loader;
  }

  /** Calls with a serializer that nobody else uses meanwhile. */
  <R> R with(Function<RecordSerializer, R> use) {
    RecordSerializer serializer = spare.poll();
    if (serializer == null) {
      serializer = new RecordSerializer(loader);
    }
    R result = use.apply(serializer); // not given back after a failure
    spare.add(serializer);
    return result;
  }
}
