package org.openhcpcs.database;

import java.nio.file.Path;
import java.util.Map;

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
  record Server(String url) implements DatabaseAddress {

    /** As JDBC writes it. */
    public String jdbcUrl() {
      return DatabaseUrl.jdbc(url);
    }

    /** As psql and other libpq programs write it. */
    public String libpqUrl() {
      return DatabaseUrl.libpq(url);
    }

    /**
     * Whether another URL names the same database, whoever logs in.
     *
     * @param environment counts where a URL says nothing
     */
    public boolean isAlso(Server other, Map<String, String> environment) {
      return DatabaseUrl.nameTheSame(url, other.url, environment);
    }
  }
}
