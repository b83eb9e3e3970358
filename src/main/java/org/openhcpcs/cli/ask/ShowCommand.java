package org.openhcpcs.cli.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.CodePage;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.SiteTexts;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.ledger.Holdings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs show}. */
@Command(
    name = "show",
    description = "Shows one code or modifier, decoded, as its newest edition has it.",
    sortOptions = false)
public final class ShowCommand extends QueryCommand {

  private static final String HISTORY =
      """
      select h.meaning, lower(h.valid_during) as valid_from, upper(h.valid_during) as valid_to, h.end_reason,
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
      select h.meaning, lower(h.valid_during) as valid_from, upper(h.valid_during) as valid_to,
        lower(h.known_during) as known_from, upper(h.known_during) as known_to,
        concat_ws('; ', r.short_description, h.basis || coalesce(', ends by ' || h.end_reason, ''),
          'absent since ' || h.absent_since, h.evidence) as what
      from hcpcs.code_history h
      join hcpcs.code_record r using (record_id)
      where h.code = ?
      order by lower(h.known_during), lower(h.valid_during)
      """;

  private static final String DETAIL = "select * from hcpcs.code_detail where code = ?";

  /** What the references to manuals mean, by the column of the code page that they stand beside. */
  private static final String MANUALS =
      """
      select field || '_' || position || '_description',
        concat_ws('; ', min(description),
          string_agg('now Pub. ' || publication || ' section ' || successor_section || ' ' || successor_title, '; '))
      from (
        select 'coverage_issues_manual' as field, * from hcpcs.code_coverage_manual
        union all
        select 'carriers_manual', * from hcpcs.code_carriers_manual
      ) m
      where code = ?
      group by field, position
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
      """;

  @Parameters(paramLabel = "CODE", description = "such as S9372, or a modifier such as NU")
  private String code = "";

  @Option(names = "--explain", description = "say what each field means")
  private boolean explain;

  @Option(
      names = "--history",
      description = "show what the code meant when, and since when that was known, instead")
  private boolean history;

  public ShowCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    OneRow row = new OneRow();
    Map<String, String> meanings = new LinkedHashMap<>();
    try (Database database = root().openToRead()) {
      RowQuery.run(database, DETAIL, List.of(wanted), row);
      if (history && !row.values.isEmpty()) {
        String sql = format() == RowFormat.TEXT ? HISTORY_TEXT : HISTORY;
        printRows(database, sql, List.of(wanted));
        tellSample(database);
        return 0;
      }
      SiteTexts siteTexts = SiteTexts.of(database, wanted);
      List<List<@Nullable String>> references =
          format() == RowFormat.TEXT
              ? SiteTexts.rows(database, REFERENCES, wanted, wanted)
              : List.of();
      if (row.values.isEmpty()) {
        if (format() == RowFormat.TEXT
            && !history
            && !(siteTexts.isEmpty() && references.isEmpty())) {
          printUnlisted(wanted, references, siteTexts);
          return 0;
        }
        if (Holdings.of(database) == Holdings.NOTHING) {
          throw root().nothingLoaded();
        }
        throw new HcpcsException(
            ErrorCode.CODE_NOT_FOUND,
            wanted
                + ": no loaded edition lists this code; the public files hold Level II codes (a letter and four digits) and modifiers");
      }
      if (format() != RowFormat.TEXT) {
        printRows(database, DETAIL, List.of(wanted));
        tellSample(database);
        return 0;
      }
      for (List<@Nullable String> manual : SiteTexts.rows(database, MANUALS, wanted)) {
        row.values.put(String.valueOf(manual.get(0)), manual.get(1));
      }
      if (row.values.get("replaced_by") != null) {
        row.values.put("replaced_by", SiteTexts.rows(database, REPLACED_BY, wanted).get(0).get(0));
      }
      row.values.put(
          "earlier_meanings", SiteTexts.rows(database, EARLIER_MEANINGS, wanted).get(0).get(0));
      if (explain) {
        RowQuery.run(
            database,
            "select attname, col_description(attrelid, attnum) from pg_attribute"
                + " where attrelid = 'hcpcs.code_detail'::regclass and attnum > 0",
            List.of(),
            new Meanings(meanings));
      }
      if (Holdings.of(database) == Holdings.SAMPLE) {
        row.values.put("is_sample", "t");
      }
      CodePage page = new CodePage(terminal(), row.values, meanings);
      page.print();
      page.print(references);
      siteTexts.print(terminal());
    }
    return 0;
  }

  private void printUnlisted(
      String wanted, List<List<@Nullable String>> references, SiteTexts siteTexts) {
    String said =
        references.isEmpty()
            ? "what this site says of it"
            : "what reference tables"
                + (siteTexts.isEmpty() ? "" : " and this site")
                + " say of it";
    terminal().out().println(wanted + "  (in no loaded edition; " + said + ")");
    if (!references.isEmpty()) {
      terminal().out().println();
      new CodePage(terminal(), Map.of(), Map.of()).print(references);
    }
    siteTexts.print(terminal());
  }

  /** Keeps the row of a query that has one. */
  private static final class OneRow implements RowQuery.RowSink {

    private final Map<String, @Nullable String> values = new LinkedHashMap<>();
    private List<RowQuery.ResultColumn> columns = List.of();

    @Override
    public void columns(List<RowQuery.ResultColumn> newColumns) {
      columns = newColumns;
    }

    @Override
    public void row(List<@Nullable String> row) {
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i).name(), row.get(i));
      }
    }
  }

  /** Keeps rows of two columns as a map. */
  private record Meanings(Map<String, String> map) implements RowQuery.RowSink {

    @Override
    public void columns(List<RowQuery.ResultColumn> columns) {
      // the query names two
    }

    @Override
    public void row(List<@Nullable String> row) {
      String name = row.get(0);
      String meaning = row.get(1);
      if (name != null && meaning != null) {
        map.put(name, meaning);
      }
    }
  }
}
