package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/** What leads to codes: sections, values of indicators, what the newest edition changed. */
public record BrowseReader(Database database) {

  private static final String STANDING =
      """
      select edition, revision, published_on, is_sample
      from hcpcs.release
      where published_on <= ?
      order by effective_on desc, revision desc
      limit 1
      """;

  private static final String SECTIONS =
      """
      select coalesce(s.letter, l.letter) as letter, s.title, coalesce(l.living, 0) as living, coalesce(l.listed, 0) as listed
      from hcpcs.section s
      full join (
        select left(d.code, 1) as letter, count(*) as listed,
          count(*) filter (where hcpcs.search_code_status(d.added_date, d.termination_date, d.last_listed_on) = 'active') as living
        from hcpcs.search_document d
        where d.kind = 'procedure'
        group by 1
      ) l using (letter)
      order by 1
      """;

  private static final String MODIFIERS =
      """
      select count(*) as listed,
        count(*) filter (where hcpcs.search_code_status(d.added_date, d.termination_date, d.last_listed_on) = 'active') as living
      from hcpcs.search_document d
      where d.kind = 'modifier'
      """;

  /** What changed in the newest edition: how many codes of each kind of change. */
  private static final String NEWEST =
      """
      select e.edition, c.change, count(distinct c.code) as codes, (array_agg(distinct c.code))[1:12] as first_codes
      from hcpcs.code_change c
      join hcpcs.release e using (release_id)
      where e.release_id = (
        select x.release_id from hcpcs.release x where x.is_current_revision order by x.effective_on desc limit 1)
      group by e.edition, c.change
      order by array_position(array['added', 'returned', 'terminated', 'changed', 'reactivated', 'absent', 'dropped'], c.change)
      """;

  private static final String MEANINGS =
      """
      select 'coverage' as name, code, description from hcpcs.coverage where description is not null
      union all
      select 'betos', code, description from hcpcs.betos where description is not null
      union all
      select 'section', letter, title from hcpcs.section
      """;

  private static final String TEXTS =
      """
      select d.code, r.short_description
      from hcpcs.search_document d
      join hcpcs.code_record r using (record_id)
      where d.code = any (string_to_array(?, ' '))
      """;

  private static final String EDITIONS =
      """
      select edition, revision, is_current_revision, effective_on, published_on, codes, modifiers, terminated, archive_name
      from hcpcs.release
      order by effective_on desc, revision desc
      """;

  /** The newest edition that was published by a day. */
  public Optional<NamedRow> standing(LocalDate knownOn) {
    return rows(STANDING, knownOn).stream().findFirst();
  }

  public List<NamedRow> sections() {
    return rows(SECTIONS);
  }

  public NamedRow modifiers() {
    return rows(MODIFIERS).get(0);
  }

  public List<NamedRow> newestChanges() {
    return rows(NEWEST);
  }

  /** All loaded revisions, the newest edition first. */
  public List<NamedRow> editions() {
    return rows(EDITIONS);
  }

  /** The values of an indicator, what each means, and how many codes have it now. */
  public List<NamedRow> values(Indicator indicator) {
    return rows(
        """
        select l.code, l.%1$s as description, l.source, coalesce(c.codes, 0) as codes
        from hcpcs.%3$s l
        left join (
          select v.code, count(distinct d.code) as codes
          from hcpcs.search_document d
          join hcpcs.code_record r using (record_id)
          cross join unnest(array[%2$s]) as v (code)
          group by v.code
        ) c using (code)
        order by l.code
        """
            .formatted(
                indicator == Indicator.PROCESSING_NOTE ? "text" : "description",
                SearchReader.columns(indicator),
                indicator.table()));
  }

  /** What each field means, by its column. */
  public Map<String, NamedRow> definitions() {
    return rows(
            "select field, name, cms_name, workbook_column, definition from hcpcs.field_definition")
        .stream()
        .collect(Collectors.toMap(row -> row.get("field"), row -> row));
  }

  /** The short descriptions of some codes as the newest edition of each has them, by code. */
  public Map<String, String> texts(Collection<String> codes) {
    return rows(TEXTS, String.join(" ", codes)).stream()
        .collect(Collectors.toMap(row -> row.get("code"), row -> row.get("short_description")));
  }

  /** What values of indicators and the letters of sections mean, by table and value. */
  public Map<String, Map<String, String>> meanings() {
    return rows(MEANINGS).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get("name"),
                Collectors.toMap(row -> row.get("code"), row -> row.get("description"))));
  }

  private List<NamedRow> rows(String sql, Object... parameters) {
    return ResultRows.of(database, Query.of(sql, parameters)).named();
  }
}
