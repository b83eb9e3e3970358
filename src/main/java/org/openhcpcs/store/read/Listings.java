package org.openhcpcs.store.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.Sql;

/**
 * The lists that people and programs ask for. Each is one query; whoever asks it prints its rows.
 */
public final class Listings {

  private static final String RELEASES =
      """
      select edition, revision, is_current_revision as current, published_on, codes, modifiers, terminated, rejected,
        (select count(*) from hcpcs.finding f where f.release_id = r.release_id) as findings, archive_name
      from hcpcs.release r
      order by effective_on, revision
      """;

  private static final String DICTIONARY =
      """
      select schema_name, object_name, object_kind, signature, element_kind, position, element, data_type, may_be_null,
        meaning, source
      from hcpcs.data_dictionary
      where case ?
        when '' then schema_name = 'hcpcs' or ?
        else lower(?) in (object_name, schema_name || '.' || object_name)
      end
      """;

  private static final String SEARCH =
      " from hcpcs.search_codes(?, ?, ?, ?, ?, ?) s order by s.place";

  private static final String SEARCH_PAGE =
      """
      select s.total, s.code, s.kind, s.status, s.short_description, s.long_description, s.marked
      from hcpcs.search_codes(?, ?, ?, ?, ?, ?) s
      where s.place > ?
      order by s.place
      """;

  private static final String SEARCH_NOTES =
      """
      select case understood
          when 'spelling' then words || ': in no description; searched for words that are spelt like it'
          when 'prefix' then words || ': in no description; searched for words that begin so'
          else words || ': in no description, nor anything like it; left out'
        end
      from hcpcs.search_parts(?)
      where understood in ('spelling', 'prefix', 'unknown')
      union all
      select 'no description has all the words; these have the rarest of them'
      from hcpcs.search_codes(?, 1, ?, ?, ?, ?)
      where matched = 'some words'
      """;

  private static final String REFERENCE_TABLES =
      """
      select kind, edition, revision, revision = max(revision) over (partition by kind, edition) as prevails, published_on,
        rows_loaded, rows_rejected, loaded_at::timestamp(0) as loaded_at, file_name, archive_name, file_sha256
      from hcpcs.reference_release
      order by kind, edition, revision
      """;

  /** The same for people: what is long is short. */
  private static final String REFERENCE_TABLES_TEXT =
      """
      select kind, edition, revision as rev, case when revision = max(revision) over (partition by kind, edition) then 'yes' else '' end
          as prevails,
        published_on as published, rows_loaded as rows, rows_rejected as rejected, loaded_at::date as loaded, left(file_sha256, 8) as sha256, file_name as file
      from hcpcs.reference_release
      order by kind, edition, revision
      """;

  private static final String STAGED =
      """
      select s.edition, g.gate, g.observed, g.allowed, g.compared_edition as compared, g.reason, s.archive_name, s.staged_at
      from hcpcs_load.staged_release s
      left join hcpcs_load.gate_refusal g using (edition)
      order by s.edition, g.gate
      """;

  private static final String GATE_EVIDENCE =
      """
      select gate, code, line, field, before, staged
      from hcpcs_load.gate_evidence
      where edition = ?
      order by gate, code, line, field
      """;

  private static final String CHANGES =
      """
      select r.edition, c.code, c.change, c.field, c.action, c.effective_on, c.silent, c.old_value, c.new_value,
        c.after_gap
      from hcpcs.code_change c join hcpcs.release r using (release_id)
      """;

  private static final String POLICIES =
      """
      select code, source, identifier, effective, title, url
      from hcpcs.policy
      where (?::text = '' or code = ?) and (?::text = '' or source = ?)
      order by code, source, identifier
      """;

  private static final String NOTES =
      """
      select code, section, noted_on, source, file, body
      from hcpcs.code_note
      where ?::text = '' or code = ?
      order by code, file, position
      """;

  private static final String RUNS =
      """
      select r.run_id as run, %s as started_at, round(extract(epoch from r.ended_at - r.started_at)::numeric, 1) as seconds,
        coalesce(r.outcome, 'running') as outcome, count(distinct s.edition) as editions, r.command, r.program_version, r.error
      from hcpcs_load.run r
      left join hcpcs_load.stage_run s using (run_id)
      group by r.run_id
      order by r.run_id desc
      """
          .formatted(utc("r.started_at"));

  private static final String STAGES =
      """
      select r.run_id as run, %s as run_started_at, %s as run_ended_at, r.command, r.program_version,
        coalesce(r.outcome, 'running') as outcome, r.error, r.inputs_sha256, s.edition, s.stage, %s as started_at, s.milliseconds,
        s.read, s.written, s.rejected, s.skipped, s.error_code, s.archive_sha256
      from hcpcs_load.run r
      left join hcpcs_load.stage_run s using (run_id)
      where r.run_id = coalesce(?, (select max(run_id) from hcpcs_load.run))
      order by s.started_at, array_position(array['acquire', 'parse', 'check', 'stage', 'publish', 'feed'], s.stage)
      """
          .formatted(utc("r.started_at"), utc("r.ended_at"), utc("s.started_at"));

  private Listings() {}

  /** A time as ISO 8601 writes it, in UTC whatever the zone of the session. */
  private static String utc(String column) {
    return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
  }

  /** What is loaded, the oldest edition first. */
  public static Query releases() {
    return Query.of(RELEASES);
  }

  /**
   * What was noticed.
   *
   * @param edition only of this edition, if one is given
   * @param rule only of rules that begin so, if one is given
   * @param code only about this code, if one is given
   * @param summary one row for each rule of an edition
   */
  public static Query findings(
      @Nullable Edition edition, @Nullable String rule, @Nullable String code, boolean summary) {
    Conditions where = new Conditions();
    where.add("r.edition = ?", edition == null ? null : edition.toString());
    where.add("starts_with(f.rule, ?)", rule);
    where.add("f.code = ?", code == null ? null : CodeRecord.codeOf(code));
    String from = " from hcpcs.finding f join hcpcs.release r using (release_id)" + where;
    return where.query(
        summary
            ? "select r.edition, f.severity, f.rule, count(*) as findings, min(f.message) as message"
                + from
                + " group by r.edition, f.severity, f.rule order by r.edition, f.rule, f.severity"
            : "select r.edition, f.severity, f.rule, f.code, f.field, f.file, f.line, f.observed, f.expected, f.message"
                + from
                + " order by array_position(array['error', 'warning', 'info'], f.severity), r.effective_on, f.rule, f.line,"
                + " f.finding_id");
  }

  /**
   * What changed from edition to edition.
   *
   * @param edition only in this edition, if one is given
   * @param code only of this code, if one is given
   * @param silent only what no action code announced
   */
  public static Query changes(@Nullable Edition edition, @Nullable String code, boolean silent) {
    Conditions where = new Conditions();
    where.add("r.edition = ?", edition == null ? null : edition.toString());
    where.add("c.code = ?", code == null ? null : CodeRecord.codeOf(code));
    return where.query(
        CHANGES
            + where
            + " and r.is_current_revision"
            + (silent ? " and c.silent" : "")
            + " order by r.effective_on, c.code, c.code_change_id");
  }

  /**
   * What changed in one revision of an edition, which need not be the current one.
   *
   * @param edition as {@code hcpcs.release_named} takes it
   */
  public static Query changesOf(Sql sql, String edition) {
    return Query.of(
        CHANGES + " where release_id = ? order by c.code, c.code_change_id",
        sql.one("select hcpcs.release_named(?)", Integer.class, edition));
  }

  /**
   * What differs between two editions, each YYYY-MM or YYYY-MM.N, of a code; of all if it is empty.
   */
  public static Query diff(String from, String to, String code) {
    return Query.of(
        "select * from hcpcs.diff_editions(?, ?) where ? in ('', code)", from, to, code);
  }

  /** What differs between what was known on two days, of a code; of all if it is empty. */
  public static Query diff(LocalDate from, LocalDate to, String code) {
    return Query.of("select * from hcpcs.diff_known(?, ?) where ? in ('', code)", from, to, code);
  }

  /**
   * Of which codes a search may speak; null wherever all may.
   *
   * @param section letters, of which one begins the code
   * @param status a status as {@code hcpcs.code_detail} has it
   * @param date a date of service on which the code is valid
   */
  public record SearchFilter(
      @Nullable String section,
      @Nullable String status,
      @Nullable LocalDate date,
      @Nullable Kind kind) {

    private Query query(String sql, Object... parameters) {
      List<@Nullable Object> all = new ArrayList<>(List.of(parameters));
      all.add(section);
      all.add(status);
      all.add(date);
      all.add(kind == null ? null : kind.label());
      return new Query(sql, all);
    }
  }

  /** The codes that a text finds, the best first. */
  public static Query search(String text, int limit, SearchFilter filter) {
    return filter.query(
        "select place, code, kind, status, matched, score, short_description, long_description, marked"
            + SEARCH,
        text,
        limit);
  }

  /**
   * The hits behind so many, each with how many there are in all; the columns that programs read.
   */
  public static Query searchPage(String text, int offset, int limit, SearchFilter filter) {
    Query all = filter.query(SEARCH_PAGE, text, offset + limit);
    List<@Nullable Object> parameters = new ArrayList<>(all.parameters());
    parameters.add(offset);
    return new Query(all.sql(), parameters);
  }

  /** The same in the columns that people read. */
  public static Query searchForPeople(String text, int limit, SearchFilter filter) {
    return filter.query(
        "select code, status, short_description, marked as description" + SEARCH, text, limit);
  }

  /** What of a text was not taken as it was written: a row of one sentence each. */
  public static Query searchNotes(String text, SearchFilter filter) {
    return filter.query(SEARCH_NOTES, text, text);
  }

  /** A row if some loaded edition lists a code. */
  public static Query listed(String code) {
    return Query.of("select code from hcpcs.search_document where code = ?", code);
  }

  /** The codes that are like a code, the most alike first. */
  public static Query similar(String code, int limit) {
    return Query.of("select * from hcpcs.similar_codes(?, ?) order by place", code, limit);
  }

  /** The same in the columns that people read. */
  public static Query similarForPeople(String code, int limit) {
    return Query.of(
        "select similar_code as code, status, round(score::numeric, 2) as score, short_description, reason"
            + " from hcpcs.similar_codes(?, ?) order by place",
        code,
        limit);
  }

  /**
   * How many units of a code to bill for a dose, and why.
   *
   * @param day the date of service; today if null
   * @param ndc the package that it came from; null for none
   */
  public static Query billingUnits(
      String code, BigDecimal dose, String unit, @Nullable LocalDate day, @Nullable String ndc) {
    return Query.of(
        "select * from hcpcs.billing_units(?, ?, ?, coalesce(?::date, current_date), ?)",
        code,
        dose,
        unit,
        day,
        ndc);
  }

  /**
   * What every table, view, function, column and parameter means.
   *
   * @param all also those of the loader
   * @param object only this one, with or without its schema; empty for all
   */
  public static Query dictionary(boolean all, String object) {
    return Query.of(DICTIONARY, object, all, object);
  }

  /** The tables that CMS publishes beside the code files. */
  public static Query referenceTables() {
    return Query.of(REFERENCE_TABLES);
  }

  /** The same in the columns that people read. */
  public static Query referenceTablesForPeople() {
    return Query.of(REFERENCE_TABLES_TEXT);
  }

  /** The policies of a site, of a code and a source; empty for all. */
  public static Query policies(String code, String source) {
    return Query.of(POLICIES, code, code, source, source);
  }

  /** The notes of a site, of a code; empty for all. */
  public static Query notes(String code) {
    return Query.of(NOTES, code, code);
  }

  /** The releases that are staged, and the gates that refused them. */
  public static Query staged() {
    return Query.of(STAGED);
  }

  /** What the gates counted in a staged edition. */
  public static Query gateEvidence(Edition edition) {
    return Query.of(GATE_EVIDENCE, edition.toString());
  }

  /** The runs that wrote, the newest first. */
  public static Query runs() {
    return Query.of(RUNS);
  }

  /** The stages of the run of a number; of the newest for null. */
  public static Query stages(@Nullable Integer run) {
    return Query.of(STAGES, run);
  }

  /** Conditions that all hold, with their parameters. */
  private static final class Conditions {

    private final StringBuilder text = new StringBuilder(" where true");
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** Adds a condition with one parameter, unless that is null. */
    void add(String condition, @Nullable String parameter) {
      if (parameter != null) {
        text.append(" and ").append(condition);
        parameters.add(parameter);
      }
    }

    Query query(String sql) {
      return new Query(sql, parameters);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
