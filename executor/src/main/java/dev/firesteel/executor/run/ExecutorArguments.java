package dev.firesteel.executor.run;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.transport.DriverAddress;
import java.util.List;

/**
 * The arguments of an executor's process, in this order: id, driver's address, host, slots, name
 * under which it serves blocks.
 *
 * @param identity id, host and slots
 * @param driver where the driver listens
 * @param serves the host name or address at which other executors dial it; {@code localhost} means
 *     that it listens on the loopback address only
 */
public record ExecutorArguments(ExecutorIdentity identity, DriverAddress driver, String serves) {
  /** The arguments as text. */
  public List<String> toList() {
    return List.of(
        identity.id().value(),
        driver.value(),
        identity.host(),
        Integer.toString(identity.slots()),
        serves);
  }

  /**
   * Reads what {@link #toList} wrote.
   *
   * @throws FiresteelException if it did not write them
   */
  public static ExecutorArguments parse(List<String> arguments) {
    try {
      if (arguments.size() != 5) {
        throw new IllegalArgumentException(arguments.size() + " arguments");
      }
      ExecutorIdentity identity =
          new ExecutorIdentity(
              new ExecutorId(arguments.get(0)),
              arguments.get(2),
              Integer.parseInt(arguments.get(3)));
      return new ExecutorArguments(identity, new DriverAddress(arguments.get(1)), arguments.get(4));
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot start an executor: "
              + e.getMessage()
              + " (arguments are: id, driver's address, host, slots, name under which it serves)",
          e);
    }
  }
}
