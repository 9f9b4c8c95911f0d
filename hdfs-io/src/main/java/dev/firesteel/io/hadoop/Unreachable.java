package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.hadoop.NoAnswerException.Effect;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Failures to get an answer: says from which address, why, and what to do. */
final class Unreachable {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\bto (\\S+:\\d+) failed|DestHost:destPort (\\S+:\\d+)|destination host is:"
              + " \\(?\"?([^\"\\s)]+)\"?\\)?:(\\d+)|remote=[^/\\s]*/([0-9a-fA-F.:]+:\\d+)");

  private Unreachable() {}

  static @Nullable IOException explained(Location location, HadoopFailure failure, IOException e) {
    String at = address(location, failure.context());
    String text = failure.context();
    return switch (failure.type()) {
      case "ConnectException" ->
          none(
              at + " refuses connections (check that the NameNode runs there, and the address)", e);
      case "NoRouteToHostException" ->
          none("there is no route to " + at + " (check the network and the address)", e);
      case "ConnectTimeoutException" ->
          none(at + " cannot be connected to in time (check the network and the address)", e);
      case "UnknownHostException" -> unknownHost(location, failure.message(), e);
      case "StandbyException" ->
          none(
              "no NameNode of "
                  + location.authority()
                  + " is active, all are standby (wait for a failover, or make one active with"
                  + " 'hdfs haadmin')",
              e);
      case "SafeModeException" ->
          none(
              "the NameNode is in safe mode (wait until it has left it, or end it with 'hdfs dfsadmin"
                  + " -safemode leave')",
              e);
      case "RetriableException" ->
          text.contains("SafeMode") || text.contains("safe mode")
              ? none(
                  "the NameNode is in safe mode (wait until it has left it, or end it with 'hdfs"
                      + " dfsadmin -safemode leave')",
                  e)
              : none(at + " is not ready yet: " + failure.line(), e);
      case "SocketTimeoutException" ->
          text.contains("waiting for channel to be ready for connect")
              ? none(at + " cannot be connected to in time (check the network and the address)", e)
              : unknown(at + " does not answer in time (check that it is well)", e);
      case "EOFException",
          "SocketException",
          "ClosedChannelException",
          "AsynchronousCloseException" ->
          text.contains("HostDetails")
                  || text.contains("destination host")
                  || text.contains("failed on")
                  || text.contains("DestHost")
              ? unknown(
                  at
                      + " ended the connection (check that a NameNode runs there and is well, and"
                      + " the address)",
                  e)
              : null;
      case "RpcException",
          "RpcNoSuchProtocolException",
          "RpcServerException",
          "InvalidProtocolBufferException",
          "IpcException" ->
          new StorageException(
              ErrorCategory.INPUT_OUTPUT,
              at
                  + " answers, but it is not a NameNode (give the port of its RPC service, such as"
                  + " 8020): "
                  + failure.line(),
              e);
      default -> null;
    };
  }

  static IOException unknownHost(Location location, String message, Exception e) {
    Matcher host =
        Pattern.compile("(?:UnknownHostException: )?([\\w.-]+)$")
            .matcher(message.lines().findFirst().orElse("").strip());
    String name = host.find() ? host.group(1) : location.authority();
    return new StorageException(
        ErrorCategory.INPUT_OUTPUT,
        "no host '"
            + name
            + "' is known (check the name; a logical name of NameNodes needs its hdfs-site.xml in"
            + " HADOOP_CONF_DIR)",
        e);
  }

  private static NoAnswerException none(String message, IOException e) {
    return new NoAnswerException(message, Effect.NONE, e);
  }

  private static NoAnswerException unknown(String message, IOException e) {
    return new NoAnswerException(message, Effect.UNKNOWN, e);
  }

  private static String address(Location location, String message) {
    Matcher found = ADDRESS.matcher(message);
    if (!found.find()) {
      return location.authority().isEmpty() ? "the file system" : location.authority();
    }
    if (found.group(3) != null) {
      return found.group(3) + ":" + found.group(4);
    }
    String address = found.group(1) != null ? found.group(1) : found.group(2);
    return address != null ? address : found.group(5);
  }
}
