package dev.firesteel.protocol.message;

/**
 * A split on its way to a task: part of {@link TaskOrder#input}, which is a count (variable-length
 * int) and so many of these, each as source (variable-length int), partition (variable-length int),
 * length (variable-length int), bytes.
 *
 * @param source the number by which the program calls the source
 * @param partition the source's partition
 * @param split what the source's format wrote
 */
public record TaskInput(int source, int partition, byte[] split) {}
