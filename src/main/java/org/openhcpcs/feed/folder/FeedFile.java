package org.openhcpcs.feed.folder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import org.openhcpcs.release.archive.ContentDigest;

/** A file of a feed that is being written: it is hashed and counted on the way. */
public final class FeedFile extends OutputStream {

  private final String name;
  private final String format;
  private final FeedFolder folder;
  private final DigestOutputStream out;
  private long bytes;

  FeedFile(FeedFolder folder, String name, String format, Path path) throws IOException {
    this.folder = folder;
    this.name = name;
    this.format = format;
    this.out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(path), 1 << 16),
            ContentDigest.newDigest());
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    bytes++;
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    out.write(data, offset, length);
    bytes += length;
  }

  /** How many bytes were written. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * The file is complete. Returns its SHA-256, in lower-case hexadecimal.
   *
   * @param rows how many rows it holds
   */
  public String complete(long rows) throws IOException {
    out.close();
    String sha256 = ContentDigest.hex(out.getMessageDigest().digest());
    folder.completed(new Manifest.ManifestFile(name, format, rows, bytes, sha256));
    return sha256;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
