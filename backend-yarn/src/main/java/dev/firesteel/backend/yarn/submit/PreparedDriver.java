package dev.firesteel.backend.yarn.submit;

import dev.firesteel.backend.yarn.staging.StagedProgram;
import org.apache.hadoop.security.Credentials;

/**
 * What a driver needs on the cluster.
 *
 * @param files what its container and those of executors need
 * @param tokens with which the containers get the files, and the driver what it uses
 */
record PreparedDriver(StagedProgram files, Credentials tokens) {}
