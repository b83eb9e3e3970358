package org.openhcpcs.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openhcpcs.database.TestBinaries;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.server.EmbeddedServer;

/** A real PostgreSQL server that can be struck down and started again. */
final class ChaosServer implements AutoCloseable {

  private final EmbeddedServer server;
  private final Path home;
  private int databases;

  /**
   * @param home the folder for its data
   * @param binariesJar the archive of the server's programs
   */
  ChaosServer(Path home, Path binariesJar) {
    this.home = home;
    this.server = new EmbeddedServer(home, binariesJar);
    start();
    database("postgres").execute("alter system set fsync = off");
    database("postgres").execute("select pg_reload_conf()");
  }

  /** Starts one with the programs that the tests use. */
  static ChaosServer start(Path home) {
    return new ChaosServer(home, TestBinaries.use());
  }

  /** Starts it, also after it was struck down; the port stays the same. */
  void start() {
    server.startAndKeep();
  }

  /** Ends it at once, with SIGQUIT (an immediate shutdown) or SIGKILL. */
  void strike(String signal) throws IOException, InterruptedException {
    long postmaster = postmaster();
    new ProcessBuilder("kill", "-s", signal, Long.toString(postmaster)).start().waitFor();
    for (int i = 0; i < 200; i++) {
      if (ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the server survives " + signal);
  }

  private long postmaster() throws IOException {
    try (var folders = Files.newDirectoryStream(home.resolve("postgres"), "data-[0-9]*")) {
      Path data = folders.iterator().next();
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }
  }

  TestDatabase database(String name) {
    return new TestDatabase(
        "jdbc:postgresql://127.0.0.1:" + server.runningPort().orElseThrow() + "/" + name,
        "hcpcs",
        server.password());
  }

  /** Makes a copy of a database that nobody is connected to, and returns its name. */
  String copyOf(String template) {
    String name = "chaos_" + ++databases;
    TestDatabase administration = database("postgres");
    administration.execute(
        "create database " + name + " template " + template + administration.copiesFiles());
    return name;
  }

  @Override
  public void close() {
    server.stop();
  }
}
