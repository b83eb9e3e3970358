package org.openhcpcs.database.schema;

import java.io.Reader;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Transaction;

/**
 * The constraint that keeps overlapping rows out of the history. It needs the extension btree_gist,
 * which not every server lets the owner of a database create; there the schema comes without both,
 * {@code hcpcs verify} looks for overlaps, and {@code afterMigrate__exclude_overlap.sql} takes the
 * extension up when it is there later.
 */
public final class OverlapExclusion {

  private static final String FILE = "V0006__create_history.sql";
  private static final String EXTENSION =
      "create extension if not exists btree_gist schema hcpcs_load;";
  private static final String CONSTRAINT =
      ",\n  exclude using gist (code with =, valid_during with &&, known_during with &&)";

  private OverlapExclusion() {}

  /** What is lost, and what to do about it; empty if nothing is. */
  static Optional<String> loss(Database database) {
    String missing =
        """
        select not exists (select from pg_catalog.pg_constraint where conname = 'code_history_code_valid_during_known_during_excl')
        """;
    return ask(database, missing)
        ? Optional.of(
            "the extension btree_gist is not there, so the database itself does not keep overlapping rows out of the"
                + " history; hcpcs verify looks for them; to have both ask an administrator for: create extension"
                + " btree_gist schema hcpcs_load; then run: hcpcs db migrate")
        : Optional.empty();
  }

  /** Whether the extension is there. */
  public static boolean isPossible(Database database) {
    return ask(
        database,
        "select exists (select from pg_catalog.pg_extension where extname = 'btree_gist')");
  }

  /**
   * Runs the files up to that of the history without the constraint if the extension cannot be
   * created here. Flyway's table then gets the checksum of the file itself, so that the schema is
   * that of every other database; if the program is killed before, the next migration does that.
   *
   * @param lean Flyway with {@link #files}, up to that file
   * @param whole Flyway with all files
   */
  static void migrateWithout(Database database, Flyway lean, Flyway whole) {
    if (find(whole).getState().isApplied()) {
      adopt(database, lean, whole);
    } else if (!canCreateExtension(database)) {
      lean.migrate();
      adopt(database, lean, whole);
    }
  }

  private static void adopt(Database database, Flyway lean, Flyway whole) {
    MigrationInfo applied = find(whole);
    if (applied.isChecksumMatching()
        || !find(lean).getResolvedChecksum().equals(applied.getAppliedChecksum())) {
      return;
    }
    try (PreparedStatement update =
        database
            .connection()
            .prepareStatement(
                "update hcpcs_load.flyway_schema_history set checksum = ? where script = ?")) {
      update.setInt(1, applied.getResolvedChecksum());
      update.setString(2, FILE);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static MigrationInfo find(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(info -> info.getScript().equals(FILE))
        .findFirst()
        .orElseThrow(
            () ->
                new HcpcsException(ErrorCode.INTERNAL, "the program lacks its migration " + FILE));
  }

  /** Tries it and takes it back: every server has its own rules. */
  private static boolean canCreateExtension(Database database) {
    return Transaction.takenBack(
        database.connection(),
        () -> {
          try (Statement statement = database.connection().createStatement()) {
            statement.execute("create schema hcpcs_trial");
            statement.execute("create extension if not exists btree_gist schema hcpcs_trial");
            return true;
          } catch (SQLException e) {
            return false;
          }
        });
  }

  private static boolean ask(Database database, String question) {
    try (Statement statement = database.connection().createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** The numbered files up to that of the history, which lacks extension and constraint. */
  static ResourceProvider files(List<String> names) {
    List<LoadableResource> files =
        names.stream()
            .filter(name -> name.startsWith("V") && name.compareTo(FILE) <= 0)
            .<LoadableResource>map(name -> new Text(name, lean(name)))
            .toList();
    return new ResourceProvider() {
      @Override
      public @Nullable LoadableResource getResource(String name) {
        return files.stream()
            .filter(file -> file.getFilename().equals(name))
            .findFirst()
            .orElse(null);
      }

      @Override
      public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream().filter(file -> file.getFilename().startsWith(prefix)).toList();
      }
    };
  }

  private static String lean(String name) {
    String text = Migrations.text(name);
    if (!name.equals(FILE)) {
      return text;
    }
    if (!text.contains(EXTENSION) || !text.contains(CONSTRAINT)) {
      throw new HcpcsException(ErrorCode.INTERNAL, "the program's migration " + FILE + " changed");
    }
    return text.replace(EXTENSION, "").replace(CONSTRAINT, "");
  }

  /** A file as Flyway wants it. */
  private static final class Text extends LoadableResource {

    private final String name;
    private final String text;

    Text(String name, String text) {
      this.name = name;
      this.text = text;
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
