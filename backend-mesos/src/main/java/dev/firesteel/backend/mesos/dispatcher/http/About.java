package dev.firesteel.backend.mesos.dispatcher.http;

/**
 * Who answers.
 *
 * @param name {@value #NAME}
 * @param version of Firesteel, or the empty text
 * @param framework the dispatcher's id in Mesos, or the empty text before it has one
 * @param master the master URL that it was started with, without a password
 */
public record About(String name, String version, String framework, String master) {
  /** The name by which dispatchers are known, to clients and as frameworks of Mesos. */
  public static final String NAME = "firesteel-dispatcher";

  /** For those who do not show the secret: name and version. */
  About forStrangers() {
    return new About(name, version, "", "");
  }
}
