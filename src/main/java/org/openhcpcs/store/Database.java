package org.openhcpcs.store;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.Driver;

/**
 * An open database: connections to it, and the embedded server behind it for as long as it is open.
 * Not thread-safe.
 */
public final class Database implements AutoCloseable {

  static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** What {@code hcpcs.release_named} raises. */
  private static final String NO_SUCH_RELEASE = "P0002";

  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Set<String> DATABASE_EXISTS = Set.of("42P04", "23505");
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(password=)[^&]*|(//[^/@:]*:)[^/@]*(?=@)");

  private final String jdbcUrl;
  private final Properties properties;
  private final @Nullable EmbeddedServer server;
  private final Connection connection;

  private Database(
      String jdbcUrl,
      Properties properties,
      @Nullable EmbeddedServer server,
      Connection connection) {
    this.jdbcUrl = jdbcUrl;
    this.properties = properties;
    this.server = server;
    this.connection = connection;
  }

  /**
   * Opens a database, starting the embedded server if that is the one.
   *
   * @param environment the process's environment; PGUSER and PGPASSWORD count where the URL names
   *     no user or password
   * @throws HcpcsException DATABASE_UNREACHABLE if nobody answers or the login fails
   */
  public static Database open(DatabaseAddress address, Map<String, String> environment) {
    if (address instanceof DatabaseAddress.Embedded embedded) {
      EmbeddedServer server = new EmbeddedServer(embedded.home(), embedded.binariesJar());
      server.use();
      try {
        return openEmbedded(server);
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }
    String url = jdbcUrl(((DatabaseAddress.Server) address).url());
    Properties properties = new Properties();
    putIfAbsent(url, properties, "user", environment.get("PGUSER"));
    putIfAbsent(url, properties, "password", environment.get("PGPASSWORD"));
    try {
      return new Database(url, properties, null, connect(url, properties));
    } catch (SQLException e) {
      throw unreachable(url, e);
    }
  }

  private static Database openEmbedded(EmbeddedServer server) {
    String url = jdbcUrl(server);
    Properties properties = new Properties();
    properties.setProperty("user", EmbeddedServer.NAME);
    properties.setProperty("password", server.password());
    properties.setProperty("sslmode", "disable");
    try {
      return new Database(url, properties, server, connectOrCreate(url, properties));
    } catch (SQLException e) {
      throw unreachable(url, e);
    }
  }

  private static Connection connectOrCreate(String url, Properties properties) throws SQLException {
    try {
      return connect(url, properties);
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
    }
    String maintenance = url.replaceFirst("/" + EmbeddedServer.NAME + "$", "/postgres");
    try (Connection connection = connect(maintenance, properties);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + EmbeddedServer.NAME);
    } catch (SQLException e) {
      if (!DATABASE_EXISTS.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      // another command made it a moment ago
    }
    return connect(url, properties);
  }

  private static Connection connect(String url, Properties properties) throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("ApplicationName", "hcpcs");
    all.setProperty("gssEncMode", "disable");
    all.setProperty("assumeMinServerVersion", "14");
    all.setProperty("connectTimeout", "10");
    // The driver is asked directly: the DriverManager would look through the class path for others
    // first.
    Connection connection = new Driver().connect(url, all);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL URL: " + url, "08001");
    }
    return connection;
  }

  /** The JDBC URL of the embedded server, without the password. */
  public static String jdbcUrl(EmbeddedServer server) {
    return "jdbc:postgresql://127.0.0.1:"
        + server.runningPort().orElseThrow()
        + "/"
        + EmbeddedServer.NAME;
  }

  /** The URL for psql and other libpq programs, with the password. */
  public static String libpqUrl(EmbeddedServer server) {
    return "postgresql://"
        + EmbeddedServer.NAME
        + ":"
        + server.password()
        + "@127.0.0.1:"
        + server.runningPort().orElseThrow()
        + "/"
        + EmbeddedServer.NAME;
  }

  /**
   * A JDBC URL from a JDBC or a libpq one.
   *
   * @throws HcpcsException USAGE if it is neither
   */
  static String jdbcUrl(String url) {
    try {
      String jdbc = toJdbcUrl(url);
      if (Driver.parseURL(jdbc, null) != null) {
        return jdbc;
      }
    } catch (IllegalArgumentException e) {
      throw noUrl(url, e);
    }
    throw noUrl(url, null);
  }

  private static HcpcsException noUrl(String url, @Nullable IllegalArgumentException cause) {
    return new HcpcsException(
        ErrorCode.USAGE,
        withoutPassword(url)
            + ": no URL of a PostgreSQL database; give jdbc:postgresql://HOST:PORT/DATABASE or"
            + " postgresql://HOST:PORT/DATABASE",
        cause);
  }

  private static String withoutPassword(String url) {
    return PASSWORD.matcher(url).replaceAll("$1$2…");
  }

  private static String toJdbcUrl(String url) {
    if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      return url;
    }
    URI uri = URI.create(url);
    StringBuilder jdbc =
        new StringBuilder("jdbc:postgresql://")
            .append(uri.getHost() == null ? "localhost" : uri.getHost());
    jdbc.append(uri.getPort() < 0 ? "" : ":" + uri.getPort()).append(uri.getRawPath());
    String query = uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery();
    if (uri.getUserInfo() != null) {
      String[] login = uri.getUserInfo().split(":", 2);
      query +=
          "&user=" + encode(login[0]) + (login.length > 1 ? "&password=" + encode(login[1]) : "");
    }
    return query.isEmpty() ? jdbc.toString() : jdbc + "?" + query.substring(1);
  }

  /** The connection of this command. Auto-commit is on; whoever turns it off turns it on again. */
  Connection connection() {
    return connection;
  }

  /** Whether the connection is still there, as far as this side knows. */
  boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The URL, for programs that open connections of their own. */
  String url() {
    return jdbcUrl;
  }

  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** The embedded server, if that is what this is. */
  public java.util.Optional<EmbeddedServer> server() {
    return java.util.Optional.ofNullable(server);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  /** Ends a transaction that failed, and gives the failure that the caller throws. */
  static RuntimeException abandon(Connection connection, Exception cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is lost, and the server rolls back by itself
    }
    return cause instanceof SQLException e ? failed(e) : (RuntimeException) cause;
  }

  /** A failure of the database, sorted into unreachable and failed. */
  static HcpcsException failed(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    boolean lost = state.startsWith("08") || state.startsWith("57P");
    // A batch says only that it failed; the next exception says why.
    SQLException reason =
        e instanceof BatchUpdateException && e.getNextException() != null
            ? e.getNextException()
            : e;
    String message = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    if (NO_SUCH_RELEASE.equals(state)) {
      return new HcpcsException(ErrorCode.EDITION_UNKNOWN, message.replaceFirst("^ERROR: ", ""), e);
    }
    return new HcpcsException(
        lost ? ErrorCode.DATABASE_UNREACHABLE : ErrorCode.DATABASE_FAILED,
        (lost ? "the connection to the database was lost: " : "the database refused: ") + message,
        e);
  }

  private static HcpcsException unreachable(String url, SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return new HcpcsException(
        ErrorCode.DATABASE_UNREACHABLE,
        withoutPassword(url)
            + ": the database cannot be reached: "
            + message
            + "; check --db, HCPCS_DB_URL and the server",
        e);
  }

  private static void putIfAbsent(
      String url, Properties properties, String name, @Nullable String value) {
    if (value != null && !url.toLowerCase(Locale.ROOT).matches(".*[?&]" + name + "=.*")) {
      properties.setProperty(name, value);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
