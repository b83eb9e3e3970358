package org.openhcpcs.store.site;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.store.ledger.RunLock;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What a database has that does not follow from CMS's archives: a CSV file for each table, to be
 * read into a database that was made anew. The list of archives goes with it, so that they can be
 * loaded from where they are kept.
 */
public record SiteCopy(Database database) {

  private static final List<Table> TABLES =
      List.of(
          new Table("hcpcs.policy", "code, source, identifier, title, url, effective"),
          new Table("hcpcs.code_note", "code, section, body, source, noted_on, file, position"),
          new Table("hcpcs.search_synonym", "term, expansion, source"),
          new Table("hcpcs_load.reviewed_meaning", "code, edition, meaning, reason"),
          new Table(
              "hcpcs_load.acquired",
              "release_sha256, edition, archive_sha256, archive_name, bytes, acquired_at"));

  private record Table(String name, String columns) {

    Path file(Path folder) {
      return folder.resolve(name.substring(name.indexOf('.') + 1) + ".csv");
    }
  }

  private interface Copying {
    long rows(CopyManager copy, Table table, Path file) throws SQLException, IOException;
  }

  /**
   * Writes a file for each table into a folder, which is made; whatever program made the schema.
   *
   * @return rows by file
   * @throws HcpcsException DISK if a file cannot be written, DATABASE_FAILED if the database fails
   */
  public Map<Path, Long> save(Path folder) {
    return each(
        folder,
        (copy, table, file) -> {
          Files.createDirectories(folder);
          try (Writer out = Files.newBufferedWriter(file)) {
            return copy.copyOut(
                "copy (select %1$s from %2$s order by %1$s) to stdout (format csv, header)"
                    .formatted(table.columns(), table.name()),
                out);
          }
        });
  }

  /**
   * Puts what {@link #save} wrote in the place of what the tables hold.
   *
   * @return rows by file
   * @throws HcpcsException DISK if a file cannot be read, DATABASE_FAILED if the database fails or
   *     does not take a row, LOCK_HELD if another run holds the lock; nothing is changed then
   */
  public Map<Path, Long> restore(Path folder) {
    return RunLock.held(
        database, () -> Transaction.committed(database.connection(), () -> replace(folder)));
  }

  private Map<Path, Long> replace(Path folder) {
    return each(
        folder,
        (copy, table, file) -> {
          database.sql().run("delete from " + table.name());
          try (Reader in = Files.newBufferedReader(file)) {
            return copy.copyIn(
                "copy %s (%s) from stdin (format csv, header)"
                    .formatted(table.name(), table.columns()),
                in);
          }
        });
  }

  private Map<Path, Long> each(Path folder, Copying copying) {
    Map<Path, Long> rows = new LinkedHashMap<>();
    for (Table table : TABLES) {
      Path file = table.file(folder);
      try {
        CopyManager copy = database.connection().unwrap(PGConnection.class).getCopyAPI();
        rows.put(file, copying.rows(copy, table, file));
      } catch (IOException e) {
        throw ErrorCode.DISK.failure(e, "%s: cannot be written or read: %s", file, e.getMessage());
      } catch (SQLException e) {
        throw Database.failed(e);
      }
    }
    return rows;
  }
}
