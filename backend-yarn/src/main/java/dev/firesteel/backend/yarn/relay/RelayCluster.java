package dev.firesteel.backend.yarn.relay;

import dev.firesteel.backend.yarn.staging.OwnFiles;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What a driver needs of the cluster to have a relay; calls wait for it. */
interface RelayCluster {
  /** Makes the application's own directory. */
  OwnFiles directory(ApplicationId application) throws IOException;

  /** What starts a relay. */
  ContainerLaunchContext container(RelayOrder order) throws IOException;

  /** The ResourceManager has not taken the container: ends what was given to it. Never throws. */
  void abandon();

  /** Where the relay of an attempt runs, if the ResourceManager tells it. */
  Optional<RelayPlace> place(ApplicationAttemptId attempt) throws IOException, YarnException;

  /** Ends the relay of an attempt. */
  void end(ApplicationAttemptId attempt) throws IOException, YarnException;
}
