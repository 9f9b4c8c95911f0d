/** The engine's hot inner parts by themselves (JMH), each beside what hand-written Java takes. */
@NullMarked
package dev.firesteel.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
