package org.openhcpcs.database;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.TestWire.Message;

/**
 * A session of the {@link TestServer} that serves one client of the {@link TestPooler} after
 * another.
 */
final class TestSession {

  /** What the server's word about a login begins with where it waits for an answer. */
  private static final Set<Integer> WAITS_FOR_PASSWORD = Set.of(3, 5, 10, 11);

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  private final Message startup;
  private final TestWire server;

  /** What the server says to a client before the first question; empty until it has said it. */
  private final List<Message> greeting = new ArrayList<>();

  private @Nullable TestWire client;
  private boolean askedForPassword;
  private boolean alive;
  private boolean failed;
  private boolean inTransaction;

  /** How many questions the server has not answered yet. */
  private int asked;

  /**
   * Begins a session.
   *
   * @param startup what its first client asks for
   * @param port of the server on this machine
   */
  TestSession(Message startup, int port) throws IOException {
    this.startup = startup;
    this.server = TestWire.to(port);
    ask(startup);
  }

  /** What its first client asked for. */
  Message startup() {
    return startup;
  }

  synchronized boolean isAlive() {
    return alive;
  }

  /** Whether it forgets its client, or that has said its last word. */
  synchronized boolean isAboutToBeLeft() {
    return alive && (client == null || (asked == 0 && !inTransaction && client.hasUnread()));
  }

  /**
   * Serves a client until it goes.
   *
   * @return whether another may have the session, which has forgotten this one
   */
  boolean serve(TestWire next) throws IOException {
    if (greeting.isEmpty()) {
      if (!logIn(next)) {
        return false;
      }
      begin();
    }
    for (Message message : greeting) {
      next.write(message);
    }
    next.flush();
    setClient(next);
    Message message = next.next();
    while (message.type() != 'X') {
      ask(message);
      if (!next.hasMore()) {
        server.flush();
      }
      message = next.next();
    }
    setClient(null);
    return !askedForPassword && forgets();
  }

  /** Lets the server and the client agree, up to the first question. */
  private boolean logIn(TestWire next) throws IOException {
    server.flush();
    Message message = server.next();
    while (message.type() != 'Z') {
      boolean login = message.type() == 'R';
      if (message.type() == 'E' || (login && message.code() != 0)) {
        next.write(message);
        next.flush();
      } else {
        greeting.add(message);
      }
      if (message.type() == 'E') {
        return false;
      }
      if (login && WAITS_FOR_PASSWORD.contains(message.code())) {
        askedForPassword = true;
        server.write(next.next());
        server.flush();
      }
      message = server.next();
    }
    greeting.add(message);
    return true;
  }

  private synchronized void begin() {
    alive = true;
    TestPooler.inBackground(this::answer);
  }

  private synchronized void setClient(@Nullable TestWire next) {
    client = next;
  }

  private void ask(Message message) throws IOException {
    if (message.type() == 'Q' || message.type() == 'S' || message.type() == 'F') {
      synchronized (this) {
        asked++;
      }
    }
    server.write(message);
  }

  /** Passes on what the server says, until it ends the session. */
  private void answer() {
    try {
      while (true) {
        Message message = server.next();
        TestWire to = heard(message);
        if (to != null) {
          to.write(message);
          if (!server.hasMore()) {
            to.flush();
          }
        }
      }
    } catch (IOException e) {
      gone();
    }
  }

  private synchronized @Nullable TestWire heard(Message message) {
    failed |= message.type() == 'E';
    if (message.type() == 'Z') {
      asked--;
      inTransaction = message.body().charAt(0) != 'I';
      notifyAll();
    }
    return client;
  }

  private synchronized void gone() {
    alive = false;
    notifyAll();
    server.close();
    if (client != null) {
      client.close();
    }
  }

  /** Tells the session to forget its client, and hears whether it has. */
  private boolean forgets() throws IOException {
    synchronized (this) {
      if (asked > 0 || inTransaction) {
        return false;
      }
      failed = false;
    }
    ask(new Message('Q', "discard all\0"));
    server.flush();
    return waitUntil(() -> asked == 0 || !alive) && alive && !failed;
  }

  /** Goes as a client whose process ends, and waits until the server has ended the session. */
  void end() {
    server.closeOutput();
    waitUntil(() -> !alive);
    server.close();
  }

  private synchronized boolean waitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    try {
      while (!condition.getAsBoolean() && System.nanoTime() < end) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return condition.getAsBoolean();
  }
}
