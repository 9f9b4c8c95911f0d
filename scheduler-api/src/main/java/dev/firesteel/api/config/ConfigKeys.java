package dev.firesteel.api.config;

import java.util.List;

/**
 * A room's settings. Found by {@link java.util.ServiceLoader}, so that a third party's backend has
 * its settings checked, suggested and listed in the reference like Firesteel's own.
 */
public interface ConfigKeys {
  /** The reference page's heading for these, such as {@code Shuffle}. */
  String title();

  /** The keys, in the order of the reference page. */
  List<ConfigKey<?>> keys();

  /** Families of settings that somebody else defines. */
  default List<ConfigPrefix> prefixes() {
    return List.of();
  }
}
