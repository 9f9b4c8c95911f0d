package dev.firesteel.engine;

/**
 * What the user's program brought.
 *
 * @param jars its classes
 * @param archives its archives
 */
record UserFiles(UserJars jars, UnpackedArchives archives) {}
