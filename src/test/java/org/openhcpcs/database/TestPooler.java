package org.openhcpcs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.openhcpcs.database.TestWire.Message;

/**
 * Stands between the program and the {@link TestServer} and keeps sessions, as PgBouncer does: a
 * client that asks for the same database, login and settings as one that has gone gets its session,
 * which has forgotten all that a session can be told to remember. To begin a session and to learn
 * our tables takes PostgreSQL up to a tenth of a second of processor time, which is most of what a
 * short command asks of it.
 */
final class TestPooler {

  /** As many as the databases of a test class and their logins. */
  private static final int MOST = 8;

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  /** A client that has closed its connection does not wait until its session has forgotten it. */
  private static final Duration SOON = Duration.ofMillis(30);

  /** In the place of a version: the client would like to encrypt, by TLS or by GSS. */
  private static final Set<Integer> ENCRYPT = Set.of(80877103, 80877104);

  private final int server;
  private final ServerSocket clients;

  /** Sessions that nobody uses, the latest first. */
  private final Deque<TestSession> idle = new ArrayDeque<>();

  /** Sessions that a client has. */
  private final Set<TestSession> used = new HashSet<>();

  private TestPooler(int server, ServerSocket clients) {
    this.server = server;
    this.clients = clients;
  }

  /**
   * Begins to listen.
   *
   * @param server the port of the server on this machine
   */
  static TestPooler before(int server) throws IOException {
    TestPooler pooler =
        new TestPooler(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    inBackground(pooler::listen);
    return pooler;
  }

  static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "test-pooler");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens. */
  int port() {
    return clients.getLocalPort();
  }

  /** Fails if a test leaves a connection open. */
  synchronized void expectNoClient(String database) {
    waitWhile(session -> session.startup().asksFor(database), LONG_ENOUGH);
    if (used.stream().anyMatch(session -> session.startup().asksFor(database))) {
      throw new IllegalStateException("a connection to " + database + " is still open");
    }
  }

  /** Ends the sessions with a database, as whoever copies or drops it must ask for. */
  synchronized void end(String database) {
    expectNoClient(database);
    for (TestSession session : List.copyOf(idle)) {
      if (session.startup().asksFor(database)) {
        idle.remove(session);
        session.end();
      }
    }
  }

  private void waitWhile(Predicate<TestSession> isUsed, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (used.stream().anyMatch(isUsed) && System.nanoTime() < end) {
        wait(most.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (true) {
        Socket client = clients.accept();
        inBackground(() -> serve(client));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (TestWire client = new TestWire(socket)) {
      Message startup = client.first();
      while (ENCRYPT.contains(startup.code())) {
        client.refuseEncryption();
        startup = client.first();
      }
      TestSession session = session(startup);
      boolean asNew = false;
      try {
        asNew = session.serve(client);
      } finally {
        if (!asNew) {
          session.end();
        }
        release(session, asNew);
      }
    } catch (IOException e) {
      // The client has gone, or the server, which the client learns by the end of its socket.
    }
  }

  private synchronized TestSession session(Message startup) throws IOException {
    waitWhile(each -> each.startup().equals(startup) && each.isAboutToBeLeft(), SOON);
    TestSession session =
        idle.stream()
            .filter(each -> each.startup().equals(startup) && each.isAlive())
            .findFirst()
            .orElse(null);
    if (session == null) {
      session = new TestSession(startup, server);
    }
    idle.remove(session);
    used.add(session);
    return session;
  }

  private synchronized void release(TestSession session, boolean kept) {
    used.remove(session);
    if (kept) {
      idle.addFirst(session);
    }
    if (idle.size() > MOST) {
      idle.removeLast().end();
    }
    notifyAll();
  }
}
