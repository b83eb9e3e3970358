package org.openhcpcs.store;

import java.nio.file.Path;

/** Where the database is. */
public sealed interface DatabaseAddress {

  /**
   * The embedded server under a home folder.
   *
   * @param home the folder of all data
   * @param binariesJar the archive of the server's programs
   */
  record Embedded(Path home, Path binariesJar) implements DatabaseAddress {}

  /**
   * Any other server.
   *
   * @param url a JDBC URL, {@code jdbc:postgresql://...}, or a libpq one, {@code postgresql://...}
   */
  record Server(String url) implements DatabaseAddress {}
}
