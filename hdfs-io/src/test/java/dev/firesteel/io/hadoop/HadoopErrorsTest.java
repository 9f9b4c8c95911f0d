package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RpcServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hadoop's failures, as clients throw them, are one line that says what to do. */
final class HadoopErrorsTest {
  private static final Location FILE = Location.parse("hdfs://nn:8020/in/file");

  private static RemoteException remote(String type, String message) {
    return new RemoteException(type, message + "\n\tat org.apache.hadoop.Server.run(Server.java)");
  }

  static Stream<Arguments> failures() {
    String namenode = "org.apache.hadoop.hdfs.server.namenode.";
    String protocol = "org.apache.hadoop.hdfs.protocol.";
    return Stream.of(
        Arguments.of(
            remote("java.io.FileNotFoundException", "File does not exist: /in/file"),
            ErrorCategory.INPUT_OUTPUT,
            "it does not exist (check the path)"),
        Arguments.of(
            remote(
                "org.apache.hadoop.security.AccessControlException",
                "Permission denied: user=eve, access=READ, inode=\"/in\":bob:users:drwx------"),
            ErrorCategory.INPUT_OUTPUT,
            "permission denied (ask its owner for access): Permission denied: user=eve, access=READ,"
                + " inode=\"/in\":bob:users:drwx------"),
        Arguments.of(
            remote(namenode + "SafeModeException", "Cannot create file/out. Name node is in safe"),
            ErrorCategory.TRANSIENT,
            "the NameNode is in safe mode (wait until it has left it, or end it with 'hdfs dfsadmin"
                + " -safemode leave')"),
        Arguments.of(
            remote(protocol + "NSQuotaExceededException", "The NameSpace quota of /q is exceeded"),
            ErrorCategory.RESOURCES,
            "a name quota is reached (delete files, or ask for a higher quota): The NameSpace quota"
                + " of /q is exceeded"),
        Arguments.of(
            remote(protocol + "DSQuotaExceededException", "The DiskSpace quota of /q is exceeded"),
            ErrorCategory.RESOURCES,
            "a space quota is reached (delete files, or ask for a higher quota): The DiskSpace quota"
                + " of /q is exceeded"),
        Arguments.of(
            remote(
                "java.io.IOException",
                "File /f could only be written to 0 of the 1 minReplication nodes. There are 1"
                    + " datanode(s) running and 1 node(s) are excluded in this operation."),
            ErrorCategory.TRANSIENT,
            "no DataNode takes its data (they may be down, busy or full): File /f could only be"
                + " written to 0 of the 1 minReplication nodes. There are 1 datanode(s) running and"
                + " 1 node(s) are excluded in this operation."),
        Arguments.of(
            remote("org.apache.hadoop.ipc.StandbyException", "Operation category READ is not"),
            ErrorCategory.TRANSIENT,
            "no NameNode of nn:8020 is active, all are standby (wait for a failover, or make one"
                + " active with 'hdfs haadmin')"),
        Arguments.of(
            new BlockMissingException(
                "/in/file", "Could not obtain block: BP-1:blk_107_1001 file=/in/file", 0),
            ErrorCategory.TRANSIENT,
            "no DataNode that can be reached has a good copy of block blk_107_1001 (start the"
                + " DataNodes that hold it, or restore the file)"),
        Arguments.of(
            new ConnectException(
                "Call From me/10.0.0.1 to nn:8020 failed on connection exception:"
                    + " java.net.ConnectException: Connection refused; For more details see: "
                    + " http://wiki.apache.org/hadoop/ConnectionRefused"),
            ErrorCategory.TRANSIENT,
            "nn:8020 refuses connections (check that the NameNode runs there, and the address)"),
        Arguments.of(
            new SocketTimeoutException(
                "Call From me/10.0.0.1 to nn:8020 failed on socket timeout exception:"
                    + " java.net.SocketTimeoutException: 60000 millis timeout while waiting for"
                    + " channel to be ready for read"),
            ErrorCategory.TRANSIENT,
            "nn:8020 does not answer in time (check that it is well)"),
        Arguments.of(
            new EOFException(
                "End of File Exception between local host is: \"me/10.0.0.1\"; destination host is:"
                    + " \"nn\":8020; : java.io.EOFException"),
            ErrorCategory.TRANSIENT,
            "nn:8020 ended the connection (check that a NameNode runs there and is well, and the"
                + " address)"),
        Arguments.of(
            new IOException(
                "DestHost:destPort nn:8020 , LocalHost:localPort me:0. Failed on local exception",
                new RpcServerException("RPC response exceeds maximum data length")),
            ErrorCategory.INPUT_OUTPUT,
            "nn:8020 answers, but it is not a NameNode (give the port of its RPC service, such as"
                + " 8020): RPC response exceeds maximum data length"),
        Arguments.of(
            new IOException("Incomplete HDFS URI, no host: hdfs:///in/file"),
            ErrorCategory.CONFIGURATION,
            "it names no NameNode, and Hadoop's settings do not make one the default (write"
                + " hdfs://HOST:PORT/in/file, or set HADOOP_CONF_DIR to the directory with the"
                + " cluster's core-site.xml)"),
        Arguments.of(
            remote("java.io.IOException", "Something else"),
            ErrorCategory.TRANSIENT,
            "Something else"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsOneLine(IOException cause, ErrorCategory category, String why) {
    FiresteelException explained = StorageErrors.explain("read", FILE, cause);
    assertThat(explained)
        .hasMessage("Cannot read hdfs://nn:8020/in/file: " + why)
        .hasMessageNotContaining("\n");
    assertThat(explained.category()).isEqualTo(category);
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    assertThat(
            HadoopErrors.invalid(
                FILE,
                new IllegalArgumentException(
                    "java.net.UnknownHostException: nn", new UnknownHostException("nn"))))
        .hasMessageStartingWith("no host 'nn' is known");
  }

  @Test
  void theJarOfAKnownFileSystemIsAskedFor() {
    assertThat(
            HadoopErrors.unusable(
                Location.parse("s3a://b/in"),
                new IllegalArgumentException(
                    new ClassNotFoundException("Class org.example.S3 not found"))))
        .hasMessageContaining("add the jars that have it with --jars");
    assertThat(
            HadoopErrors.unusable(
                Location.parse("s3a://b/in"), new IllegalArgumentException("no key")))
        .hasMessageContaining("check its jar and settings): no key");
  }

  @Test
  void aColonInANameIsExplained() {
    assertThat(
            HadoopErrors.invalid(
                Location.parse("hdfs://nn/a:b"), new IllegalArgumentException("Pathname ...")))
        .hasMessage("HDFS has no names with ':' (choose another name)");
  }

  @Test
  void whatIsUnderstoodStaysAsItIs() {
    IOException once = HadoopErrors.understood(FILE, new IOException("x"));
    assertThat(HadoopErrors.understood(FILE, once)).isSameAs(once);
  }
}
