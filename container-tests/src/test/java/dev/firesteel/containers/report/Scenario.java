package dev.firesteel.containers.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test, or a class of tests, that has its rows in the table at the end whether it passes, fails
 * or is skipped. Its further tags, such as {@code yarn}, name the backend until {@link Row#of}
 * tells more.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag(Scenario.TAG)
public @interface Scenario {
  /** The tag of all scenarios. */
  String TAG = "scenario";

  /** The tag of scenarios that run with {@code -Pwhole} only. */
  String WHOLE = "whole";
}
