package org.openhcpcs.source.reference;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file with a reference table says.
 *
 * @param form what kind of table it is
 * @param titles the rows above the header, as text
 * @param lines the rows that can be used, in their order
 * @param rejected those that cannot
 * @param leftOut how many rows are of codes whose descriptors are not public
 * @param unread cells of rows that can be used, which were left empty
 * @param notes what else was noticed, one sentence each, with the file and its line
 */
public record ReferenceTable(
    ReferenceForm form,
    List<String> titles,
    List<ReferenceLine> lines,
    List<Rejected> rejected,
    int leftOut,
    List<Unread> unread,
    List<String> notes) {

  /** What its columns tell. */
  public enum ReferenceForm {
    /** An NDC-HCPCS crosswalk. */
    CROSSWALK,

    /** A crosswalk of drugs that have no code of their own. */
    CROSSWALK_WITHOUT_CODES,

    /** A payment file. */
    PAYMENT_LIMITS,

    /** The Restructured BETOS Classification System. */
    RBCS;

    /** The columns that are kept of it. */
    public Set<ReferenceColumn> columns() {
      Set<ReferenceColumn> columns =
          switch (this) {
            case CROSSWALK, CROSSWALK_WITHOUT_CODES ->
                EnumSet.range(ReferenceColumn.PRODUCT_NUMBER, ReferenceColumn.SHORT_DESCRIPTION);
            case PAYMENT_LIMITS -> EnumSet.range(ReferenceColumn.DOSAGE, ReferenceColumn.NOTES);
            case RBCS -> EnumSet.range(ReferenceColumn.RBCS_ID, ReferenceColumn.WAS_REASSIGNED);
          };
      columns.add(ReferenceColumn.CODE);
      return columns;
    }
  }

  /**
   * A row that can be used.
   *
   * @param number the 1-based line that it ends on
   * @param values by column: texts, numbers, dates and truth values; none of a blank cell, nor of
   *     one that says that there is nothing, as {@code N/A} or an open end (12/31/9999) does
   */
  public record ReferenceLine(int number, Map<ReferenceColumn, Object> values) {
    /** The text of a column; empty if there is none. */
    public Optional<String> text(ReferenceColumn column) {
      return Optional.ofNullable(values.get(column)).map(Object::toString);
    }
  }

  /**
   * A row that cannot be used.
   *
   * @param number 1-based line that it ends on
   * @param reason why, in words
   * @param raw its cells, joined by tabs; only the first of a code whose descriptor is not public
   */
  public record Rejected(int number, String reason, String raw) {}

  /**
   * A cell, or the end of a row, that does not hold what it should.
   *
   * @param number 1-based line that the row ends on
   * @param reason why, in words
   * @param raw what stands there
   */
  public record Unread(int number, String reason, String raw) {}

  public ReferenceTable {
    titles = List.copyOf(titles);
    lines = List.copyOf(lines);
    rejected = List.copyOf(rejected);
    unread = List.copyOf(unread);
    notes = List.copyOf(notes);
  }
}
