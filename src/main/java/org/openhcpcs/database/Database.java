package org.openhcpcs.database;

import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.database.server.ServerLogin;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.core.ServerVersion;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/**
 * An open database: connections to it, and the embedded server behind it for as long as it is open.
 * Not thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Set<String> DATABASE_EXISTS = Set.of("42P04", "23505");

  /** No such login or another password, no right to log in, no such database. */
  private static final Set<String> NOT_ADMITTED = Set.of("28P01", "28000", NO_SUCH_DATABASE);

  /** The group comes with the first migration, which leaves alone what is there. */
  private static final String ADMIT_READER =
      """
      do $$
      begin
        if not exists (select from pg_catalog.pg_roles where rolname = '%2$s') then
          create role %2$s nologin;
        end if;
        if not exists (select from pg_catalog.pg_roles where rolname = '%1$s') then
          create role %1$s login in role %2$s;
        end if;
      exception
        when duplicate_object or unique_violation then
          null; -- another command made it a moment ago
      end
      $$
      """;

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
   * Brings to memory what {@link #open} needs whatever the database: the driver, its connection,
   * which looks at all packages of Java, how it logs in, and its calendar.
   */
  public static void prepare() {
    new Driver();
    initialize(PgConnection.class);
    ServerLogin.verifier("0".repeat(48));
    ServerVersion.from("14");
    new GregorianCalendar();
  }

  private static void initialize(Class<?> type) {
    try {
      MethodHandles.lookup().ensureInitialized(type);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it is public
    }
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
      return used(embedded, Database::asOwner);
    }
    String url = DatabaseUrl.jdbc(((DatabaseAddress.Server) address).url());
    Properties properties = DatabaseUrl.fromEnvironment(url, environment);
    try {
      return new Database(url, properties, null, connect(url, properties));
    } catch (SQLException e) {
      throw ServerRefusal.unreachable(url, e);
    }
  }

  /**
   * Opens a database for a command that only reads. The embedded server has a login for it that can
   * do nothing else; on any other server it is the login that the address names.
   *
   * @throws HcpcsException as {@link #open} does
   */
  public static Database openToRead(DatabaseAddress address, Map<String, String> environment) {
    return address instanceof DatabaseAddress.Embedded embedded
        ? used(embedded, Database::asReader)
        : open(address, environment);
  }

  private static Database used(
      DatabaseAddress.Embedded embedded, Function<EmbeddedServer, Database> login) {
    EmbeddedServer server = new EmbeddedServer(embedded.home(), embedded.binariesJar());
    server.use();
    try {
      return login.apply(server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The same, after something was done with it; closed where that fails. */
  public Database after(Consumer<Database> work) {
    try {
      work.accept(this);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Database asOwner(EmbeddedServer server) {
    String url = jdbcUrl(server.usedPort());
    Properties properties = properties(ServerLogin.OWNER, server.password());
    try {
      return new Database(url, properties, server, connectOrCreate(url, properties));
    } catch (SQLException e) {
      throw ServerRefusal.unreachable(url, e);
    }
  }

  private static Database asReader(EmbeddedServer server) {
    String url = jdbcUrl(server.usedPort());
    try {
      Optional<String> password = server.password(ServerLogin.READER);
      if (password.isPresent()) {
        try {
          return asReader(server, url, password.get());
        } catch (SQLException e) {
          if (!NOT_ADMITTED.contains(String.valueOf(e.getSQLState()))) {
            throw e;
          }
        }
      }
      server.admit(ServerLogin.READER, made -> admitReader(server, made));
      return asReader(server, url, server.password(ServerLogin.READER).orElseThrow());
    } catch (SQLException e) {
      throw ServerRefusal.unreachable(url, e);
    }
  }

  private static Database asReader(EmbeddedServer server, String url, String password)
      throws SQLException {
    Properties properties = properties(ServerLogin.READER, password);
    return new Database(url, properties, server, connectToEmbedded(url, properties));
  }

  private static void admitReader(EmbeddedServer server, String password) {
    Properties owner = properties(ServerLogin.OWNER, server.password());
    try (Connection connection = connectOrCreate(jdbcUrl(server.usedPort()), owner);
        Statement statement = connection.createStatement()) {
      statement.execute(
          ADMIT_READER.formatted(ServerLogin.READER.role(), ServerLogin.READER_GROUP));
      statement.execute(
          "alter role %s password '%s'"
              .formatted(ServerLogin.READER.role(), ServerLogin.verifier(password)));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Properties properties(ServerLogin login, String password) {
    Properties properties = new Properties();
    properties.setProperty("user", login.role());
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    return properties;
  }

  /** Does what only the owner of the embedded server can, with a connection of its own. */
  public void asOwner(Consumer<Database> work) {
    EmbeddedServer running = Objects.requireNonNull(server);
    Properties owner = properties(ServerLogin.OWNER, running.password());
    try (Database database = new Database(jdbcUrl, owner, null, connectOrCreate(jdbcUrl, owner))) {
      work.accept(database);
    } catch (SQLException e) {
      throw ServerRefusal.unreachable(jdbcUrl, e);
    }
  }

  private static Connection connectOrCreate(String url, Properties properties) throws SQLException {
    try {
      return connectToEmbedded(url, properties);
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
    }
    String maintenance = url.replaceFirst("/" + EmbeddedServer.NAME + "$", "/postgres");
    try (Connection connection = connectToEmbedded(maintenance, properties);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + EmbeddedServer.NAME);
    } catch (SQLException e) {
      if (!DATABASE_EXISTS.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      // another command made it a moment ago
    }
    return connectToEmbedded(url, properties);
  }

  private static Properties withOurs(Properties properties) {
    Properties all = new Properties();
    all.setProperty("ApplicationName", "hcpcs");
    all.setProperty("gssEncMode", "disable");
    all.setProperty("assumeMinServerVersion", "14");
    all.setProperty("connectTimeout", "10");
    all.putAll(properties);
    return all;
  }

  private static Connection connect(String url, Properties properties) throws SQLException {
    // The driver is asked directly: the DriverManager would look through the class path for others
    // first.
    Connection connection = new Driver().connect(url, withOurs(properties));
    if (connection == null) {
      throw new SQLException("not a PostgreSQL URL: " + url, "08001");
    }
    return connection;
  }

  /**
   * Connects to the embedded server as the driver does, which would look for settings in every file
   * of the class path first.
   */
  private static Connection connectToEmbedded(String url, Properties properties)
      throws SQLException {
    Properties all = Objects.requireNonNull(Driver.parseURL(url, withOurs(properties)));
    int port = Integer.parseInt(all.getProperty("PGPORT"));
    return new PgConnection(
        new HostSpec[] {new HostSpec(all.getProperty("PGHOST"), port)}, all, url);
  }

  /** The JDBC URL of the embedded server, without the password. */
  public static String jdbcUrl(EmbeddedServer server) {
    return jdbcUrl(server.runningPort());
  }

  private static String jdbcUrl(OptionalInt port) {
    return "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port.orElseThrow(), EmbeddedServer.NAME);
  }

  /** The URL for psql and other libpq programs, with the password. */
  public static String libpqUrl(EmbeddedServer server, ServerLogin login) {
    return "postgresql://"
        + login.role()
        + ":"
        + server.password(login).orElse("")
        + jdbcUrl(server).replaceFirst("^jdbc:postgresql://", "@");
  }

  /** The JDBC URL of the embedded server, with the password. */
  public static String jdbcUrl(EmbeddedServer server, ServerLogin login) {
    return "%s?user=%s&password=%s"
        .formatted(jdbcUrl(server), login.role(), server.password(login).orElse(""));
  }

  /** The connection of this command. Auto-commit is on; whoever turns it off turns it on again. */
  public Connection connection() {
    return connection;
  }

  /** Statements on that connection. */
  public Sql sql() {
    return new Sql(connection);
  }

  /** Whether the connection is still there, as far as this side knows. */
  public boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Where a library gets connections of its own, with the same login. What the URL says counts
   * before the environment, as for the connection of the command.
   */
  public DataSource source() {
    return new PGSimpleDataSource() {
      private static final long serialVersionUID = 1L;

      @Override
      public Connection getConnection() throws SQLException {
        return connect(jdbcUrl, properties);
      }
    };
  }

  /**
   * The same database with a connection of its own. The embedded server is found where it listens
   * now; it is not started, and closing the other does not stop it.
   *
   * @throws HcpcsException DATABASE_UNREACHABLE if nobody answers
   */
  Database another() {
    String url = server == null ? jdbcUrl : runningUrl(server);
    try {
      return new Database(url, properties, null, connect(url, properties));
    } catch (SQLException e) {
      throw ServerRefusal.unreachable(url, e);
    }
  }

  /**
   * Plans statements when they are first asked, and keeps the plans, as many of them come again;
   * unless the URL forbids it, as where a pool stands between.
   */
  void planAtOnce() {
    try {
      PGConnection driver = connection.unwrap(PGConnection.class);
      driver.setPrepareThreshold(Math.min(driver.getPrepareThreshold(), 1));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String runningUrl(EmbeddedServer server) {
    if (server.runningPort().isEmpty()) {
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          "the embedded server does not run; hcpcs db start starts it");
    }
    return jdbcUrl(server);
  }

  /** Who is logged in. */
  public String user() {
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

  /** A failure of the database, sorted into unreachable and failed. */
  public static HcpcsException failed(SQLException e) {
    return ServerRefusal.failed(e);
  }
}
