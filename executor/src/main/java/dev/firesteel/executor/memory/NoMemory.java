package dev.firesteel.executor.memory;

/** No memory: for work that must not take any from tasks. */
final class NoMemory implements TaskMemory {
  @Override
  public long reserve(long bytes) {
    return 0;
  }

  @Override
  public void release(long bytes) {
    throw new IllegalArgumentException("Cannot release " + bytes + " bytes: none are held");
  }

  @Override
  public long held() {
    return 0;
  }

  @Override
  public long peak() {
    return 0;
  }
}
