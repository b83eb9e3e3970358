package org.openhcpcs.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** What the schema says of itself. */
@Tag("sql")
class DictionaryIT {

  private static final TestDatabase DATABASE = TestServer.migrated();

  /** Everything of ours in the catalogs, asked for without the dictionary. */
  private static final String CATALOG =
      """
      select concat_ws('.', n.nspname, c.relname, a.attname)
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join lateral (
        select attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        union all
        select null
      ) a on true
      where n.nspname in ('hcpcs', 'hcpcs_load') and c.relkind in ('r', 'v') and c.relname not like 'flyway%'
      union all
      select nspname from pg_namespace where nspname in ('hcpcs', 'hcpcs_load')
      union all
      select concat_ws('.', n.nspname, p.proname, a.name)
      from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
      cross join lateral unnest(p.proargnames || null::text) as a (name)
      where n.nspname in ('hcpcs', 'hcpcs_load')
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      """;

  @Test
  void listsEverySchemaTableViewFunctionColumnAndParameter() {
    List<String> listed =
        DATABASE.values(
            "select concat_ws('.', schema_name, nullif(object_name, schema_name), element) from hcpcs.data_dictionary");
    assertThat(listed)
        .contains("hcpcs", "hcpcs.code_detail.betos", "hcpcs.check_code.on_date")
        .containsExactlyInAnyOrderElementsOf(DATABASE.values(CATALOG));
  }

  @Test
  void saysWhatEachOfThemMeans() {
    assertThat(
            DATABASE.values(
                """
                select concat_ws(' ', object_kind, schema_name || '.' || object_name, element_kind, element)
                from hcpcs.data_dictionary
                where coalesce(meaning, '') = ''
                """))
        .as(
            "without a meaning: give each a comment in R__0090_comments.sql; the comment of a function ends with one line"
                + " per parameter and result column, as in \"on_date: Date of service.\"")
        .isEmpty();
  }

  @Test
  void namesEveryParameterAndDescribesNoneThatIsNotThere() {
    assertThat(
            DATABASE.values(
                """
                select p.oid::regprocedure || ' describes ' || l.found[1]
                from pg_proc p
                cross join lateral regexp_matches(obj_description(p.oid, 'pg_proc'), '\\n([a-z][a-z0-9_]*): ', 'g') as l (found)
                where p.pronamespace = 'hcpcs'::regnamespace and l.found[1] <> all (p.proargnames)
                union all
                select p.oid::regprocedure || ' has a parameter without a name'
                from pg_proc p
                where p.pronamespace = 'hcpcs'::regnamespace
                  and (p.pronargs > 0 and p.proargnames is null or '' = any (p.proargnames))
                """))
        .isEmpty();
  }

  @Test
  void keepsTheParametersOutOfTheMeaningOfAFunction() {
    assertThat(
            DATABASE.rows(
                "select element, data_type, meaning from hcpcs.data_dictionary where signature = 'release_named(text)'"
                    + " order by position nulls first"))
        .containsExactly(
            List.of(
                TestDatabase.NULL,
                "integer",
                "Release of an edition, named YYYY-MM for its current revision or YYYY-MM.N for revision N. An error if it"
                    + " is not loaded."),
            List.of("name", "text", "Edition, as YYYY-MM or YYYY-MM.N."));
  }

  @Test
  void tellsTheSourceApartFromTheMeaning() {
    assertThat(
            DATABASE.rows(
                "select meaning, source from hcpcs.data_dictionary where object_name = 'code_detail' and element = 'coverage'"))
        .containsExactly(
            List.of(
                "Medicare coverage status.",
                "CMS positions 230-230, HCPCS_CVRG_CD; workbook column COV."));
  }

  @Test
  void definesEveryFieldWithThePositionsThatTheReaderUses() {
    List<List<String>> expected = new ArrayList<>();
    for (Field field : Field.ALL) {
      expected.add(
          List.of(
              field.column(),
              field.layout().standardAlias(),
              String.valueOf(field.begin()),
              String.valueOf(field.end()),
              field
                  .indicator()
                  .map(indicator -> "hcpcs." + indicator.name().toLowerCase(Locale.ROOT))
                  .orElse(field == Field.STATUTE ? "hcpcs.statute_reference" : TestDatabase.NULL)));
    }
    List<List<String>> defined =
        DATABASE.rows(
            "select field, cms_name, begins, ends, lookup_table from hcpcs.field_definition where field not in ('code', 'kind')");
    assertThat(defined).containsExactlyElementsOf(expected);
    assertThat(
            DATABASE.values(
                "select field from hcpcs.field_definition where coalesce(definition, '') = '' or workbook_column is null"))
        .isEmpty();
  }

  @Test
  void hasTheColumnsOfTheCodePageOnEveryDay() {
    String columns =
        """
        select element from hcpcs.data_dictionary
        where object_name = '%s' and element_kind <> 'parameter' and element not in (%s)
        order by position
        """;
    assertThat(DATABASE.values(columns.formatted("code_detail_as_of", "'meaning', 'known_from'")))
        .hasSizeGreaterThan(70)
        .isEqualTo(
            DATABASE.values(
                columns.formatted(
                    "code_detail",
                    "'last_changed_in', 'edition', 'revision', 'published_on', 'release_id'")));
  }
}
