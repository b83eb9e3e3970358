package org.openhcpcs.feed.folder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.feed.table.Operation;
import org.openhcpcs.feed.table.RowSchema;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.json.Json;

/**
 * What a feed says of itself: which state or step it is, and what proves that its files are whole.
 *
 * @param kind what the feed is
 * @param from the state that a delta is applied to; empty for other feeds
 * @param to the state that the feed holds, or that a delta leads to
 * @param rows how many rows each of its tables has
 * @param operations how many rows of a delta there are of each operation; empty for other feeds
 * @param formulaGuard whether texts in CSV files have an apostrophe before what begins as a formula
 * @param rowSchema JSON Schema of a row in JSON Lines
 * @param files its files, in the order of their names
 */
public record Manifest(
    FeedKind kind,
    Optional<End> from,
    End to,
    long rows,
    Map<Operation, Long> operations,
    boolean formulaGuard,
    Json rowSchema,
    List<ManifestFile> files) {

  /** The name of its file. */
  public static final String FILE = "manifest.json";

  /** The version of the layout of feeds. A consumer refuses one that it does not know. */
  public static final int SCHEMA_VERSION = 1;

  public Manifest {
    files = List.copyOf(files);
    operations = Collections.unmodifiableMap(new TreeMap<>(operations));
  }

  /** What a feed is. */
  public enum FeedKind implements Labelled {
    /** All codes of a state. */
    SNAPSHOT,
    /** What leads from one state to another. */
    DELTA,
    /** What each code meant on which dates, as it was known on which dates. */
    HISTORY,
    /** Which verdict holds for each code on which dates, as it was known on a day. */
    VALIDITY
  }

  /**
   * A state, and what proves that somebody has it.
   *
   * @param state the state
   * @param digest of its rows
   */
  public record End(CodeSetState state, Digest digest) {}

  /**
   * A file of a feed.
   *
   * @param name its name, without a folder
   * @param format the form that it belongs to
   * @param rows how many rows it holds
   * @param bytes its size
   * @param sha256 its SHA-256, in lower-case hexadecimal
   */
  public record ManifestFile(String name, String format, long rows, long bytes, String sha256) {}

  /**
   * That of one table as it is at one state.
   *
   * @param folder has the files by now
   */
  public static Manifest of(
      FeedKind kind, End state, boolean formulaGuard, Table table, FeedFolder folder) {
    return new Manifest(
        kind,
        Optional.empty(),
        state,
        state.digest().rows(),
        Map.of(),
        formulaGuard,
        RowSchema.of(table),
        folder.files());
  }

  /** As it stands in its file. */
  public byte[] bytes() {
    return ManifestJson.of(this).file();
  }
}
