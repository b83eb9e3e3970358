package org.openhcpcs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.Driver;

/**
 * An open database: connections to it, and the embedded server behind it for as long as it is open.
 * Not thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Set<String> DATABASE_EXISTS = Set.of("42P04", "23505");

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
   * Brings to memory what {@link #open} and {@link Migrations#apply} need whatever the database:
   * the driver with its calendar, and the migrations.
   */
  public static void prepare() {
    new Driver();
    new GregorianCalendar();
    Migrations.fingerprint();
  }

  /**
   * Opens a database, starting the embedded server if that is the one.
   *
   * @param environment the process's environment; libpq's variables, such as PGUSER, PGPASSWORD and
   *     PGSSLMODE, count where the URL says nothing
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
    String url = DatabaseUrl.jdbc(((DatabaseAddress.Server) address).url());
    Properties properties = DatabaseUrl.fromEnvironment(url, environment);
    try {
      return new Database(url, properties, null, connect(url, properties));
    } catch (SQLException e) {
      throw Refusal.unreachable(url, e);
    }
  }

  /**
   * Opens a database that has our schema, of whatever version, and makes none: empty if the
   * embedded server was never started, or there is no schema.
   *
   * @throws HcpcsException as {@link #open} does
   */
  public static Optional<Database> openExisting(
      DatabaseAddress address, Map<String, String> environment) {
    if (address instanceof DatabaseAddress.Embedded embedded
        && !new EmbeddedServer(embedded.home(), embedded.binariesJar()).exists()) {
      return Optional.empty();
    }
    Database database = open(address, environment);
    try {
      if (SchemaState.isThere(database)) {
        return Optional.of(database);
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    database.close();
    return Optional.empty();
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
      throw Refusal.unreachable(url, e);
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
    all.setProperty("ApplicationName", "hcpcs");
    all.setProperty("gssEncMode", "disable");
    all.setProperty("assumeMinServerVersion", "14");
    all.setProperty("connectTimeout", "10");
    all.putAll(properties);
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

  /** Another connection like that of this command; the caller closes it. */
  Connection newConnection() throws SQLException {
    return connect(jdbcUrl, properties);
  }

  /** Who is logged in. */
  String user() {
    try {
      return connection.getMetaData().getUserName();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The embedded server, if that is what this is. */
  public Optional<EmbeddedServer> server() {
    return Optional.ofNullable(server);
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
    return Refusal.failed(e);
  }
}
