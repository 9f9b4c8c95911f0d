package dev.firesteel.semantics;

import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every operation of datasets must answer, on any engine: extend it and open a session. One
 * session serves all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatasetSemantics {
  private Session session;

  /** Opens a session over the engine under test. */
  protected abstract Session open();

  /** Runs one test. */
  protected void run(Runnable test) {
    test.run();
  }

  @BeforeAll
  void openSession() {
    session = open();
  }

  @AfterAll
  void closeSession() {
    if (session != null) {
      session.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> elements() {
    return tests(ElementRows.rows());
  }

  @TestFactory
  Stream<DynamicTest> pairs() {
    return tests(PairRows.rows());
  }

  @TestFactory
  Stream<DynamicTest> primitivePairs() {
    return tests(PrimitiveRows.rows());
  }

  @TestFactory
  Stream<DynamicTest> actions() {
    return tests(ActionRows.rows());
  }

  @TestFactory
  Stream<DynamicTest> files() {
    return tests(FileRows.rows());
  }

  private Stream<DynamicTest> tests(List<Row> rows) {
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> run(() -> row.run(session))));
  }
}
