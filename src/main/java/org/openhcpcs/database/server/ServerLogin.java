package org.openhcpcs.database.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.util.PasswordUtil;

/**
 * Who logs in to the embedded server. Each has a password of its own, in a file beside the data
 * that only the user who started the server can read.
 */
public enum ServerLogin {
  /** May do everything. */
  OWNER(EmbeddedServer.NAME, "password"),
  /** Can only read, and has no role to go back to that could do more. */
  READER("hcpcs_guest", "reader-password");

  /** The role of which readers are members. */
  public static final String READER_GROUP = "hcpcs_reader";

  private final String role;
  private final String file;

  ServerLogin(String role, String file) {
    this.role = role;
    this.file = file;
  }

  /** The name of the login. */
  public String role() {
    return role;
  }

  Path passwordFile(Path folder) {
    return folder.resolve(file);
  }

  /** The password; empty if there is none yet. */
  Optional<String> password(Path folder) {
    Path secret = passwordFile(folder);
    try {
      List<String> lines = Files.exists(secret) ? Files.readAllLines(secret) : List.of();
      return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(0));
    } catch (IOException e) {
      throw failed(secret, "read", e);
    }
  }

  /** The password, made if there is none yet. The caller sees to it that nobody else makes one. */
  String passwordOrNew(Path folder) {
    return password(folder)
        .orElseGet(
            () -> {
              byte[] random = new byte[24];
              new SecureRandom().nextBytes(random);
              String secret = HexFormat.of().formatHex(random);
              write(passwordFile(folder), secret);
              return secret;
            });
  }

  /**
   * What the server is to keep in place of a password. One of {@link #passwordOrNew} gets one round
   * of hashing: nobody guesses 24 random bytes, however fast, and the usual 4,096 rounds take a
   * command 30 ms at each login. One that a person wrote into the file gets all of them.
   */
  public static String verifier(String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    int rounds = password.matches("[0-9a-f]{48}") ? 1 : 4096;
    return PasswordUtil.encodeScramSha256(password.toCharArray(), rounds, salt);
  }

  private static void write(Path secret, String password) {
    Path part = secret.resolveSibling(secret.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, password + "\n");
      Files.move(part, secret, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(secret, "written", e);
    }
  }

  private static HcpcsException failed(Path secret, String done, IOException cause) {
    return ErrorCode.DATABASE_UNREACHABLE.failure(
        cause, "%s: cannot be %s: %s", secret, done, cause);
  }
}
