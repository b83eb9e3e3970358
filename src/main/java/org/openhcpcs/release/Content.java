package org.openhcpcs.release;

import java.nio.file.Path;

/** The content of a file, read from where it lies or from a copy of that when it is asked for. */
interface Content {

  /**
   * All of it.
   *
   * @param from the zip or loose file that holds it, or a copy
   */
  byte[] bytes(Path from);

  /** Its SHA-256, in lower-case hexadecimal, without holding all of it. */
  String sha256(Path from);
}
