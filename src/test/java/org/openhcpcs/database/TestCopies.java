package org.openhcpcs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Copies of databases, lent to tests. One that is given back is made what it was and lent again:
 * its sessions know it, and so learn nothing anew.
 */
final class TestCopies {

  /** Makes a copy of the database with a name. */
  private final UnaryOperator<TestDatabase> maker;

  private final Map<TestDatabase, TestContent> contents = new HashMap<>();
  private final Map<TestDatabase, Deque<Copy>> returned = new HashMap<>();
  private final Map<TestDatabase, Copy> lent = new HashMap<>();

  /**
   * A copy that is lent or may be.
   *
   * @param of the database that it is a copy of
   * @param since see {@link TestContent#restore}; 0 if it was not given back yet
   */
  private record Copy(TestDatabase database, TestDatabase of, long since) {}

  TestCopies(UnaryOperator<TestDatabase> maker) {
    this.maker = maker;
  }

  /** A copy of a database that nobody is connected to, and that will not change any more. */
  synchronized TestDatabase lend(TestDatabase of) {
    contents.computeIfAbsent(of, TestCopies::read);
    Copy copy = returned(of).poll();
    if (copy == null) {
      copy = new Copy(maker.apply(of), of, 0);
    }
    lent.put(copy.database, copy);
    return copy.database;
  }

  private Deque<Copy> returned(TestDatabase of) {
    return returned.computeIfAbsent(of, each -> new ArrayDeque<>());
  }

  /** Takes back a copy; false if it cannot be lent again. */
  synchronized boolean takeBack(TestDatabase database) {
    Copy copy = lent.remove(database);
    if (copy == null) {
      return false;
    }
    TestContent content = Objects.requireNonNull(contents.get(copy.of));
    try (Connection connection = database.connect()) {
      OptionalLong restored = content.restore(connection, Math.max(copy.since, content.since()));
      restored.ifPresent(since -> returned(copy.of).push(new Copy(database, copy.of, since)));
      return restored.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("a test still holds " + database.name(), e);
    }
  }

  private static TestContent read(TestDatabase database) {
    try (Connection connection = database.connect()) {
      return TestContent.of(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
