package dev.firesteel.io.input;

/** What happens with directories inside an input directory. */
public enum Subdirectories {
  /** The input is refused, naming them. */
  REFUSE,
  /** They are left out. */
  SKIP,
  /** Their files are read too, at any depth. */
  READ
}
