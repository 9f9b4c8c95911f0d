package dev.firesteel.io.mapreduce;

import dev.firesteel.api.error.FiresteelException;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * A split on an executor.
 *
 * @param format the class that reads it
 * @param split the split itself
 * @param length its approximate size in bytes, or 0 if unknown
 * @param context the task that reads it, as Hadoop's classes know it
 */
record OpenSplit(Class<?> format, InputSplit split, long length, TaskAttemptContext context) {
  String describe() {
    return split instanceof FileSplit file
        ? file.getPath() + " from byte " + file.getStart()
        : split.toString();
  }

  FiresteelException failed(Throwable cause) {
    return Formats.failed("read", describe(), format, cause);
  }
}
