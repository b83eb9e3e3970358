package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/**
 * What the page of one code or modifier says, whatever prints it.
 *
 * @param code in capitals; any text is allowed
 */
public record CodePageReader(Database database, String code) {

  private static final String DETAIL = "select * from hcpcs.code_detail where code = ?";

  private static final String AS_OF =
      """
      select d.*,
        (
          select max(x.edition)
          from hcpcs.code_change k
          join hcpcs.release x using (release_id)
          where k.code = d.code and k.change not in ('absent', 'dropped') and x.published_on <= ?) as last_changed_in,
        e.edition, e.revision, e.published_on, e.release_id, e.archive_name, e.archive_sha256
      from hcpcs.code_detail_as_of(?, ?) d
      left join hcpcs.release e on e.release_id = ?
      where d.code = ?
      """;

  /** The columns of {@link #detailAsOf} that {@code hcpcs.code_detail} does not have. */
  public static final Set<String> AS_OF_ONLY =
      Set.of("meaning", "known_from", "archive_name", "archive_sha256");

  private static final String HISTORY =
      """
      select h.code, h.meaning, lower(h.valid_during) as valid_from, upper(h.valid_during) as valid_to, h.end_reason,
        lower(h.known_during) as known_from, upper(h.known_during) as known_to, h.basis, h.absent_since, h.evidence,
        r.short_description
      from hcpcs.code_history h
      join hcpcs.code_record r using (record_id)
      where h.code = ?
      order by lower(h.known_during), lower(h.valid_during)
      """;

  /** The same for people: what is not a date is one text. */
  private static final String HISTORY_TEXT =
      """
      select meaning, valid_from, valid_to, known_from, known_to,
        concat_ws('; ', short_description, basis || coalesce(', ends by ' || end_reason, ''),
          'absent since ' || absent_since, evidence) as what
      from (%s) h
      order by known_from, valid_from
      """
          .formatted(HISTORY);

  /** What the references to manuals mean, by the column of the code page that they stand beside. */
  private static final String MANUALS =
      """
      select m.field || '_' || m.position || '_description' as field,
        concat_ws('; ', min(description),
          string_agg('now Pub. ' || publication || ' section ' || successor_section || ' ' || successor_title, '; ')) as meaning
      from (
        select 'coverage_issues_manual' as field, * from hcpcs.code_coverage_manual
        union all
        select 'carriers_manual', * from hcpcs.code_carriers_manual
      ) m
      where code = ?
      group by m.field, m.position
      """;

  private static final String EARLIER_MEANINGS =
      """
      with life as (
        select h.meaning, max(upper(h.valid_during)) - 1 as last_day,
          (array_agg(r.short_description order by lower(h.valid_during) desc))[1] as text
        from hcpcs.code_history h
        join hcpcs.code_record r using (record_id)
        where h.code = ? and upper_inf(h.known_during) and not isempty(h.valid_during)
        group by h.meaning
      )
      select string_agg(l.text || ', through ' || l.last_day, '; ' order by l.meaning)
      from life l
      where l.meaning < (select max(m.meaning) from life m)
      """;

  private static final String REPLACED_BY =
      """
      select string_agg(
        concat_ws(' ', r.replaced_by, nullif('(' || r.target_kind || ')', '(in file)'),
          'leads to ' || nullif(r.living_end, r.replaced_by)), ', ' order by r.position)
      from hcpcs.replacement r
      where r.code = ?
      """;

  /** What reference tables say, if any are loaded: a field of the page each. */
  private static final String REFERENCES =
      """
      with listing as (
        select c.list, c.edition, c.product_number, c.bill_units_per_package,
          row_number() over (partition by c.list order by c.product_number, c.line) as place,
          count(*) over (partition by c.list) as listings
        from hcpcs.ndc_crosswalk_current c
        where c.code = ?
      )
      select 'RBCS', b.rbcs_id,
        concat_ws(', ', b.category_description, b.subcategory_description,
          case when b.family <> '000' then b.family_description end) || ' (' || b.edition || ')'
      from hcpcs.rbcs_current b
      where b.code = ?
      union all
      (select 'NDCs, ' || list, listings::text,
        string_agg(concat(product_number, ' = ' || bill_units_per_package || ' units'), ', ' order by place)
          filter (where place <= 3) || case when listings > 3 then ', ...' else '' end || ' (' || edition || ')'
      from listing
      group by list, edition, listings
      order by list)
      union all
      (select 'Payment limit', coalesce('$' || p.payment_limit, '-'),
        concat_ws('; ', 'per ' || p.dosage, 'patients pay ' || p.coinsurance_percentage || ' %',
          'vaccine $' || p.vaccine_limit, 'blood $' || p.blood_limit, p.notes) || ' (' || p.edition || ')'
      from hcpcs.payment_limit p
      where p.code = ?
        and p.revision = (
          select max(r.revision) from hcpcs.reference_release r where r.kind = 'payment-limit' and r.edition = p.edition)
      order by p.edition desc)
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

  private static final String UNLISTED =
      """
      select hcpcs.unlisted_verdict(?), count(*)
      from hcpcs.search_document
      where starts_with(code, nullif(?, ''))
      """;

  private static final String COLUMN_MEANINGS =
      """
      select attname, col_description(attrelid, attnum)
      from pg_attribute
      where attrelid = 'hcpcs.code_detail'::regclass and attnum > 0
      """;

  /** The row of {@code hcpcs.code_detail}; none if no loaded edition lists the code. */
  public ResultRows detail() {
    return rows(DETAIL, code);
  }

  /**
   * The columns of {@link #detail} as they stood for a date of service, as known on a day, and
   * {@link #AS_OF_ONLY}; none if nothing was known of the code by then. Where it is not valid on
   * the date, those of the meaning before it, else of the first one.
   *
   * @param releaseId the release that they are from; 0 for none
   */
  public ResultRows detailAsOf(LocalDate on, LocalDate knownOn, int releaseId) {
    return rows(AS_OF, knownOn, on, knownOn, releaseId, code);
  }

  /** What the code meant when, and since when that was known. */
  public ResultRows history() {
    return rows(HISTORY, code);
  }

  /** The same with one text for what is not a date. */
  public ResultRows historyForPeople() {
    return rows(HISTORY_TEXT, code);
  }

  /**
   * The row of the detail by column name, with what people want to read beside it: the manuals,
   * what replaces the code and where that leads, and what a reused code meant before.
   */
  public Map<String, @Nullable String> fields(ResultRows detail) {
    Map<String, @Nullable String> fields = detail.first();
    fields.putAll(manuals());
    if (fields.get("replaced_by") != null) {
      fields.put("replaced_by", rows(REPLACED_BY, code).value());
    }
    fields.put("earlier_meanings", rows(EARLIER_MEANINGS, code).value());
    return fields;
  }

  /** What the references of its newest record to manuals mean, by the columns of the page. */
  public Map<String, String> manuals() {
    return rows(MANUALS, code).named().stream()
        .collect(Collectors.toMap(row -> row.get("field"), row -> row.get("meaning")));
  }

  /**
   * What there is to say of a code that no edition lists.
   *
   * @param verdict as {@code hcpcs.unlisted_verdict} has it
   * @param beginning how many codes begin so
   */
  public record Unlisted(String verdict, int beginning) {}

  public Unlisted unlisted() {
    List<@Nullable String> row = rows(UNLISTED, code, code).rows().get(0);
    return new Unlisted(String.valueOf(row.get(0)), Integer.parseInt(String.valueOf(row.get(1))));
  }

  /** What the columns of the detail mean, by their names. */
  public Map<String, String> columnMeanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    rows(COLUMN_MEANINGS).rows().stream()
        .filter(row -> row.get(1) != null)
        .forEach(row -> meanings.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
    return meanings;
  }

  /** What reference tables say: name, value and description of a field each. */
  public ResultRows references() {
    return rows(REFERENCES, code, code, code);
  }

  /** The descriptions of all its records, by their numbers. */
  public Map<Integer, NamedRow> texts() {
    return rows(TEXTS, code).named().stream()
        .collect(Collectors.toMap(row -> Integer.valueOf(row.get("record_id")), row -> row));
  }

  /** What editions changed, the newest first. */
  public List<NamedRow> changes(LocalDate knownOn) {
    return rows(CHANGES, code, knownOn).named();
  }

  /** The packages of the crosswalks that are in force. */
  public List<NamedRow> packages() {
    return rows(PACKAGES, code).named();
  }

  /** The category of the RBCS on a day. */
  public List<NamedRow> category(LocalDate on) {
    return rows(CATEGORY, code, on).named();
  }

  /** What Medicare pays on a day. */
  public List<NamedRow> paymentLimit(LocalDate on, LocalDate knownOn) {
    return rows(PAYMENT_LIMIT, code, on, knownOn).named();
  }

  /** What Medicare paid in each quarter, the oldest first. */
  public List<NamedRow> paymentLimits(LocalDate knownOn) {
    return rows(PAYMENT_LIMITS, code, knownOn).named();
  }

  /** What was noticed of it in the files, the newest edition first. */
  public List<NamedRow> findings(LocalDate knownOn) {
    return rows(FINDINGS, code, knownOn).named();
  }

  private ResultRows rows(String sql, Object... parameters) {
    return ResultRows.of(database, Query.of(sql, parameters));
  }
}
