package org.openhcpcs.cli.command;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.database.schema.Migrations;
import org.openhcpcs.database.schema.SchemaAccess;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.store.derive.SchemaUpgrade;
import org.openhcpcs.store.ledger.Holdings;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: its global options, and what every command needs of them. */
@Command(
    name = "hcpcs",
    description = "Turns CMS's HCPCS releases into a decoded, versioned PostgreSQL database.",
    versionProvider = HcpcsCommand.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a gate refused to publish, 4 another run holds the lock,",
      "5 database not reachable."
    })
public final class HcpcsCommand implements Callable<Integer> {

  /** What is said of every answer as long as nothing else is loaded. */
  public static final String SAMPLE =
      "This is the sample, which the OpenHCPCS project made up: no CMS publication.";

  private final Terminal terminal;

  @Option(
      names = "--db",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "a PostgreSQL server, as jdbc:postgresql://... or postgresql://... (default: HCPCS_DB_URL, else the embedded one);"
              + " what only reads logs in as HCPCS_READER_DB_URL says, if it is set")
  private @Nullable String databaseUrl;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "folder of all data (default: HCPCS_HOME, else openhcpcs in XDG_DATA_HOME or ~/.local/share)")
  private @Nullable Path home;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "no progress, only results and failures")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "more about failures")
  private boolean verbose;

  public HcpcsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    throw ErrorCode.USAGE.failure("a command is missing; see: hcpcs --help");
  }

  public Terminal terminal() {
    return terminal;
  }

  public boolean isQuiet() {
    return quiet;
  }

  public boolean isVerbose() {
    return verbose;
  }

  /** The folder of all data. */
  public Path home() {
    if (home != null) {
      return home.toAbsolutePath().normalize();
    }
    String data = terminal.environment().getOrDefault("XDG_DATA_HOME", "");
    return folder("HCPCS_HOME")
        .orElseGet(
            () ->
                data.isEmpty()
                    ? userHome().resolve(Path.of(".local", "share", "openhcpcs"))
                    : Path.of(data, "openhcpcs"));
  }

  /** What {@code ~} means to the user's shell, else what the system's user list says. */
  private Path userHome() {
    String home = terminal.environment().getOrDefault("HOME", "");
    Path path = Path.of(home.isEmpty() ? System.getProperty("user.home", "") : home);
    if (!path.isAbsolute()) {
      throw ErrorCode.USAGE.failure(
          "no folder for the data: this user has no home folder; name one with --home or HCPCS_HOME");
    }
    return path;
  }

  /**
   * The drop folder: the one that the user names, else the project's, which may be missing.
   *
   * @throws HcpcsException PATH_NOT_FOUND if the user names one that is missing
   */
  public Optional<Path> inputFolder() {
    return folder("HCPCS_INPUT").map(HcpcsCommand::inputFolder).or(this::projectInput);
  }

  /** The input folder that comes with the program. */
  public Optional<Path> projectInput() {
    return folder("HCPCS_PROJECT_INPUT");
  }

  /**
   * A drop folder that the user names. What is missing may be a mount that is gone, with releases
   * and limits of gates in it.
   *
   * @throws HcpcsException PATH_NOT_FOUND if there is no such folder
   */
  public static Path inputFolder(Path named) {
    Path folder = named.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw ErrorCode.PATH_NOT_FOUND.failure(
          "%s: no such folder; make it, or name another with --input or HCPCS_INPUT", folder);
    }
    return folder;
  }

  private Optional<Path> folder(String variable) {
    return Optional.of(terminal.environment().getOrDefault(variable, ""))
        .filter(named -> !named.isEmpty())
        .map(named -> Path.of(named).toAbsolutePath().normalize());
  }

  /** The folder of the archives. */
  public Path archiveFolder() {
    return home().resolve("archive");
  }

  /** The embedded server's address, or that of the server which the user names. */
  public DatabaseAddress address() {
    String url =
        databaseUrl != null ? databaseUrl : terminal.environment().getOrDefault("HCPCS_DB_URL", "");
    return url.isEmpty() ? embeddedAddress() : new DatabaseAddress.Server(url);
  }

  /**
   * Where a command that only reads finds the database: where HCPCS_READER_DB_URL says. If {@code
   * --db} names another database, that is the one which is meant.
   */
  public DatabaseAddress addressToRead() {
    String url = terminal.environment().getOrDefault("HCPCS_READER_DB_URL", "");
    if (url.isEmpty()) {
      return address();
    }
    DatabaseAddress.Server readers = new DatabaseAddress.Server(url);
    return databaseUrl == null
            || new DatabaseAddress.Server(databaseUrl).isAlso(readers, terminal.environment())
        ? readers
        : address();
  }

  /** The embedded server. */
  public EmbeddedServer embeddedServer() {
    DatabaseAddress.Embedded embedded = embeddedAddress();
    return new EmbeddedServer(embedded.home(), embedded.binariesJar());
  }

  private DatabaseAddress.Embedded embeddedAddress() {
    return new DatabaseAddress.Embedded(home(), binariesJar());
  }

  /** Opens the database with its schema up to date. */
  public Database openDatabase() {
    return Database.open(address(), terminal.environment()).after(SchemaUpgrade::apply);
  }

  /**
   * Opens the database as it is there, and makes nothing: neither a server nor a schema. Empty if
   * they are not there. A schema that is, is brought up to date.
   */
  public Optional<Database> openExisting() {
    return SchemaAccess.openExisting(address(), terminal.environment())
        .map(database -> database.after(SchemaUpgrade::apply));
  }

  /**
   * Opens the database to read from it, with a login that can only read where there is one.
   *
   * @throws HcpcsException NOTHING_LOADED if nobody ever loaded anything into it
   */
  public Database openToRead() {
    DatabaseAddress address = addressToRead();
    return SchemaAccess.openExistingToRead(address, terminal.environment())
        .map(database -> readable(database, address))
        .orElseThrow(this::nothingLoaded);
  }

  /** Makes what whoever only reads needs: the database, the schema and the login. */
  public void prepareToRead() {
    readable(Database.openToRead(address(), terminal.environment()), address()).close();
  }

  private Database readable(Database database, DatabaseAddress address) {
    return database.after(
        opened -> {
          if (address instanceof DatabaseAddress.Server) {
            SchemaUpgrade.apply(opened);
            if (SchemaAccess.canDoMoreThanRead(opened)) {
              note(
                  "login %s can do more than read; put the URL of one that cannot into HCPCS_READER_DB_URL"
                      .formatted(opened.user()));
            }
          } else if (!Migrations.isReadable(opened)) {
            opened.asOwner(SchemaUpgrade::apply);
          }
        });
  }

  /** Something that a person may want to know, beside what was asked for. */
  public void note(String text) {
    if (!quiet) {
      terminal.tell("note: " + text);
    }
  }

  /**
   * Opens the database to answer from the releases in it.
   *
   * @throws HcpcsException NOTHING_LOADED if there is none: every answer would be wrong
   */
  public Database openLoaded() {
    return openToRead()
        .after(
            database -> {
              if (Holdings.of(database) == Holdings.NOTHING) {
                throw nothingLoaded();
              }
            });
  }

  /** Says that an answer comes from the sample, if that is all that is loaded. */
  public void noteSample(Database database) {
    if (!quiet) {
      noteSample(Holdings.of(database));
    }
  }

  /** The same where somebody asked the database before. */
  public void noteSample(Holdings holdings) {
    if (!quiet && holdings == Holdings.SAMPLE) {
      terminal.out().flush();
      note(SAMPLE);
    }
  }

  /** Why nothing can be answered. */
  public HcpcsException nothingLoaded() {
    return address() instanceof DatabaseAddress.Embedded embedded
        ? ErrorCode.NOTHING_LOADED.failure(
            "%s: nothing is loaded there; load releases with hcpcs load PATH, or name the folder that has them with --home",
            embedded.home())
        : ErrorCode.NOTHING_LOADED.failure(
            "nothing is loaded into this database; load releases with hcpcs load PATH");
  }

  /** Tells this build of the program from others, of the same version too. */
  public static String build() {
    try {
      return ProgramVersion.get() + " of " + Files.getLastModifiedTime(program());
    } catch (IOException e) {
      throw ErrorCode.INTERNAL.failure(e, "the program's file cannot be read");
    }
  }

  private static Path program() {
    try {
      return Path.of(
          HcpcsCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw ErrorCode.INTERNAL.failure(e, "the program's file cannot be found");
    }
  }

  /**
   * The archive of the PostgreSQL programs: beside the program, or where the system property {@code
   * hcpcs.postgres} says.
   */
  private static Path binariesJar() {
    String named = System.getProperty("hcpcs.postgres");
    if (named != null) {
      return Path.of(named);
    }
    try (Stream<Path> jars = Files.list(program().resolveSibling("postgres"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .max(Path::compareTo)
          .orElseThrow(() -> ErrorCode.INTERNAL.failure("the PostgreSQL binaries are missing"));
    } catch (IOException e) {
      throw ErrorCode.INTERNAL.failure(
          e, "the PostgreSQL binaries are missing; build the program again");
    }
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"hcpcs " + ProgramVersion.get()};
    }
  }
}
