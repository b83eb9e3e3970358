package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/**
 * One code or modifier on a day of service, as it was known on a day.
 *
 * @param code in capitals; any text is allowed
 */
public record CodeOnDay(Database database, String code, LocalDate on, LocalDate knownOn) {

  private static final String VERDICT =
      """
      select verdict, reason, meaning, record_id, known_from, array_to_string(replaced_by, ' ') as replaced_by,
        array_to_string(living_end, ' ', '-') as living_end
      from hcpcs.check_code(?, ?, ?)
      """;

  private static final String TEXTS =
      "select record_id, short_description, long_description from hcpcs.code_record where code = ?";

  private static final String CHANGES =
      """
      select e.edition, c.change, c.field, c.action, c.effective_on, c.silent, c.old_value, c.new_value, c.after_gap
      from hcpcs.code_change c
      join hcpcs.release e using (release_id)
      where c.code = ? and e.published_on <= ? and e.is_current_revision
      order by e.effective_on desc, c.code_change_id
      """;

  private static final String PACKAGES =
      """
      select list, ndc, labeler, drug_name, dosage, package_size, package_quantity, bill_units, bill_units_per_package, edition
      from hcpcs.ndc_crosswalk_current
      where code = ?
      order by list, drug_name, ndc, line
      """;

  private static final String CATEGORY =
      """
      select rbcs_id, category_description, subcategory_description, case when family <> '000' then family_description end as family, edition
      from hcpcs.rbcs_of(?, ?)
      """;

  private static final String FINDINGS =
      """
      select e.edition, f.severity, f.rule, f.field, f.file, f.line, f.message
      from hcpcs.finding f
      join hcpcs.release e using (release_id)
      where f.code = ? and e.published_on <= ?
      order by e.effective_on desc, f.finding_id
      """;

  /** The newest edition that lists a record. */
  private static final String SOURCE =
      """
      select e.release_id, e.edition, e.revision, e.published_on, e.archive_name, e.archive_sha256, l.sequence, l.position
      from hcpcs.record_release l
      join hcpcs.release e using (release_id)
      where l.record_id = ? and e.published_on <= ?
      order by e.effective_on desc, e.revision desc
      limit 1
      """;

  private static final String PAYMENT_LIMIT =
      """
      select edition, revision, dosage, payment_limit, coinsurance_percentage, notes, source
      from hcpcs.payment_limit_of(?, ?, ?)
      """;

  private static final String PAYMENT_LIMITS =
      """
      select distinct on (p.edition) p.edition, p.revision, p.published_on, p.dosage, p.payment_limit, p.notes, p.source
      from hcpcs.payment_limit p
      where p.code = ? and p.published_on <= ?
      order by p.edition, p.revision desc
      """;

  /** What {@code check_code} says. */
  public NamedRow verdict() {
    return rows(VERDICT, code, on, knownOn).get(0);
  }

  /**
   * The record of the day, decoded; where nothing was known of the code by then, that of its newest
   * listing.
   */
  public NamedRow detail() {
    CodePageReader reader = new CodePageReader(database, code);
    ResultRows known = reader.detailAsOf(on, knownOn, OptionalInt.empty());
    return (known.isEmpty() ? reader.detail() : known).named().get(0);
  }

  /** The descriptions of all its records, by their numbers. */
  public Map<Integer, NamedRow> texts() {
    return rows(TEXTS, code).stream()
        .collect(Collectors.toMap(row -> Integer.valueOf(row.get("record_id")), row -> row));
  }

  /** What editions changed, the newest first. */
  public List<NamedRow> changes() {
    return rows(CHANGES, code, knownOn);
  }

  /** Where one of its records stands; empty if no edition that was known lists it. */
  public Optional<NamedRow> source(int recordId) {
    return rows(SOURCE, recordId, knownOn).stream().findFirst();
  }

  /** What the references of its newest record to manuals mean, as on the page in a terminal. */
  public Map<String, String> manuals() {
    return new CodePageReader(database, code).manuals();
  }

  /** The packages of the crosswalks that are in force. */
  public List<NamedRow> packages() {
    return rows(PACKAGES, code);
  }

  /** The category of the RBCS on the day. */
  public Optional<NamedRow> category() {
    return rows(CATEGORY, code, on).stream().findFirst();
  }

  /** What Medicare pays on the day. */
  public Optional<NamedRow> paymentLimit() {
    return rows(PAYMENT_LIMIT, code, on, knownOn).stream().findFirst();
  }

  /** What Medicare paid in each quarter, the oldest first. */
  public List<NamedRow> paymentLimits() {
    return rows(PAYMENT_LIMITS, code, knownOn);
  }

  public List<NamedRow> findings() {
    return rows(FINDINGS, code, knownOn);
  }

  public List<NamedRow> policies() {
    return rows(Listings.policies(code, ""));
  }

  public List<NamedRow> notes() {
    return rows(Listings.notes(code));
  }

  private List<NamedRow> rows(String sql, Object... parameters) {
    return rows(Query.of(sql, parameters));
  }

  private List<NamedRow> rows(Query query) {
    return ResultRows.of(database, query).named();
  }
}
