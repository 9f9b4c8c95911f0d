package dev.firesteel.backend.yarn.relay;

/**
 * Where a relay runs.
 *
 * @param host its node's host
 * @param log where its log can be read, or the empty text
 */
record RelayPlace(String host, String log) {
  /** Nobody has said it. */
  static final RelayPlace UNKNOWN = new RelayPlace("its node", "");
}
