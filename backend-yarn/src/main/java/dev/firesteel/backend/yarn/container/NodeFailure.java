package dev.firesteel.backend.yarn.container;

import java.io.IOException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.yarn.api.records.Container;
import org.jspecify.annotations.Nullable;

/** Orders that a NodeManager did not take: why, and what to do. */
final class NodeFailure {
  private static final int LONGEST = 500;

  private NodeFailure() {}

  /** Whether the NodeManager has no such container: never had it, or not any more. */
  static boolean isUnknownContainer(Exception e) {
    String said = String.valueOf(root(e).getMessage());
    return said.contains("is not handled by this NodeManager")
        || said.contains("was recently stopped on node manager");
  }

  static IOException explained(String what, Container container, Exception e) {
    String node = container.getNodeId().toString();
    Throwable root = root(e);
    String said = line(root);
    String why =
        switch (type(root)) {
          case "ConnectException" -> "refuses connections (check that the NodeManager runs there)";
          case "NoRouteToHostException", "ConnectTimeoutException" ->
              "cannot be reached from here (check the network and firewalls)";
          case "UnknownHostException", "UnresolvedAddressException" ->
              "has a name that is not known here (add it to DNS or the hosts file)";
          case "SocketTimeoutException" -> "does not answer in time (check that it is well)";
          case "EOFException", "SocketException", "ClosedChannelException" ->
              "ended the connection (check that it is well)";
          case "NMNotYetReadyException" -> "is not ready yet: " + said;
          default -> refusal(said);
        };
    return new IOException(what + ": NodeManager " + node + " " + why, e);
  }

  private static String refusal(String said) {
    if (said.contains("token is expired")) {
      return "was told too late, or its clock differs from the ResourceManager's (check the clocks"
          + " of the nodes): "
          + said;
    }
    if (said.contains("allocated by a previous RM")) {
      return "does not know the container since the ResourceManager was restarted (another one is"
          + " asked for)";
    }
    if (said.contains("No NMToken sent")
        || said.contains("InvalidToken")
        || said.contains("NMToken")) {
      return "does not accept this application's token (it may have been restarted without recovery): "
          + said;
    }
    return "refused: " + said;
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null && wraps(root); cause = next(cause)) {
      root = cause;
    }
    return root;
  }

  private static @Nullable Throwable next(Throwable e) {
    return e.getCause() == e ? null : e.getCause();
  }

  /** Hadoop's client makes the connection's failure again, with its own as the cause. */
  private static boolean wraps(Throwable e) {
    return e.getClass() == IOException.class
        || e.getClass() == RuntimeException.class
        || e.getClass().getName().startsWith("java.lang.reflect.")
        || e.getClass().getSimpleName().equals("YarnException")
        || e.getClass().getSimpleName().equals("YarnRuntimeException")
        || e.getClass().getSimpleName().equals("ServiceException");
  }

  private static String type(Throwable e) {
    String name =
        e instanceof RemoteException remote ? remote.getClassName() : e.getClass().getName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  private static String line(Throwable e) {
    String message = e.getMessage();
    String all = message == null ? type(e) : message;
    String flat =
        all.lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("at "))
            .limit(3)
            .reduce((a, b) -> a + " " + b)
            .orElse(type(e));
    return flat.length() > LONGEST ? flat.substring(0, LONGEST) + "..." : flat;
  }
}
