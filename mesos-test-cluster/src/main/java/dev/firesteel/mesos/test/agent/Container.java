package dev.firesteel.mesos.test.agent;

import java.util.OptionalLong;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/** A task's container, at one moment. */
public record Container(
    FrameworkInfo framework, TaskInfo task, TaskState state, OptionalLong pid) {}
