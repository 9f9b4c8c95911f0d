package dev.firesteel.devcluster.daemon;

import java.util.LinkedHashMap;
import java.util.Map;

/** The text form of racks by host: {@code h1=/rack1,h2=/rack2}. */
final class RackList {
  private RackList() {}

  static Map<String, String> parse(String text) {
    Map<String, String> racks = new LinkedHashMap<>();
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        racks.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return racks;
  }
}
