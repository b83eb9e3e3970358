package org.openhcpcs.release;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;

/**
 * One file of a release: a member of a zip, or a file in a folder. Its bytes are read when first
 * asked for, and kept until {@link #forget}.
 */
public final class PublishedFile {

  private final String name;
  private final Path container;
  private final boolean zipped;
  private final long size;
  private final @Nullable LocalDate modifiedOn;
  private final Function<Path, byte[]> reader;
  private final Role role;
  private final Optional<HcpcsException> problem;
  private Path source;
  private byte @Nullable [] bytes;
  private @Nullable String sha256;

  private PublishedFile(PublishedFile other, Role role) {
    this.name = other.name;
    this.container = other.container;
    this.zipped = other.zipped;
    this.size = other.size;
    this.modifiedOn = other.modifiedOn;
    this.reader = other.reader;
    this.source = other.source;
    this.problem = other.problem;
    this.role = role;
  }

  /**
   * @param size how many bytes it has, as its container states
   * @param reader gives its content, from the container or a copy of that
   */
  PublishedFile(
      String name,
      Path container,
      boolean zipped,
      long size,
      @Nullable LocalDate modifiedOn,
      Function<Path, byte[]> reader) {
    this.name = name;
    this.container = container;
    this.zipped = zipped;
    this.size = size;
    this.modifiedOn = modifiedOn;
    this.reader = reader;
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
  Optional<HcpcsException> problem() {
    return problem;
  }

  /** How many bytes it has, as its container states. */
  long size() {
    return size;
  }

  /** The same file in a role that its content tells and its name does not. */
  PublishedFile inRole(Role newRole) {
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
    byte[] content = bytes;
    if (content == null) {
      content = reader.apply(source);
      bytes = content;
    }
    return content;
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
    if (sha256 == null) {
      sha256 = sha256(bytes == null ? reader.apply(source) : bytes);
    }
    return sha256;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
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
