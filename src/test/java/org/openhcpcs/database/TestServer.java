package org.openhcpcs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openhcpcs.database.schema.Migrations;
import org.openhcpcs.database.server.EmbeddedServer;

/**
 * One real PostgreSQL server for all database tests of this JVM. The program under test reaches it
 * by {@code --db}, as it reaches any server that is not its own. The server ends with the JVM, and
 * its data goes soon after.
 */
public final class TestServer {

  /** The one login, of nobody, of which the server wants a password. */
  public static final String WITH_PASSWORD = "login_with_password";

  private static final String TEMPLATE = "migrated_template";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Kept here because java.util.logging forgets the settings of loggers that nobody holds. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private static final TestServer INSTANCE = start();

  private final EmbeddedServer server;
  private final TestPooler pooler;
  private final Connection administration;
  private final String copiesFiles;
  private final TestCopies copies = new TestCopies(this::copy);

  private TestServer(EmbeddedServer server) throws IOException, SQLException {
    this.server = server;
    this.pooler = TestPooler.before(server.runningPort().orElseThrow());
    this.administration = database("postgres").connect();
    this.copiesFiles = database("postgres").copiesFiles();
  }

  /** A fresh database with the program's schema and nothing loaded. */
  public static TestDatabase migrated() {
    return copyOf(INSTANCE.database(TEMPLATE));
  }

  /**
   * A database as {@link #migrated}, which no test had before: its statistics are those of an empty
   * one, and its settings reach every session.
   */
  public static TestDatabase unused() {
    return INSTANCE.copy(INSTANCE.database(TEMPLATE));
  }

  /** A copy of a database that nobody is connected to, and that does not change any more. */
  public static TestDatabase copyOf(TestDatabase database) {
    return INSTANCE.copies.lend(database);
  }

  /** Takes a database back that no test needs any more, and drops it if it is no copy any more. */
  static void takeBack(TestDatabase database) {
    INSTANCE.pooler.expectNoClient(database.name());
    if (!INSTANCE.copies.takeBack(database)) {
      INSTANCE.pooler.end(database.name());
      INSTANCE.execute("drop database " + database.name());
    }
  }

  /** A fresh database without any schema of ours. */
  public static TestDatabase empty() {
    return INSTANCE.create("");
  }

  /** Deletes a folder and everything in it. */
  public static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes a folder in a process that goes on when this JVM has ended: the files of hundreds of
   * databases take longer than the 30 seconds after which Surefire kills a JVM that exits.
   */
  private static void deleteAfterExit(Path folder) {
    try {
      new ProcessBuilder("rm", "-rf", folder.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestServer start() {
    if (TimeZone.getDefault().getRawOffset() == 0) {
      throw new IllegalStateException(
          "database tests run in a time zone that is not UTC: pass -Duser.timezone=America/Denver");
    }
    FLYWAY.setLevel(Level.WARNING);
    try {
      Path home = TestFolders.create("hcpcs-test-server");
      EmbeddedServer server = new EmbeddedServer(home, TestBinaries.use());
      server.use();
      server.leaveExitToCaller(); // else two hooks would close it, and one wait for the other
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    deleteAfterExit(home);
                  }));
      TestServer started = new TestServer(server);
      // Nothing here outlives a crash, and checking a password takes longer than many a test.
      for (String setting :
          List.of("fsync", "synchronous_commit", "full_page_writes", "autovacuum")) {
        started.execute("alter system set " + setting + " = off");
      }
      Path rights;
      try (Stream<Path> folders = Files.list(home.resolve("postgres"))) {
        rights =
            folders.map(each -> each.resolve("pg_hba.conf")).filter(Files::exists).findAny().get();
      }
      Files.writeString(
          rights,
          "host all "
              + WITH_PASSWORD
              + " 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
      started.execute("select pg_reload_conf()");
      started.makeTemplate();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void makeTemplate() {
    execute("create database " + TEMPLATE);
    try (Database database = database(TEMPLATE).open()) {
      Migrations.apply(database);
    }
  }

  private TestDatabase copy(TestDatabase database) {
    pooler.end(database.name());
    return create(" template " + database.name());
  }

  private TestDatabase create(String how) {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("create database " + name + how + copiesFiles);
    return database(name);
  }

  private TestDatabase database(String name) {
    String url = "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/" + name;
    return new TestDatabase(url, EmbeddedServer.NAME, server.password());
  }

  private void execute(String sql) {
    try (Statement statement = administration.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
