package dev.firesteel.dataset.function;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order that serializes. */
@FunctionalInterface
public interface SerializableComparator<A extends @Nullable Object>
    extends Comparator<A>, Serializable {}
