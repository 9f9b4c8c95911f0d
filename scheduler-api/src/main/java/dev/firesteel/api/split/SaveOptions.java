package dev.firesteel.api.split;

import java.util.Optional;

/**
 * How a dataset is saved to files. An immutable value: each {@code with} method answers another
 * one.
 *
 * <pre>{@code
 * words.saveAsTextFile("out", SaveOptions.DEFAULT.withIfExists(OVERWRITE).withCompression("gzip"));
 * }</pre>
 *
 * @param ifExists what happens if something is at the path already
 * @param compression the name of a codec, such as {@code gzip}, or {@code none}; empty for what the
 *     setting {@code firesteel.io.output-compression} says
 * @param textForm charset of text and what ends each element; other formats do not look at it
 */
public record SaveOptions(IfExists ifExists, Optional<String> compression, TextForm textForm) {
  /** Fails if the path exists; compresses as the settings say; text is lines in UTF-8. */
  public static final SaveOptions DEFAULT =
      new SaveOptions(IfExists.FAIL, Optional.empty(), TextForm.LINES);

  /** These options with another word on what is there already. */
  public SaveOptions withIfExists(IfExists other) {
    return new SaveOptions(other, compression, textForm);
  }

  /** These options with a codec by its name, such as {@code gzip}, or {@code none}. */
  public SaveOptions withCompression(String codec) {
    return new SaveOptions(ifExists, Optional.of(codec), textForm);
  }

  /** These options with another charset of text, or end of each element. */
  public SaveOptions withTextForm(TextForm other) {
    return new SaveOptions(ifExists, compression, other);
  }
}
