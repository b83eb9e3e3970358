package org.openhcpcs.release.archive;

import java.nio.file.Path;

/** The content of a file, read from where it lies or from a copy of that when it is asked for. */
public interface FileBytes {

  /**
   * All of it.
   *
   * @param from the zip or loose file that holds it, or a copy
   */
  byte[] bytes(Path from);

  /** What tells it from others, without holding all of it. */
  Digest digest(Path from);

  /**
   * What tells a content from others.
   *
   * @param sha256 its SHA-256, in lower-case hexadecimal
   * @param size its size in bytes
   */
  record Digest(String sha256, long size) {}
}
