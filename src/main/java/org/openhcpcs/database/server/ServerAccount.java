package org.openhcpcs.database.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Whom PostgreSQL's programs run as: they refuse root. Root runs them inside a user namespace,
 * where they do not see it, and where that is not permitted, as in most containers, as an account
 * that may do little else.
 *
 * @param prefix the words before those of a program
 * @param name the account; empty for the user that this program runs as
 */
record ServerAccount(List<String> prefix, Optional<String> name) {

  private static final String ROOT = "root";

  /** Accounts that most systems have and that nobody logs in to, the better one first. */
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * Finds out.
   *
   * @param data the folder of the data, which may be missing; who owns it keeps it
   * @throws HcpcsException DATABASE_UNREACHABLE if this is root, and there is no other way
   */
  static ServerAccount of(Path data) {
    if (!System.getProperty("user.name", "").equals(ROOT)) {
      return new ServerAccount(List.of(), Optional.empty());
    }
    Optional<String> owner = owner(data).filter(name -> !name.equals(ROOT));
    if (owner.isEmpty() && succeeds(List.of("unshare", "-U", "true"))) {
      return new ServerAccount(List.of("unshare", "-U"), Optional.empty());
    }
    Set<String> names = new LinkedHashSet<>(owner.stream().toList());
    names.addAll(UNPRIVILEGED);
    for (String name : names) {
      for (List<String> prefix : prefixes(name)) {
        ServerAccount account = new ServerAccount(prefix, Optional.of(name));
        if (account.canRun("true")) {
          return account;
        }
      }
    }
    throw ErrorCode.DATABASE_UNREACHABLE.failure(
        "the embedded PostgreSQL does not run as root, and here neither `unshare -U` is permitted nor can setpriv, "
            + "runuser or su run it as account postgres or nobody; run hcpcs as an ordinary user, or name a server with --db "
            + "or HCPCS_DB_URL");
  }

  /**
   * The programs that run another as an account. Only su asks a shell, which gets no word to read.
   */
  private static List<List<String>> prefixes(String name) {
    return List.of(
        List.of("setpriv", "--reuid=" + name, "--regid=" + group(name), "--clear-groups", "--"),
        List.of("runuser", "-u", name, "--"),
        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name));
  }

  private static String group(String name) {
    return output(List.of("id", "-g", name)).map(String::strip).orElse(name);
  }

  private static Optional<String> owner(Path data) {
    try {
      return Files.exists(data) ? Optional.of(Files.getOwner(data).getName()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it went away between the two
    }
  }

  /** Whether a program that runs so gets into a folder. */
  boolean reaches(Path folder) {
    return prefix.isEmpty() || canRun("test", "-x", folder.toString());
  }

  /**
   * Gives it a file, or a folder with all that is in it, to write to. The folder comes last: its
   * owner tells whether the whole tree was given.
   */
  void own(Path tree) throws IOException {
    if (name.isEmpty() || owner(tree).equals(name)) {
      return;
    }
    UserPrincipal user =
        tree.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name.get());
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.getFileAttributeView(each, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setOwner(user);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean canRun(String... command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    return succeeds(line);
  }

  private static boolean succeeds(List<String> command) {
    return output(command).isPresent();
  }

  /** What a command prints; empty if it fails or cannot be run. */
  private static Optional<String> output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readAllBytes();
      return process.waitFor() == 0
          ? Optional.of(new String(printed, StandardCharsets.US_ASCII))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // there is no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
