package org.openhcpcs.release.archive;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.openhcpcs.code.HcpcsException;

/**
 * One file of a release: a member of a zip, or a file in a folder.
 *
 * @param name the file's own name, without folders
 * @param container the zip that holds it, or the file itself
 * @param isZipped whether it is a member of a zip
 * @param statedSize how many bytes it has, as its container states
 * @param modifiedOn when the publisher last wrote it, as a zip states; a loose file's own time says
 *     nothing and is not given
 * @param role what it is for
 * @param problem why a text that is meant to be a code file is none; empty for any other file
 * @param content its content
 */
public record PublishedFile(
    String name,
    Container container,
    boolean isZipped,
    long statedSize,
    Optional<LocalDate> modifiedOn,
    Role role,
    Optional<HcpcsException> problem,
    FileBytes content) {

  /**
   * A file whose role its name tells, or its content, which is read then.
   *
   * @throws HcpcsException as {@link #bytes} does
   */
  public static PublishedFile of(
      String name,
      Container container,
      boolean isZipped,
      long statedSize,
      Optional<LocalDate> modifiedOn,
      FileBytes content) {
    Optional<Role> named = Role.ofName(name);
    Role role = named.orElse(Role.OTHER);
    Optional<HcpcsException> problem = Optional.empty();
    if (named.isEmpty()) {
      byte[] text = content.bytes();
      role = Role.ofText(name, text);
      problem = role == Role.CODE_FILE_TEXT ? Role.problem(name, text) : Optional.empty();
    }
    return new PublishedFile(
        name, container, isZipped, statedSize, modifiedOn, role, problem, content);
  }

  /** The same file in a role that its content tells and its name does not. */
  public PublishedFile inRole(Role newRole) {
    return with(newRole, content);
  }

  private PublishedFile with(Role newRole, FileBytes newContent) {
    return new PublishedFile(
        name, container, isZipped, statedSize, modifiedOn, newRole, problem, newContent);
  }

  /** The same file, read from a copy of its container, because that can change at any time. */
  PublishedFile in(Path copy) {
    return with(role, content.in(copy));
  }

  /**
   * The same file with its content at hand, so that it is unpacked once; one that nobody reads is
   * only hashed. One that cannot be read fails whoever needs it.
   */
  public PublishedFile read() {
    try {
      return with(role, role == Role.OTHER ? content.hashed() : FileBytes.of(content.bytes()));
    } catch (HcpcsException e) {
      return this;
    }
  }

  /**
   * The whole content.
   *
   * @throws HcpcsException if it cannot be read, or is larger than any file of a release can be
   */
  public byte[] bytes() {
    return content.bytes();
  }

  /**
   * SHA-256 of the content, in lower-case hexadecimal.
   *
   * @throws HcpcsException as {@link #bytes} does
   */
  public String sha256() {
    return content.digest().sha256();
  }

  @Override
  public String toString() {
    return isZipped ? container.name() + "!" + name : container.shown();
  }
}
