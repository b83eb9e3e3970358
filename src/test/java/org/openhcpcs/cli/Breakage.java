package org.openhcpcs.cli;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an invariant is broken on purpose, in a database with the sample, a revision of January and
 * April's corrections.
 *
 * @param sql breaks it; triggers do not fire
 * @param follows other invariants that cannot hold then, because they are about the same rows
 */
record Breakage(String sql, List<String> follows) {

  /** Makes the content hashes of releases fit their records again. */
  private static final String REHASH =
      """
      update hcpcs.release e
      set content_hash = h.content_hash
      from (
        select m.release_id, encode(substring(sha256(
            string_agg(uuid_send(r.content_hash) || int4send(m.sequence), '' order by m.position)) for 16), 'hex')::uuid
          as content_hash
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        group by m.release_id
      ) h
      where h.release_id = e.release_id;
      """;

  private static final Map<String, Breakage> CASES =
      Map.ofEntries(
          entry(
              "record-content-hash",
              sql(
                  "update hcpcs.code_record set content_hash = descriptive_hash where code = 'S9372';"
                      + REHASH)),
          entry(
              "record-descriptive-hash",
              sql(
                  "update hcpcs.code_record set descriptive_hash = content_hash where code = 'S9372';")),
          entry(
              "record-once",
              sql(
                  """
            create temporary table twin as select * from hcpcs.code_record where code = 'S9372' limit 1;
            update twin set record_id = (select max(record_id) + 1 from hcpcs.code_record);
            insert into hcpcs.code_record overriding system value table twin;
            drop table twin;
            """,
                  "record-held")),
          entry(
              "record-held",
              sql(
                  """
            insert into hcpcs.code_record (content_hash, descriptive_hash, code, kind)
            select encode(substring(sha256(convert_to('Z9999' || chr(31) || 'procedure' || repeat(chr(31), 45), 'UTF8')) for 16), 'hex')::uuid,
              encode(substring(sha256(convert_to('Z9999' || chr(31) || 'procedure' || repeat(chr(31), 41), 'UTF8')) for 16), 'hex')::uuid,
              'Z9999', 'procedure';
            """)),
          entry(
              "release-content",
              sql(
                  """
            alter table hcpcs_load.release_content drop constraint release_content_check;
            update hcpcs_load.release_content set sequence_numbers = sequence_numbers || 100 where release_id = 1;
            """)),
          entry(
              "release-record",
              sql(
                  """
            update hcpcs_load.release_content
            set record_ids = record_ids || 999999, sequence_numbers = sequence_numbers || 100
            where release_id = 1;
            """,
                  "derived-listing-stretch")),
          entry(
              "release-code-once",
              sql(
                  """
            update hcpcs_load.release_content
            set record_ids = record_ids || record_ids[20], sequence_numbers = sequence_numbers || 100
            where release_id = 1;
            update hcpcs.release e
            set codes = codes + (r.kind = 'procedure')::int, modifiers = modifiers + (r.kind = 'modifier')::int,
              terminated = terminated + (r.termination_date is not null)::int
            from hcpcs_load.release_content c, hcpcs.code_record r
            where e.release_id = 1 and c.release_id = 1 and r.record_id = c.record_ids[20];
            """
                      + REHASH,
                  "derived-listing-stretch")),
          entry(
              "release-content-hash",
              sql(
                  "update hcpcs.release set content_hash = '00000000-0000-0000-0000-000000000000' where edition = '2008-04';")),
          entry(
              "release-count",
              sql(
                  "update hcpcs.release set terminated = terminated + 1 where edition = '2008-04';")),
          entry(
              "release-rejected",
              sql("update hcpcs.release set rejected = rejected + 1 where edition = '2008-04';")),
          entry(
              "release-effective-on",
              sql(
                  "update hcpcs.release set effective_on = effective_on + 1 where edition = '2008-04';")),
          entry(
              "release-revision", sql("update hcpcs.release set revision = 3 where revision = 2;")),
          entry(
              "release-current",
              sql(
                  """
            update hcpcs.release set is_current_revision = false where revision = 2;
            update hcpcs.release set is_current_revision = true where edition = '2008-01' and revision = 1;
            """,
                  "derived-change",
                  "derived-newest-listing")),
          entry(
              "release-source",
              sql(
                  "update hcpcs.release set archive_sha256 = repeat('0', 64) where edition = '2008-04';")),
          entry(
              "corrected-release",
              sql(
                  "update hcpcs.release set corrects_release_id = 1 where corrects_release_id is not null;")),
          entry(
              "correction-judged",
              sql("update hcpcs.correction set verdict = 'open' where verdict = 'applied';")),
          entry(
              "line-source",
              sql("update hcpcs_load.rejected_line set file = 'of another release';")),
          entry(
              "run-ended",
              sql(
                  "insert into hcpcs_load.run (command, program_version) values ('load', 'killed');")),
          entry("run-outcome", sql("update hcpcs_load.run set outcome = 'failed';")),
          entry(
              "stage-count",
              sql(
                  "update hcpcs_load.stage_run set read = read + 1 where stage = 'publish' and edition = '2008-04';")),
          entry(
              "history-record",
              sql(
                  "update hcpcs.code_history set kind = 'modifier' where code = 'S9372';",
                  "derived-history")),
          entry(
              "history-overlap",
              sql(
                  """
            drop trigger code_history_overlap_insert on hcpcs.code_history;
            insert into hcpcs.code_history select * from hcpcs.code_history where code = 'S9372';
            """,
                  "constraint",
                  "derived-history")),
          entry(
              "history-known",
              sql(
                  "update hcpcs.code_history set known_during = daterange(lower(known_during) - 1, null) where code = 'S9372';",
                  "derived-history")),
          entry(
              "history-listed",
              sql("delete from hcpcs.code_history where code = 'S9372';", "derived-history")),
          entry(
              "history-termination",
              sql(
                  """
            update hcpcs.code_history
            set valid_during = daterange(lower(valid_during), upper(valid_during) - 1)
            where code = 'C3401' and end_reason = 'termination';
            """,
                  "derived-history")),
          entry(
              "history-meaning",
              sql(
                  "update hcpcs.code_history set meaning = 3 where code = 'Q3601' and meaning = 2;",
                  "derived-history")),
          entry(
              "change-code",
              sql(
                  """
            insert into hcpcs.code_change (release_id, code, change, silent, after_gap)
            select max(release_id), 'Z9999', 'added', false, false from hcpcs.release;
            """,
                  "derived-change")),
          entry(
              "change-field",
              sql(
                  "update hcpcs.code_change set field = 'weight' where field = 'coverage';",
                  "derived-change",
                  "derived-change-finding",
                  "derived-transaction-finding")),
          entry(
              "finding-release",
              sql(
                  """
            insert into hcpcs.finding (release_id, severity, rule, message)
            values (999999, 'info', 'release-passed-over', 'of no release');
            """)),
          entry(
              "finding-code",
              sql(
                  """
            insert into hcpcs.finding (release_id, severity, rule, code, message)
            select max(release_id), 'info', 'field-date', 'Z9999', 'of no code' from hcpcs.release;
            """)),
          entry("value-known", sql("delete from hcpcs.pricing_indicator where code = '77';")),
          entry(
              "value-used",
              sql(
                  "insert into hcpcs.betos (code, documented, source) values ('XYZ', false, 'no file');")),
          entry(
              "value-wording",
              sql("update hcpcs.betos set description = 'Other' where code = 'D1E';")),
          entry(
              "value-finding",
              sql(
                  "delete from hcpcs.finding where rule = 'indicator-undocumented' and observed = '77' and release_id = 1;")),
          entry(
              "value-explained",
              sql(
                  """
            insert into hcpcs.finding (release_id, severity, rule, code, field, observed, message)
            select max(release_id), 'warning', 'indicator-undocumented', 'S9372', 'betos', 'D1E', 'it is documented' from hcpcs.release;
            """)),
          entry(
              "wording-stated",
              sql(
                  """
            insert into hcpcs.indicator_wording (indicator, code, stated_on, description, source)
            values ('betos', 'D1E', '1999-01-01', 'Other', 'no file');
            """)),
          entry(
              "note-stated",
              sql("update hcpcs.processing_note set text = 'Other' where documented;")),
          entry(
              "unit-reading-used",
              sql(
                  "insert into hcpcs.unit_reading (amount, unit, ucum, basis, source_text)"
                      + " select amount + 1, unit, ucum, basis, source_text from hcpcs.unit_reading limit 1;")),
          entry(
              "statute-used",
              sql(
                  "insert into hcpcs.statute_reference (statute, reference) values ('1862Z9', null);")),
          entry(
              "reference-count",
              sql(
                  """
            insert into hcpcs.reference_release (kind, edition, revision, published_on, published_basis, cms_mark, file_name,
              file_sha256, rows_loaded, rows_rejected)
            values ('rbcs', '2008-01', 1, '2008-01-01', 'edition', 'none', 'a.csv', repeat('0', 64), 1, 0);
            """)),
          entry(
              "reference-revision",
              sql(
                  """
            insert into hcpcs.reference_release (kind, edition, revision, published_on, published_basis, cms_mark, file_name,
              file_sha256, rows_loaded, rows_rejected)
            values ('rbcs', '2008-01', 2, '2008-01-01', 'edition', 'none', 'a.csv', repeat('0', 64), 1, 0);
            insert into hcpcs.rbcs (reference_id, line, code, rbcs_id) select reference_id, 2, 'J4801', 'RI000N' from hcpcs.reference_release;
            """)),
          entry(
              "reference-ndc",
              sql(
                  """
            insert into hcpcs.reference_release (kind, edition, revision, published_on, published_basis, cms_mark, file_name,
              file_sha256, rows_loaded, rows_rejected)
            values ('ndc-asp', '2008-01', 1, '2008-01-01', 'edition', 'none', 'a.csv', repeat('0', 64), 1, 0);
            insert into hcpcs.ndc_crosswalk (reference_id, line, code, ndc, product_number)
            select reference_id, 2, 'J4801', '99999048010', '99999-480-01' from hcpcs.reference_release;
            """)),
          entry(
              "reference-gtin",
              sql(
                  """
            insert into hcpcs.reference_release (kind, edition, revision, published_on, published_basis, cms_mark, file_name,
              file_sha256, rows_loaded, rows_rejected)
            values ('ndc-asp', '2008-01', 1, '2008-01-01', 'edition', 'none', 'a.csv', repeat('0', 64), 1, 0);
            insert into hcpcs.ndc_crosswalk (reference_id, line, code, gtin, product_number)
            select reference_id, 2, 'J4801', '10036000291459', '036000291452' from hcpcs.reference_release;
            """)),
          entry(
              "constraint",
              sql("alter table hcpcs.finding drop constraint finding_release_id_fkey;")),
          entry(
              "derived-history",
              sql("update hcpcs.code_history set basis = 'inferred' where code = 'S9372';")),
          entry(
              "derived-unit",
              sql(
                  "update hcpcs.code_record set unit_reading = null where code = 'J4801';",
                  "unit-reading-used")),
          entry(
              "derived-change",
              sql("delete from hcpcs.code_change where code = 'T3101';", "derived-change-finding")),
          entry(
              "derived-change-finding",
              sql("delete from hcpcs.finding where rule = 'change-absent';")),
          entry(
              "derived-newest-listing",
              sql(
                  "delete from hcpcs_load.newest_listing where code = 'S9372';",
                  "derived-search-document",
                  "derived-search-word")),
          entry(
              "derived-search-document",
              sql("update hcpcs.search_document set terms = '' where code = 'S9372';")),
          entry(
              "derived-search-word",
              sql("update hcpcs.search_word set documents = 99 where word = 'heparin';")),
          entry(
              "derived-listing-stretch",
              sql(
                  "delete from hcpcs_load.listing_stretch where next_release = 2;",
                  "derived-history")),
          entry(
              "derived-transaction-finding",
              sql(
                  "delete from hcpcs.finding where rule ~ '^transaction-(silent|change|action)$';")),
          entry(
              "listing-told",
              sql(
                  "insert into hcpcs_load.listing_change (code, old_listed) values ('S9372', false);")));

  private static Breakage sql(String sql, String... follows) {
    return new Breakage(sql, List.of(follows));
  }

  /** The invariants that there is a case for. */
  static Set<String> invariants() {
    return CASES.keySet();
  }

  static Breakage of(String invariant) {
    return Optional.ofNullable(CASES.get(invariant))
        .orElseThrow(() -> new AssertionError("no case breaks the invariant " + invariant));
  }
}
