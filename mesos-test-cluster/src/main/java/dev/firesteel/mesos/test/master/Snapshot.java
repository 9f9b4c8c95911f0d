package dev.firesteel.mesos.test.master;

/** What a master tells operators: {@code /state} and its kin. */
public final class Snapshot {
  private final Book book;

  Snapshot(Book book) {
    this.book = book;
  }

  /** Its id. */
  public String id() {
    return book.info().getId();
  }
}
