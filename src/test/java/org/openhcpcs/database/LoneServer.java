package org.openhcpcs.database;

import java.nio.file.Path;
import org.openhcpcs.database.server.EmbeddedServer;

/** A real PostgreSQL server of its own, for tests that change the server itself. */
public final class LoneServer implements AutoCloseable {

  private final EmbeddedServer server;

  private LoneServer(EmbeddedServer server) {
    this.server = server;
  }

  /** Starts a server with its data under a folder. */
  public static LoneServer start(Path home) {
    EmbeddedServer server = new EmbeddedServer(home, TestBinaries.use());
    server.use();
    LoneServer started = new LoneServer(server);
    started.database("postgres").execute("alter system set fsync = off");
    started.database("postgres").execute("select pg_reload_conf()");
    return started;
  }

  /** A database of it, for the superuser. */
  public TestDatabase database(String name) {
    return new TestDatabase(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + name,
        EmbeddedServer.NAME,
        server.password());
  }

  public int port() {
    return server.runningPort().orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }
}
