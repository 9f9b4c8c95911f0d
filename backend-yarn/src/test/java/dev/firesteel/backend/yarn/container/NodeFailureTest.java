package dev.firesteel.backend.yarn.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hadoop.security.token.SecretManager.InvalidToken;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeFailureTest {
  private static final Container CONTAINER =
      Container.newInstance(
          ContainerId.newContainerId(
              ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1), 2),
          NodeId.newInstance("h1", 45454),
          "h1:8042",
          Resource.newInstance(896, 1),
          Priority.newInstance(1),
          null);

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "h1:45454 refuses connections"),
        Arguments.of(
            new IOException("wrapped", new ConnectException("Connection refused")),
            "h1:45454 refuses connections"),
        Arguments.of(new UnknownHostException("h1"), "name that is not known"),
        Arguments.of(new SocketTimeoutException("60000 millis"), "does not answer in time"),
        Arguments.of(new InvalidToken("No NMToken sent for h1:45454"), "does not accept"),
        Arguments.of(
            new YarnException(
                "Unauthorized request to start container.\nThis token is expired. current time is 2"
                    + " found 1\nNote: System times on machines may be out of sync."),
            "check the clocks"),
        Arguments.of(
            new YarnException("\nContainer c rejected as it is allocated by a previous RM"),
            "ResourceManager was restarted"),
        Arguments.of(new YarnException("The auxService:x does not exist"), "refused: The auxServ"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhyAndWhatToDo(Exception failure, String text) {
    IOException told = NodeFailure.explained("Cannot start executor 3", CONTAINER, failure);
    assertThat(told)
        .hasMessageStartingWith("Cannot start executor 3: NodeManager h1:45454 ")
        .hasMessageContaining(text)
        .hasCause(failure);
  }

  @Test
  void unknownContainerIsSeen() {
    assertThat(
            NodeFailure.isUnknownContainer(
                new YarnException("Container c is not handled by this NodeManager")))
        .isTrue();
    assertThat(
            NodeFailure.isUnknownContainer(
                new YarnException("Container c was recently stopped on node manager.")))
        .isTrue();
    assertThat(NodeFailure.isUnknownContainer(new ConnectException("no"))).isFalse();
  }
}
