package dev.firesteel.api.topology;

/** Where an executor runs or would run. */
public record Placement(HostName host, RackName rack) {
  /** A host whose rack nobody told. */
  public static Placement of(HostName host) {
    return new Placement(host, RackName.DEFAULT);
  }
}
