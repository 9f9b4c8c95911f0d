package dev.firesteel.mesos.test.agent;

/** Which task of which framework, in which container. */
public record RunKey(String frameworkId, String taskId, String containerId) {}
