package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.check.IndicatorRules;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.Sql;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.store.content.StagedRelease;

/**
 * Keeps the lookup tables in step with the releases: they follow from what came with the program
 * and from what each release states, in whatever order releases come and go.
 */
public final class LookupTables {

  /** Of two layouts of one date the source and the words decide, not the order of loading. */
  private static final List<String> WORDINGS =
      List.of(
          """
          delete from hcpcs.indicator_wording w
          where not w.built_in
            and not exists (
              select
              from hcpcs_load.stated_wording s
              where (s.indicator, s.code, s.stated_on) = (w.indicator, w.code, w.stated_on))
          """,
          """
          insert into hcpcs.indicator_wording as w
            (indicator, code, stated_on, description, heading, valid_from, valid_to, source)
          select distinct on (indicator, code, stated_on)
            indicator, code, stated_on, description, heading, valid_from, valid_to, source
          from hcpcs_load.stated_wording
          order by indicator, code, stated_on, source desc, description desc
          on conflict (indicator, code, stated_on) do update
          set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, source = excluded.source
          where not w.built_in
            and (w.description, w.heading, w.valid_from, w.valid_to, w.source)
              is distinct from (excluded.description, excluded.heading, excluded.valid_from, excluded.valid_to,
                excluded.source)
          """);

  /** A lookup table shows the newest wording of each value. */
  private static final String VALUES =
      """
      insert into hcpcs.%1$s as l (code, description, heading, valid_from, valid_to, documented, source)
      select distinct on (w.code) w.code, w.description, (
          select h.heading
          from hcpcs.indicator_wording h
          where h.indicator = w.indicator and h.code = w.code and h.heading is not null
          order by h.stated_on desc
          limit 1), w.valid_from, w.valid_to, true, w.source
      from hcpcs.indicator_wording w
      where w.indicator = '%1$s'
      order by w.code, w.stated_on desc
      on conflict (code) do update
      set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
        valid_to = excluded.valid_to, documented = true, source = excluded.source
      where (l.description, l.heading, l.valid_from, l.valid_to, l.documented, l.source)
        is distinct from (excluded.description, excluded.heading, excluded.valid_from, excluded.valid_to, true,
          excluded.source)
      """;

  /** The note of the newest file stands. */
  private static final String NOTES =
      """
      insert into hcpcs.processing_note as n (code, text, deleted_on, documented, source, stated_on)
      select distinct on (s.code) s.code, s.text, s.deleted_on, true, s.source, r.published_on
      from hcpcs_load.stated_note s
      join hcpcs.release r using (release_id)
      order by s.code, r.published_on desc, s.source desc, s.text desc
      on conflict (code) do update
      set text = excluded.text, deleted_on = excluded.deleted_on, documented = true, source = excluded.source,
        stated_on = excluded.stated_on
      where (n.text, n.deleted_on, n.documented, n.source, n.stated_on)
        is distinct from (excluded.text, excluded.deleted_on, true, excluded.source, excluded.stated_on)
      """;

  /** A value that nothing explains comes from the first, by name, of the files that have it. */
  private static final String UNDOCUMENTED =
      """
      update hcpcs.%1$s l
      set %2$s, documented = false, source = coalesce((
          select min(f.file)
          from (
            select rule, field, observed, file from hcpcs.finding
            union all
            select rule, field, observed, file from hcpcs_load.explained_finding
          ) f
          where f.rule = '%3$s' and f.field in (%4$s) and f.observed = l.code), l.source)
      where not exists (select from %5$s s where s.code = l.code)
      """;

  private static final String UNUSED =
      """
      delete from hcpcs.%1$s l
      where not l.documented and not exists (select from hcpcs.code_record r where l.code in (%2$s))
      """;

  private static final String UNUSED_STATUTES =
      """
      delete from hcpcs.statute_reference l
      where not exists (select from hcpcs.code_record r where r.statute = l.statute)
      """;

  private static final String DOCUMENTED_FIELDS =
      Field.ALL.stream()
          .flatMap(
              field ->
                  field.indicator().stream()
                      .map(
                          indicator ->
                              "select '%s', code from hcpcs.%s where documented"
                                  .formatted(field.column(), indicator.table())))
          .collect(Collectors.joining(" union all "));

  private static final String FINDING_COLUMNS =
      "release_id, severity, rule, code, field, file, line, observed, expected, message";

  /** Findings about values that are explained, and those that are not, each at their place. */
  private static final List<String> FINDINGS =
      List.of(
          moveFindings("hcpcs.finding", "hcpcs_load.explained_finding", "in"),
          moveFindings("hcpcs_load.explained_finding", "hcpcs.finding", "not in"));

  private final Sql sql;

  public LookupTables(Connection connection) {
    this.sql = new Sql(connection);
  }

  private static String moveFindings(String from, String to, String which) {
    return """
        with moved as (
          delete from %1$s
          where rule = '%4$s' and (field, observed) %3$s (%5$s)
          returning %6$s
        )
        insert into %2$s (%6$s) select %6$s from moved
        """
        .formatted(from, to, which, IndicatorRules.RULE, DOCUMENTED_FIELDS, FINDING_COLUMNS);
  }

  /**
   * Gives every value that a release uses a row, so that records can refer to it; {@link #derive}
   * fills the rows.
   */
  public void makeRoom(StagedRelease release) {
    String file = release.codeFile().file();
    makeRoom(release.undocumented(), release.codeFile().records(), file);
    makeRoomForExplained(release.explained(), file);
    for (Indicator indicator : Indicator.values()) {
      addRows(
          indicator,
          release.companions().wordings().stream()
              .filter(wording -> wording.indicator() == indicator)
              .map(Wording::code)
              .toList(),
          file);
    }
    addRows(
        Indicator.PROCESSING_NOTE,
        release.companions().notes().stream().map(ProcessingNote::code).toList(),
        file);
  }

  /** What explained a value when the release was checked may be gone. */
  private void makeRoomForExplained(List<Finding> explained, String file) {
    for (Field field : Field.ALL) {
      if (field.indicator().isPresent()) {
        addRows(
            field.indicator().get(),
            explained.stream()
                .filter(finding -> field.column().equals(finding.field()))
                .flatMap(finding -> Stream.ofNullable(finding.observed()))
                .toList(),
            file);
      }
    }
  }

  /** Gives undocumented values, and the statutes of records, a row. */
  void makeRoom(
      Map<Indicator, Set<String>> undocumented, List<PublishedRecord> records, String file) {
    for (Map.Entry<Indicator, Set<String>> entry : undocumented.entrySet()) {
      addRows(entry.getKey(), entry.getValue(), file);
    }
    addStatutes(
        records.stream()
            .map(published -> published.record().get(Field.STATUTE))
            .filter(statute -> !statute.isEmpty())
            .collect(Collectors.toSet()));
  }

  private void addRows(Indicator indicator, Collection<String> values, String source) {
    boolean note = indicator == Indicator.PROCESSING_NOTE;
    sql.batch(
        "insert into hcpcs.%s (code, documented, source%s) values (?, false, ?%s) on conflict do nothing"
            .formatted(indicator.table(), note ? ", stated_on" : "", note ? ", '-infinity'" : ""),
        values,
        value -> Sql.values(value, source));
  }

  /** Gives every spelling of a statute a row with its normal form, if it has one. */
  private void addStatutes(Set<String> spellings) {
    sql.batch(
        "insert into hcpcs.statute_reference (statute, reference) values (?, ?) on conflict do nothing",
        spellings,
        spelling -> Sql.values(spelling, StatuteReference.of(spelling).orElse(null)));
  }

  /** Brings the lookup tables, and the findings about undocumented values, up to date. */
  public void derive() {
    WORDINGS.forEach(sql::run);
    for (Indicator indicator : Indicator.values()) {
      derive(indicator);
    }
    FINDINGS.forEach(sql::run);
    sql.run(UNUSED_STATUTES);
  }

  private void derive(Indicator indicator) {
    List<String> columns =
        Field.ALL.stream()
            .filter(field -> field.indicator().equals(Optional.of(indicator)))
            .map(Field::column)
            .toList();
    boolean note = indicator == Indicator.PROCESSING_NOTE;
    sql.run(note ? NOTES : VALUES.formatted(indicator.table()));
    sql.run(
        UNDOCUMENTED.formatted(
            indicator.table(),
            note
                ? "text = null, deleted_on = null, stated_on = '-infinity'"
                : "description = null, heading = null, valid_from = null, valid_to = null",
            IndicatorRules.RULE,
            columns.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", ")),
            note
                ? "hcpcs_load.stated_note"
                : "(select code from hcpcs.indicator_wording where indicator = '"
                    + indicator.table()
                    + "')"));
    sql.run(
        UNUSED.formatted(
            indicator.table(),
            columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "))));
  }
}
