package org.openhcpcs.cli.operate;

import java.nio.file.Path;
import java.util.Map;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.database.server.ServerLogin;
import org.openhcpcs.store.derive.SchemaUpgrade;
import org.openhcpcs.store.site.SiteCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs db}. */
@Command(name = "db", description = "The embedded server, and the schema.")
public final class DbCommand extends ProgramCommand {

  @Override
  public Integer call() {
    throw ErrorCode.USAGE.failure(
        "db start, db stop, db url, db migrate, db save or db restore; see: hcpcs db --help");
  }

  private EmbeddedServer server() {
    if (root().address() instanceof DatabaseAddress.Server) {
      throw ErrorCode.USAGE.failure(
          "--db or HCPCS_DB_URL names a server that this program neither starts nor stops");
    }
    return root().embeddedServer();
  }

  /** Sees to it that whoever takes its URL finds the database, the schema and both logins. */
  private void prepare() {
    root().prepareToRead();
  }

  @Command(name = "start", description = "Starts the embedded server and leaves it running.")
  void start() {
    server().startAndKeep();
    prepare();
    print("The embedded server runs; ./hcpcs db url tells where, ./hcpcs db stop ends it.");
  }

  @Command(name = "stop", description = "Stops the embedded server.")
  void stop() {
    print(
        server().stop()
            ? "The embedded server was stopped."
            : "The embedded server was not running.");
  }

  @Command(
      name = "url",
      description =
          "Prints the running server's URL, for psql and other libpq programs, with the password.")
  void url(
      @Option(names = "--jdbc", description = "as a JDBC URL") boolean jdbc,
      @Option(names = "--reader", description = "of the login that can only read") boolean reader) {
    DatabaseAddress address = reader ? root().addressToRead() : root().address();
    if (address instanceof DatabaseAddress.Server named) {
      print(jdbc ? named.jdbcUrl() : named.libpqUrl());
      return;
    }
    EmbeddedServer server = root().embeddedServer();
    if (server.runningPort().isEmpty()) {
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          "the embedded server does not run; start it with: hcpcs db start");
    }
    if (reader) {
      prepare();
    }
    ServerLogin login = reader ? ServerLogin.READER : ServerLogin.OWNER;
    print(jdbc ? Database.jdbcUrl(server, login) : Database.libpqUrl(server, login));
  }

  @Command(name = "migrate", description = "Brings the schema up to date.")
  void migrate() {
    try (Database database = Database.open(root().address(), terminal().environment())) {
      boolean migrated = SchemaUpgrade.apply(database);
      print(migrated ? "The schema was brought up to date." : "The schema is up to date.");
    }
  }

  @Command(
      name = "save",
      description =
          "Writes what does not follow from CMS's archives into a folder: policies, notes, synonyms,"
              + " reviewed meanings, and the list of archives.")
  void save(
      @Parameters(paramLabel = "DIR", description = "the folder, which is made") Path folder) {
    try (Database database = Database.open(root().address(), terminal().environment())) {
      print(new SiteCopy(database).save(folder));
    }
  }

  @Command(
      name = "restore",
      description =
          "Reads what db save wrote in the place of what is there; then load the archives anew:"
              + " hcpcs load --from parse")
  void restore(@Parameters(paramLabel = "DIR", description = "the folder") Path folder) {
    try (Database database = root().openDatabase()) {
      print(new SiteCopy(database).restore(folder));
    }
  }

  private void print(Map<Path, Long> rows) {
    rows.forEach((file, count) -> print(file + ": " + count + " rows"));
  }
}
