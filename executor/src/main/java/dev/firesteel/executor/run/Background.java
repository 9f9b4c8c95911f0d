package dev.firesteel.executor.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads, which see the user's classes. */
final class Background implements ThreadFactory {
  private final String name;
  private final ClassLoader classes;
  private final AtomicInteger made = new AtomicInteger();

  Background(String name, ClassLoader classes) {
    this.name = name;
    this.classes = classes;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name + "-" + made.getAndIncrement());
    thread.setDaemon(true);
    thread.setContextClassLoader(classes);
    return thread;
  }
}
