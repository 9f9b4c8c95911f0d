package dev.firesteel.io.output;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.io.Serializable;

/**
 * Where a save goes.
 *
 * @param directory the directory that its files come to lie in
 * @param ifExists what happens if something is there already
 * @param committer what makes the winners' files the output
 * @param storages opens its file system
 */
public record OutputTarget(
    Location directory, IfExists ifExists, Committer committer, Storages storages)
    implements Serializable {}
