package org.openhcpcs.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.NdcListing;
import org.openhcpcs.code.RbcsAssignment;
import org.openhcpcs.code.ReferenceKind;
import org.openhcpcs.code.ReferenceRow;
import org.openhcpcs.source.ReferenceTable;

/** The reference tables that are loaded, {@code hcpcs.reference_release} and what hangs on it. */
public final class ReferenceStore {

  private final Connection connection;

  public ReferenceStore(Database database) {
    this.connection = database.connection();
  }

  /**
   * A table to be loaded.
   *
   * @param kind what it is
   * @param edition the edition that it belongs to
   * @param file the name of its file
   * @param archive the name of the zip or folder that the file was in; null for none
   * @param sha256 SHA-256 of the file, in lower-case hexadecimal
   * @param table what it says
   */
  public record Release(
      ReferenceKind kind,
      Edition edition,
      String file,
      @Nullable String archive,
      String sha256,
      ReferenceTable table) {}

  /**
   * What becomes of a table.
   *
   * @param release the table
   * @param revision the revision that its file is, or already was
   * @param isNew whether that revision was not there
   * @param newest the revision that prevails when all is loaded
   */
  public record Outcome(Release release, int revision, boolean isNew, int newest) {}

  /** What {@link #load} would make of the tables, one by one. */
  public List<Outcome> plan(List<Release> releases) {
    try {
      return outcomes(releases);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /**
   * Loads the tables whose files are not loaded, in one transaction. A file of other bytes for a
   * kind and an edition that are there is a new revision.
   */
  public List<Outcome> load(List<Release> releases) {
    return UserData.inTransaction(
        connection,
        () -> {
          List<Outcome> outcomes = outcomes(releases);
          for (Outcome outcome : outcomes) {
            if (outcome.isNew()) {
              insert(outcome.release(), outcome.revision());
            }
          }
          return outcomes;
        });
  }

  /**
   * Takes out one revision of an edition, or all; returns how many revisions there were.
   *
   * @param revision the revision; empty for all
   */
  public int remove(ReferenceKind kind, Edition edition, OptionalInt revision) {
    return UserData.inTransaction(
        connection,
        () -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  """
                  delete from hcpcs.reference_release
                  where kind = ? and edition = ? and revision = coalesce(?, revision)
                  """)) {
            delete.setString(1, kind.label());
            delete.setString(2, edition.toString());
            if (revision.isPresent()) {
              delete.setInt(3, revision.getAsInt());
            } else {
              delete.setNull(3, Types.INTEGER);
            }
            return delete.executeUpdate();
          }
        });
  }

  /** The codes among these that neither an edition lists nor Level I or CDT could have. */
  public Set<String> unknown(Collection<String> codes) {
    return UserData.unknown(connection, codes);
  }

  private List<Outcome> outcomes(List<Release> releases) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Release release : releases) {
      int newest = newest(release);
      int known = revision(release);
      for (Outcome before : outcomes) { // those before it in the same load
        Release other = before.release();
        if (known == 0
            && before.isNew()
            && other.kind() == release.kind()
            && other.edition().equals(release.edition())) {
          newest = before.revision();
          known = other.sha256().equals(release.sha256()) ? newest : 0;
        }
      }
      outcomes.add(
          known > 0
              ? new Outcome(release, known, false, newest)
              : new Outcome(release, newest + 1, true, newest + 1));
    }
    return outcomes;
  }

  private int newest(Release release) throws SQLException {
    return number(
        "select coalesce(max(revision), 0) from hcpcs.reference_release where kind = ? and edition = ?",
        release.kind().label(),
        release.edition().toString());
  }

  private int revision(Release release) throws SQLException {
    return number(
        """
        select coalesce(max(revision), 0)
        from hcpcs.reference_release
        where kind = ? and edition = ? and file_sha256 = ?
        """,
        release.kind().label(),
        release.edition().toString(),
        release.sha256());
  }

  private int number(String sql, String... parameters) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = select.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  private void insert(Release release, int revision) throws SQLException {
    ReferenceTable table = release.table();
    int id;
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs.reference_release
              (kind, edition, revision, file_name, archive_name, file_sha256, rows_loaded, rows_rejected)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            returning reference_id
            """)) {
      insert.setString(1, release.kind().label());
      insert.setString(2, release.edition().toString());
      insert.setInt(3, revision);
      insert.setString(4, release.file());
      insert.setString(5, release.archive());
      insert.setString(6, release.sha256());
      insert.setInt(7, table.lines().size());
      insert.setInt(8, table.rejected().size());
      try (ResultSet result = insert.executeQuery()) {
        result.next();
        id = result.getInt(1);
      }
    }
    CopyRows listings = new CopyRows();
    CopyRows assignments = new CopyRows();
    for (ReferenceTable.Line line : table.lines()) {
      ReferenceRow row = line.row();
      if (row instanceof NdcListing listing) {
        add(listings.add(id).add(line.number()), listing);
      } else if (row instanceof RbcsAssignment assignment) {
        add(assignments.add(id).add(line.number()), assignment);
      }
    }
    listings.send(
        connection,
        "hcpcs.ndc_crosswalk (reference_id, line, code, short_description, ndc, product_number, labeler, drug_name,"
            + " generic_name, dosage, package_size, package_quantity, bill_units, bill_units_per_package)");
    assignments.send(
        connection,
        "hcpcs.rbcs (reference_id, line, code, rbcs_id, category, category_description, subcategory,"
            + " subcategory_description, family, family_description, major_indicator, code_added_date, code_end_date,"
            + " valid_from, valid_to, is_latest, first_release_year, alternate_method, was_reassigned)");
    CopyRows rejected = new CopyRows();
    for (ReferenceTable.Rejected row : table.rejected()) {
      rejected.add(id).add(row.number()).add(row.reason()).add(row.raw()).endRow();
    }
    rejected.send(connection, "hcpcs.reference_rejected (reference_id, line, reason, raw)");
  }

  private static void add(CopyRows rows, NdcListing listing) {
    rows.add(listing.code())
        .add(listing.shortDescription())
        .add(listing.ndc())
        .add(listing.productNumber())
        .add(listing.labeler())
        .add(listing.drugName())
        .add(listing.genericName())
        .add(listing.dosage())
        .add(plain(listing.packageSize()))
        .add(plain(listing.packageQuantity()))
        .add(plain(listing.billUnits()))
        .add(plain(listing.billUnitsPerPackage()))
        .endRow();
  }

  private static void add(CopyRows rows, RbcsAssignment assignment) {
    rows.add(assignment.code())
        .add(assignment.rbcsId())
        .add(assignment.category())
        .add(assignment.categoryDescription())
        .add(assignment.subcategory())
        .add(assignment.subcategoryDescription())
        .add(assignment.family())
        .add(assignment.familyDescription())
        .add(assignment.majorIndicator())
        .add(text(assignment.codeAdded()))
        .add(text(assignment.codeEnd()))
        .add(text(assignment.validFrom()))
        .add(text(assignment.validTo()))
        .add(text(assignment.latest()))
        .add(text(assignment.firstReleaseYear()))
        .add(assignment.alternateMethod())
        .add(text(assignment.reassigned()))
        .endRow();
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
