package org.openhcpcs.release.archive;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The content of a file, which is read whenever it is asked for. */
public interface FileBytes {

  /** All of it. */
  byte[] bytes();

  /** What tells it from others, without holding all of it. */
  ContentDigest digest();

  /** The same content in a copy of the zip or loose file that holds it. */
  FileBytes in(Path copy);

  /** Content that was read. */
  static FileBytes of(byte[] read) {
    return new KnownBytes(() -> read, ContentDigest.of(read));
  }

  /** The same content, hashed once and for all. */
  default FileBytes hashed() {
    return new KnownBytes(this::bytes, digest());
  }

  /** Content whose digest is known. */
  record KnownBytes(Supplier<byte[]> content, ContentDigest digest) implements FileBytes {

    @Override
    public byte[] bytes() {
      return content.get();
    }

    @Override
    public FileBytes in(Path copy) {
      return this;
    }
  }
}
