package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.config.Config;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A driver that somebody wants to be run.
 *
 * @param key drawn by whoever orders: the same order sent twice, because an answer was lost, is one
 *     driver
 * @param name for people
 * @param user who orders, for people: nobody proves it
 * @param mainClass the user's class
 * @param arguments the user's arguments
 * @param settings all that the program is to see. In {@code firesteel.jars}, {@code .files} and
 *     {@code .archives} an uploaded file is {@code upload:HASH/NAME}, with its {@code #alias} where
 *     it has one; others are URIs as the user gave them
 * @param privateFiles contents of files by the key of the setting whose value is the file's path
 */
public record DriverOrder(
    String key,
    String name,
    String user,
    String mainClass,
    List<String> arguments,
    SortedMap<String, String> settings,
    SortedMap<String, PrivateFile> privateFiles) {
  /** Copies the collections. */
  public DriverOrder {
    arguments = List.copyOf(arguments);
    settings = copy(settings);
    privateFiles = copy(privateFiles);
  }

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The settings, as settings. */
  public Config config() {
    return Config.of(settings);
  }

  /** Without settings, arguments and contents, which may hold secrets. */
  @Override
  public String toString() {
    return "DriverOrder[" + name + ", " + mainClass + ", of " + user + "]";
  }
}
