package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.postgresql.PGConnection;

/**
 * The OMOP feed of the sample, loaded into the tables of the common data model. The DDL is that of
 * OMOP CDM 5.4 for PostgreSQL, with its primary and foreign keys among these tables.
 */
class OmopFeedIT {

  private static final String DDL =
      """
      create schema omop;
      create table omop.concept (
        concept_id integer primary key, concept_name varchar(255) not null, domain_id varchar(20) not null,
        vocabulary_id varchar(20) not null, concept_class_id varchar(20) not null, standard_concept varchar(1),
        concept_code varchar(50) not null, valid_start_date date not null, valid_end_date date not null,
        invalid_reason varchar(1));
      create table omop.vocabulary (
        vocabulary_id varchar(20) primary key, vocabulary_name varchar(255) not null, vocabulary_reference varchar(255),
        vocabulary_version varchar(255), vocabulary_concept_id integer not null);
      create table omop.concept_relationship (
        concept_id_1 integer not null references omop.concept, concept_id_2 integer not null references omop.concept,
        relationship_id varchar(20) not null, valid_start_date date not null, valid_end_date date not null,
        invalid_reason varchar(1));
      create table omop.concept_synonym (
        concept_id integer not null references omop.concept, concept_synonym_name varchar(1000) not null,
        language_concept_id integer not null)
      """;

  @TempDir private static Path folder;
  private static final TestDatabase DATABASE = LoadedSample.database();
  private static TestProgram program = new TestProgram(Path.of("never"), List.of(), Map.of());
  private static Path feed = Path.of("never");

  @BeforeAll
  static void writeAndLoadTheFeed() throws IOException {
    program = TestProgram.with(DATABASE, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
    feed = write("feed", "2008-04");
    DATABASE.execute(DDL);
    for (String table :
        List.of("CONCEPT", "VOCABULARY", "CONCEPT_RELATIONSHIP", "CONCEPT_SYNONYM")) {
      copy(table);
    }
  }

  private static Path write(String name, String edition) {
    Path out = folder.resolve(name);
    program.print("feed", "--edition", edition, "--format", "omop", "--out", out.toString());
    return out;
  }

  /** As the page on OMOP tells to. */
  private static void copy(String table) throws IOException {
    Path file = feed.resolve(table + ".csv");
    try (Stream<String> lines = Files.lines(file)) {
      assertThat(lines.findFirst().orElseThrow().replace('\t', ','))
          .isEqualTo(
              DATABASE.value(
                  "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns"
                      + " where table_schema = 'omop' and table_name = lower(?)",
                  table));
    }
    try (Connection connection = DATABASE.connect();
        InputStream in = Files.newInputStream(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy omop."
                  + table
                  + " from stdin with (format csv, header, delimiter E'\\t', quote E'\\b')",
              in);
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    }
  }

  @Test
  void hasAConceptForEveryCodeAndModifier() {
    assertThat(
            DATABASE.rows(
                "select concept_code, concept_class_id, vocabulary_id from omop.concept order by concept_code collate \"C\""))
        .isEqualTo(
            DATABASE.rows(
                """
                select code, case kind when 'modifier' then 'HCPCS Modifier' else 'HCPCS' end, 'HCPCS'
                from hcpcs.release join hcpcs.release_code using (release_id) join hcpcs.code_record using (record_id)
                where edition = '2008-04'
                order by code collate "C"
                """))
        .hasSize(71);
  }

  @Test
  void givesNamesDatesAndReasonsByTheConventions() {
    assertThat(
            DATABASE.rows(
                """
                select concept_code, concept_name, valid_start_date, valid_end_date, coalesce(invalid_reason, '-'), domain_id
                from omop.concept
                where concept_code in ('C3401', 'C3402', 'W8')
                order by concept_code
                """))
        .containsExactly(
            List.of(
                "C3401",
                "Tissue marker, absorbable, with delivery needle, each",
                "2003-01-01",
                "2008-02-15",
                "U",
                "Device"),
            List.of(
                "C3402",
                "Sensor lead for temporary pressure monitoring, implantable",
                "2008-01-01",
                "2099-12-31",
                "-",
                "Device"),
            List.of(
                "W8",
                "Drug drawn from a vial that was shared by two patients on the same day in the same room, remainder discarded and"
                    + " documented in the records of both patients",
                "2004-01-01",
                "2099-12-31",
                "-",
                "Observation"));
    assertThat(
            DATABASE.value("select count(*) from omop.concept where standard_concept is not null"))
        .isEqualTo("0");
    assertThat(
            DATABASE.rows(
                """
                select c.concept_code, c.invalid_reason, count(r.concept_id_2)
                from omop.concept c
                left join omop.concept_relationship r on r.concept_id_1 = c.concept_id and relationship_id = 'Concept replaced by'
                group by 1, 2
                having c.invalid_reason = 'U' and count(r.concept_id_2) = 0
                  or c.invalid_reason is distinct from 'U' and count(r.concept_id_2) > 0
                """))
        .isEmpty();
    assertThat(
            DATABASE.values(
                """
                select concept_code from omop.concept
                where valid_start_date > valid_end_date or (invalid_reason is not null) <> (valid_end_date < '2008-04-01')
                """))
        .isEmpty();
  }

  @Test
  void takesDrugsForDrugsThoughEquipmentGivesThem() {
    assertThat(
            DATABASE.rows(
                """
                select distinct d.betos, c.domain_id
                from omop.concept c
                join hcpcs.code_detail d on d.code = c.concept_code
                where d.betos in ('D1E', 'D1G') and d.edition = '2008-04'
                order by 1
                """))
        .containsExactly(List.of("D1E", "Device"), List.of("D1G", "Drug"));
  }

  @Test
  void cutsNamesThatAreTooLong() {
    assertThat(
            DATABASE.rows(
                """
                select c.concept_name, left(r.long_description, 252)
                from omop.concept c
                join hcpcs.code_detail r on r.code = c.concept_code
                where length(r.long_description) > 255
                """))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1).strip() + "..."));
    assertThat(
            DATABASE.value(
                "select count(*) from omop.concept c join hcpcs.code_detail r on r.code = c.concept_code"
                    + " where length(r.long_description) <= 255 and c.concept_name <> r.long_description"))
        .isEqualTo("0");
  }

  @Test
  void namesBothDescriptionsAsSynonyms() {
    assertThat(
            DATABASE.rows(
                "select concept_code, concept_synonym_name from omop.concept_synonym join omop.concept using (concept_id)"
                    + " where language_concept_id = 4180186 order by 1, 2"))
        .isEqualTo(
            DATABASE.rows(
                """
                select distinct code, text
                from hcpcs.release join hcpcs.release_code using (release_id) join hcpcs.code_record using (record_id)
                cross join lateral (values (
                  case when length(long_description) > 1000 then rtrim(left(long_description, 997)) || '...' else long_description end),
                  (short_description)) as t (text)
                where edition = '2008-04' and text is not null
                order by 1, 2
                """));
  }

  @Test
  void relatesEndedCodesToWhatIsLeftInTheEndBothWays() {
    String related =
        """
        select a.concept_code, b.concept_code, r.valid_start_date
        from omop.concept_relationship r
        join omop.concept a on a.concept_id = r.concept_id_%d
        join omop.concept b on b.concept_id = r.concept_id_%d
        where relationship_id = '%s' and r.valid_end_date = '2099-12-31'
        order by 1, 2
        """;
    List<List<String>> replacedBy = DATABASE.rows(related.formatted(1, 2, "Concept replaced by"));
    assertThat(replacedBy)
        .isEqualTo(
            DATABASE.rows(
                """
                select x.code, x.living_end, d.termination_date + 1
                from hcpcs.replacement x join hcpcs.code_detail d on d.code = x.code
                where x.living_end is not null order by 1, 2
                """))
        .isNotEmpty();
    assertThat(DATABASE.rows(related.formatted(2, 1, "Concept replaces"))).isEqualTo(replacedBy);
  }

  /** In a schema where Athena's row of the vocabulary and its concept of one code are. */
  @Test
  void mergesBesideAthenaAsOftenAsItIsLoaded() throws IOException, SQLException {
    String page = Files.readString(Path.of("src/site/feeds/omop.md"));
    List<String> blocks =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    DATABASE.execute(DDL.replace("omop", "athena"));
    DATABASE.execute(
        """
        insert into athena.vocabulary values ('HCPCS', 'Athena''s', null, '2024', 44819102);
        insert into athena.concept values
          (2720000, 'Athena''s name', 'Observation', 'HCPCS', 'HCPCS', 'S', 'S9372', '1970-01-01', '2099-12-31', null),
          (2000000007, 'Of the site', 'Observation', 'Site', 'Site', null, 'X', '1970-01-01', '2099-12-31', null);
        insert into athena.concept_synonym values (2720000, 'Athena''s synonym', 4180186)
        """);
    List<List<String>> first = List.of();
    for (int time = 0; time < 2; time++) {
      try (Connection connection = DATABASE.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("set search_path = athena");
        statement.execute(blocks.get(0));
        for (String table :
            List.of("CONCEPT", "VOCABULARY", "CONCEPT_RELATIONSHIP", "CONCEPT_SYNONYM")) {
          try (InputStream in = Files.newInputStream(feed.resolve(table + ".csv"))) {
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                    "copy new_"
                        + table
                        + " from stdin with (format csv, header, delimiter E'\\t', quote E'\\b')",
                    in);
          }
        }
        statement.execute(blocks.get(1));
      }
      List<List<String>> merged =
          DATABASE.rows(
              """
              select 'c', c::text from athena.concept c
              union all select 's', s::text from athena.concept_synonym s
              union all select 'r', r::text from athena.concept_relationship r
              union all select 'v', v::text from athena.vocabulary v
              order by 1, 2
              """);
      assertThat(time == 0 ? merged : first).isEqualTo(merged).isNotEmpty();
      first = merged;
    }
    assertThat(DATABASE.values("select vocabulary_version from athena.vocabulary"))
        .containsExactly("2024");
    assertThat(
            DATABASE.rows(
                "select concept_id, concept_name from athena.concept where concept_code = 'S9372'"))
        .containsExactly(List.of("2720000", "Athena's name"));
    assertThat(DATABASE.value("select count(*) from athena.concept")).isEqualTo("72");
    assertThat(DATABASE.value("select count(*) from athena.concept_relationship"))
        .isEqualTo(DATABASE.value("select count(*) from omop.concept_relationship"));
  }

  /** Above two billion is a site's own range; OHDSI's ids lie below. */
  @Test
  void claimsNoConceptIdOfOhdsi() throws IOException {
    assertThat(DATABASE.value("select min(concept_id) > 2000000000 from omop.concept"))
        .isEqualTo("t");
    assertThat(
            DATABASE.value(
                "select vocabulary_id || ' ' || vocabulary_concept_id || ' ' || vocabulary_version from omop.vocabulary"))
        .isEqualTo("HCPCS 0 2008-04 Alpha Numeric HCPCS File, revision 1");
    List<String> january = ids(write("january", "2008-01"));
    List<String> april = ids(feed);
    List<String> common = january.stream().filter(april::contains).toList();
    assertThat(common)
        .hasSize(
            Integer.parseInt(
                DATABASE.value(
                    """
                    select count(*) from (
                      select code from hcpcs.release join hcpcs.release_code using (release_id) join hcpcs.code_record using (record_id)
                      group by code having count(distinct edition) = 2) both_editions
                    """)));
  }

  private static List<String> ids(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("CONCEPT.csv"))) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(values -> values[0] + " " + values[6])
          .toList();
    }
  }

  @Test
  void isTheSameInEveryByteWhenWrittenAgain() throws IOException {
    Path again = write("again", "2008-04");
    for (String table :
        List.of("CONCEPT", "VOCABULARY", "CONCEPT_RELATIONSHIP", "CONCEPT_SYNONYM")) {
      assertThat(again.resolve(table + ".csv"))
          .hasSameBinaryContentAs(feed.resolve(table + ".csv"));
    }
  }
}
