package org.openhcpcs.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.Main;
import org.openhcpcs.database.TestDatabase;

/** A database and a home folder into which the program loads releases while it is struck. */
final class Battlefield {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String PUBLISHED =
      """
      select concat_ws(' ', edition, revision, codes, modifiers, content_hash,
        (select count(*) from hcpcs.release_code c where c.release_id = r.release_id))
      from hcpcs.release r
      """;

  private static final String ACQUIRED =
      """
      select concat_ws(' ', 'acquired', release_sha256, edition, archive_sha256, archive_name, bytes)
      from hcpcs_load.acquired
      union all
      select 'member ' || m::text from hcpcs_load.archive_member m
      """;

  private final @Nullable ChaosServer server;
  private final TestDatabase database;
  private final Path home;
  private final List<String> program;
  private final Map<String, String> environment;

  /**
   * @param server the server
   * @param template the database to start with, in which traps are installed
   * @param home the program's home folder
   * @param program the words that start the program; none for the program in this process
   * @param input the drop folder
   */
  Battlefield(ChaosServer server, String template, Path home, List<String> program, Path input) {
    this(server, server.database(server.copyOf(template)), home, program, input);
  }

  /**
   * @param server the server, where that is struck
   * @param database as it is to start with
   */
  Battlefield(
      @Nullable ChaosServer server,
      TestDatabase database,
      Path home,
      List<String> program,
      Path input) {
    this(server, database, home, program, environment(database, input));
  }

  private Battlefield(
      @Nullable ChaosServer server,
      TestDatabase database,
      Path home,
      List<String> program,
      Map<String, String> environment) {
    this.server = server;
    this.database = database;
    this.home = home;
    this.program = program;
    this.environment = environment;
  }

  /** That in which the program can log in. */
  private static Map<String, String> environment(TestDatabase database, Path input) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("HCPCS_INPUT", input.toString());
    return environment;
  }

  /** Makes the database that the others are copies of: migrated, with traps, and empty. */
  static String template(ChaosServer server, Path home) throws IOException {
    String name = "migrated";
    server.database("postgres").execute("create database " + name);
    Battlefield field = new Battlefield(server, server.database(name), home, List.of(), home);
    Ended migration = field.end("db", "migrate");
    if (migration.exitCode() != 0) {
      throw new AssertionError(migration.output());
    }
    Traps.install(field.database());
    return name;
  }

  /**
   * What came of a blow.
   *
   * @param hit whether the program was struck where it should be
   * @param exitCode the program's, if it ended by itself; -1 if it was killed
   * @param output all that it printed
   * @param published how many releases were published afterwards
   */
  record Struck(boolean hit, int exitCode, String output, int published) {}

  TestDatabase database() {
    return database;
  }

  Path home() {
    return home;
  }

  /** The same place with another program. */
  Battlefield with(List<String> otherProgram) {
    return new Battlefield(server, database, home, otherProgram, environment);
  }

  /** Starts a command. */
  Victim start(String... command) throws IOException {
    return startAt(database().url(), command);
  }

  /** Starts a command that reaches the database by another URL. */
  Victim startAt(String url, String... command) throws IOException {
    Files.createDirectories(home);
    Path out = Files.createTempFile(home, "output", ".txt");
    if (program.isEmpty()) {
      return Victim.startHere(line(url, command), environment, out);
    }
    List<String> line = new ArrayList<>(program);
    line.addAll(line(url, command));
    return Victim.start(line, environment, out);
  }

  private List<String> line(String url, String... command) {
    List<String> line = new ArrayList<>(List.of("--home", home.toString(), "--db", url));
    line.addAll(List.of(command));
    return line;
  }

  /** Starts a command and strikes it at a point, at the how many-th time that it comes there. */
  Struck strike(KillPoint point, int occurrence, Blow blow, String... command)
      throws IOException, SQLException, InterruptedException {
    Victim victim;
    boolean hit;
    try (Traps traps = Traps.set(database(), point, occurrence)) {
      victim = start(command);
      hit = traps.waitFor(victim, LONGEST);
    }
    return strike(victim, hit, blow);
  }

  /** Starts a command and strikes it after a time. */
  Struck strike(Duration after, Blow blow, String... command)
      throws IOException, InterruptedException {
    Traps.lift(database());
    Victim victim = start(command);
    Thread.sleep(after.toMillis());
    return strike(victim, victim.isAlive(), blow);
  }

  private Struck strike(Victim victim, boolean hit, Blow blow)
      throws IOException, InterruptedException {
    int exitCode = -1;
    switch (blow) {
      case KILL_PROGRAM -> victim.kill();
      case END_SESSION -> {
        database()
            .execute(
                "select pg_terminate_backend(pid) from pg_catalog.pg_stat_activity"
                    + " where application_name = 'hcpcs'");
        exitCode = victim.end();
      }
      case STOP_SERVER, KILL_SERVER -> {
        ChaosServer struck = Objects.requireNonNull(server);
        struck.strike(blow == Blow.STOP_SERVER ? "QUIT" : "KILL");
        exitCode = victim.end();
        struck.start();
      }
    }
    Traps.lift(database());
    letPartsGrowOld();
    return new Struck(
        hit,
        exitCode,
        victim.output(),
        Integer.parseInt(database().value("select count(*) from hcpcs.release")));
  }

  /** Lets what was half-written wait for the next night: a run leaves alone what is young. */
  private void letPartsGrowOld() throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    for (Path file : archiveFolder()) {
      if (file.getFileName().toString().startsWith("part")) {
        Files.setLastModifiedTime(file, yesterday);
      }
    }
  }

  private List<Path> archiveFolder() throws IOException {
    Path folder = home.resolve("archive");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Runs a command that nobody strikes, and returns its exit code and output if it fails. */
  String run(String... command) throws IOException, InterruptedException {
    Traps.lift(database());
    Victim undisturbed = start(command);
    return new Ended(undisturbed.end(), undisturbed.output()).failure();
  }

  /** Does so in this process: what is not killed needs none of its own, which takes a second. */
  String runHere(String... command) throws IOException {
    Traps.lift(database());
    return end(command).failure();
  }

  /** Runs a command in this process until it ends. */
  Ended end(String... command) throws IOException {
    Files.createDirectories(home);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream all = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exitCode =
        Main.run(line(database().url(), command).toArray(String[]::new), all, all, environment);
    return new Ended(exitCode, out.toString(StandardCharsets.UTF_8));
  }

  /**
   * What became of a command that nobody struck.
   *
   * @param output all that it printed
   */
  record Ended(int exitCode, String output) {

    /** The lines by which it says that something went wrong. */
    List<String> errors() {
      return Victim.errors(output);
    }

    private String failure() {
      return exitCode == 0 ? "" : "exit code " + exitCode + ": " + output;
    }
  }

  /** The releases that readers see, with the number of records that they hold. */
  List<String> published() {
    return database().values(PUBLISHED);
  }

  /**
   * Everything that is to be the same after blows as without: all tables without surrogate keys and
   * clock times, what was acquired, and the archive folder with the hash of each file.
   */
  List<String> state() {
    List<String> lines = new ArrayList<>(database().state());
    lines.addAll(new TreeSet<>(database().values(ACQUIRED)));
    lines.addAll(archives());
    return lines;
  }

  /** How the {@link #state} differs from another, a few lines of it; empty if it does not. */
  List<String> differences(List<String> expected) {
    List<String> state = state();
    if (state.equals(expected)) {
      return List.of();
    }
    List<String> missing = new ArrayList<>(expected);
    List<String> added = new ArrayList<>(state);
    state.forEach(missing::remove);
    expected.forEach(added::remove);
    return Stream.concat(
            missing.stream().limit(3).map(line -> "- " + line),
            added.stream().limit(3).map(line -> "+ " + line))
        .toList();
  }

  /** Sessions of the program that the server has not ended yet. */
  String sessions() {
    return database()
        .value(
            "select count(*) from pg_catalog.pg_stat_activity"
                + " where application_name = 'hcpcs' and datname = current_database()");
  }

  /** Runs that nobody has closed. */
  String openRuns() {
    return database().value("select count(*) from hcpcs_load.run where ended_at is null");
  }

  /** The files in the archive folder, each with whether it is what its name says. */
  List<String> archives() {
    try {
      List<String> lines = new ArrayList<>();
      for (Path file : archiveFolder()) {
        String name = file.getFileName().toString();
        boolean sound = Files.isRegularFile(file) && sha256(Files.readAllBytes(file)).equals(name);
        lines.add("archive " + name + (sound ? "" : " is not what it is named after"));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
