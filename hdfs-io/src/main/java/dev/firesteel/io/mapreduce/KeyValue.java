package dev.firesteel.io.mapreduce;

import org.jspecify.annotations.Nullable;

/**
 * A record of a Hadoop format: either part may be null, as keys of Parquet are.
 *
 * @param <K> the key's type
 * @param <V> the value's type
 */
public record KeyValue<K extends @Nullable Object, V extends @Nullable Object>(K key, V value) {}
