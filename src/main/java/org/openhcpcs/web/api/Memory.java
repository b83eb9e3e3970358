package org.openhcpcs.web.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.store.read.LifeReader;
import org.openhcpcs.store.read.PackageReader;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.store.serve.PublishedState;

/**
 * What is kept in memory of the published state, because it is asked for more often than it
 * changes: the history of all codes, what stands beside them, and where the records of a release
 * stand in its file. Threads share it.
 */
public final class Memory {

  private static final int MOST_FILES = 12;

  private final ReadPool pool;
  private volatile @Nullable Published published;

  public Memory(ReadPool pool) {
    this.pool = pool;
  }

  /** What is kept of one state. */
  public static final class Published {

    private final PublishedState state;
    private final LineCheck check;
    private @Nullable CodeCatalog catalog;

    private final Map<Integer, Map<Integer, EditionRecords.Place>> files =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<Integer, Map<Integer, EditionRecords.Place>> eldest) {
            return size() > MOST_FILES;
          }
        };

    private Published(PublishedState state, Database database) {
      this.state = state;
      check = new LineCheck(LifeReader.readOpen(database), state.today());
    }

    /** Checks single claim lines. */
    public LineCheck check() {
      return check;
    }

    /** The history of all codes. */
    public CodeLives lives() {
      return check.lives();
    }

    /** All codes side by side. */
    public synchronized CodeCatalog catalog(Database database) {
      if (catalog == null) {
        catalog = CodeCatalog.read(database);
      }
      return catalog;
    }

    /** Where the records of a release stand in its code file, by their numbers. */
    public Map<Integer, EditionRecords.Place> places(Database database, int releaseId) {
      synchronized (files) {
        Map<Integer, EditionRecords.Place> places = files.get(releaseId);
        if (places == null) {
          places = EditionRecords.of(database, releaseId).places();
          files.put(releaseId, places);
        }
        return places;
      }
    }
  }

  /** What drug packages hold, read anew: few files of claim lines have units and NDCs. */
  public PackageUnits packages() {
    return pool.read(PackageReader::read);
  }

  /** That of the state that a transaction sees. */
  public Published of(PublishedState state, Database database) {
    Published now = published;
    if (now != null && now.state.equals(state)) {
      return now;
    }
    if (!state.isSettled()) {
      return new Published(state, database);
    }
    synchronized (this) {
      now = published;
      if (now == null || !now.state.equals(state)) {
        now = new Published(state, database);
        published = now;
      }
      return now;
    }
  }

  /** That of a state, or of the one that came after it. */
  public Published of(PublishedState state) {
    Published now = published;
    return now != null && now.state.equals(state)
        ? now
        : pool.read(database -> of(PublishedState.of(database), database));
  }
}
