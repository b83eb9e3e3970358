package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;

/**
 * One file of a release: a member of a zip, or a file in a folder. Its bytes are read when first
 * asked for, and kept until {@link #forget}.
 */
public final class PublishedFile {

  private static final int PIECE = 1 << 16;

  private final String name;
  private final Path container;
  private final boolean zipped;
  private final long size;
  private final @Nullable LocalDate modifiedOn;
  private final FileBytes content;
  private final Role role;
  private final Optional<HcpcsException> problem;
  private Path source;
  private byte @Nullable [] bytes;
  private FileBytes.@Nullable Digest digest;

  private PublishedFile(PublishedFile other, Role role) {
    this.name = other.name;
    this.container = other.container;
    this.zipped = other.zipped;
    this.size = other.size;
    this.modifiedOn = other.modifiedOn;
    this.content = other.content;
    this.source = other.source;
    this.problem = other.problem;
    this.role = role;
  }

  /**
   * @param size how many bytes it has, as its container states
   * @param content gives it, from the container or a copy of that
   */
  public PublishedFile(
      String name,
      Path container,
      boolean zipped,
      long size,
      @Nullable LocalDate modifiedOn,
      FileBytes content) {
    this.name = name;
    this.container = container;
    this.zipped = zipped;
    this.size = size;
    this.modifiedOn = modifiedOn;
    this.content = content;
    this.source = container;
    this.role = Role.of(name, this::bytes);
    this.problem = role == Role.CODE_FILE_TEXT ? Role.problem(name, bytes()) : Optional.empty();
    forget();
  }

  /** The file's own name, without folders. */
  public String name() {
    return name;
  }

  /** The zip that holds it, or the file itself. */
  public Path container() {
    return container;
  }

  public boolean isZipped() {
    return zipped;
  }

  public Role role() {
    return role;
  }

  /** Why a text that is meant to be a code file is none; empty for any other file. */
  public Optional<HcpcsException> problem() {
    return problem;
  }

  /** How many bytes it has, as its container states. */
  long statedSize() {
    return size;
  }

  /** The same file in a role that its content tells and its name does not. */
  public PublishedFile inRole(Role newRole) {
    return new PublishedFile(this, newRole);
  }

  /**
   * When the publisher last wrote it, as a zip states; a loose file's own time says nothing and is
   * not given.
   */
  public Optional<LocalDate> modifiedOn() {
    return Optional.ofNullable(modifiedOn);
  }

  /**
   * The whole content.
   *
   * @throws HcpcsException if it cannot be read, or is larger than any file of a release can be
   */
  public byte[] bytes() {
    byte[] read = bytes;
    if (read == null) {
      read = content.bytes(source);
      bytes = read;
    }
    return read;
  }

  /** Reads and hashes the file ahead of need, if it can be read. Files may do so side by side. */
  public void prepare() {
    try {
      sha256();
    } catch (HcpcsException e) {
      bytes = null; // whoever needs it gets the failure
    }
  }

  /** Lets go of what was read, which would add up over many releases; it can be read again. */
  public void forget() {
    bytes = null;
  }

  /** Reads from a copy of the container from now on, because that can change at any time. */
  void readFrom(Path copy) {
    source = copy;
    forget();
  }

  /** SHA-256 of the content, in lower-case hexadecimal. */
  public String sha256() {
    return digest().sha256();
  }

  /**
   * Its size in bytes.
   *
   * @throws HcpcsException as {@link #bytes} does
   */
  public long size() {
    return digest().size();
  }

  private FileBytes.Digest digest() {
    FileBytes.Digest known = digest;
    if (known == null) {
      byte[] read = bytes;
      known =
          read == null ? content.digest(source) : new FileBytes.Digest(sha256(read), read.length);
      digest = known;
    }
    return known;
  }

  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(newDigest().digest(content));
  }

  /** Of a stream, to its end, in pieces. */
  static FileBytes.Digest digest(InputStream in) throws IOException {
    MessageDigest digest = newDigest();
    byte[] piece = new byte[PIECE];
    long size = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      digest.update(piece, 0, read);
      size += read;
    }
    return new FileBytes.Digest(HexFormat.of().formatHex(digest.digest()), size);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return zipped ? container.getFileName() + "!" + name : container.toString();
  }
}
