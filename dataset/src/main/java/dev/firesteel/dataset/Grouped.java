package dev.firesteel.dataset;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key from three datasets.
 *
 * @param first those of the first
 * @param second those of the second
 * @param third those of the third
 */
public record Grouped<
        A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
    List<A> first, List<B> second, List<C> third) implements Serializable {}
