package org.openhcpcs.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** The schema: how it comes into a database, and what every object of it must have. */
@Tag("sql")
class MigrationsIT {

  /** For tests that only look. */
  private static final TestDatabase MIGRATED = TestServer.migrated();

  private static final Path FOLDER = Path.of("migrations");

  private static final String HISTORY =
      """
      select installed_rank, version, description, script, checksum, installed_on, success
      from hcpcs_load.flyway_schema_history
      order by installed_rank
      """;

  /** Flyway's own table is Flyway's affair. */
  private static final String OURS =
      " n.nspname in ('hcpcs', 'hcpcs_load') and c.relname not like 'flyway%' ";

  @Test
  void findsNothingToDoAfterFlywayHasMigratedFromTheFolder() throws IOException {
    TestDatabase database = TestServer.empty();
    assertThat(flyway(database, FOLDER).migrate().migrationsExecuted)
        .isEqualTo(numberOfMigrations());
    List<List<String>> history = database.rows(HISTORY);

    assertThat(apply(database)).isTrue();
    assertThat(database.rows(HISTORY)).isEqualTo(history);
    assertThat(apply(database)).isFalse();
  }

  @Tag("once")
  @Test
  void leavesNothingToDoForFlywayWithTheFolder() throws IOException {
    TestDatabase database = TestServer.empty();
    assertThat(apply(database)).isTrue();
    List<List<String>> history = database.rows(HISTORY);

    flyway(database, FOLDER).validate();
    assertThat(flyway(database, FOLDER).migrate().migrationsExecuted).isZero();
    assertThat(database.rows(HISTORY)).isEqualTo(history).hasSize(numberOfMigrations() + 1);
  }

  /** The files alone, by which a database of another program became one of this. */
  @Test
  void keepsReadingsAndReportsWhereTheyAreStoredOtherwise() throws IOException {
    TestDatabase database = TestServer.empty();
    database.execute("create schema hcpcs; create schema hcpcs_load");
    for (String file : MigrationFiles.names()) {
      if (file.startsWith("V0044")) {
        database.execute(
            """
            insert into hcpcs.unit_of_measure values ('mg', 'mg', 'mass', 1, 'mg');
            insert into hcpcs.code_record (content_hash, descriptive_hash, code, kind)
            select gen_random_uuid(), gen_random_uuid(), code, 'procedure' from unnest('{J0001,J0002,J0003}'::text[]) code;
            insert into hcpcs.code_unit
            select code, record_id, 5, 'mg', 'mg', 'exact', '5 MG' from hcpcs.code_record where code <> 'J0003';
            insert into hcpcs.release (edition, revision, effective_on, published_on, published_basis, named_revision, is_current_revision,
              archive_name, archive_sha256, content_hash, codes, modifiers, terminated, records_read, rejected)
            values ('2008-01', 1, '2008-01-01', '2008-01-01', 'edition', 1, true, 'a.zip', repeat('0', 64), gen_random_uuid(), 0, 0, 0, 0, 0);
            insert into hcpcs_load.transaction_report
            select release_id, 'full', '{A0021,00,ZZZZZ,ZZ,00000,V2799}', array_fill(1, '{6}'), array_fill(''::text, '{6}'), array_fill(''::text, '{6}')
            from hcpcs.release;
            insert into hcpcs_load.transaction_report select release_id, 'empty', '{}', '{}', '{}', '{}' from hcpcs.release;
            """);
      }
      if (file.startsWith("V")) {
        database.execute(Files.readString(FOLDER.resolve(file)));
      }
    }
    database.execute(definition("R__0035_derivation.sql", "hcpcs_load.code_of_number"));

    assertThat(
            database.rows(
                """
                select r.code, g.amount, g.unit, g.source_text
                from hcpcs.code_record r
                left join hcpcs.unit_reading g on g.reading_id = r.unit_reading
                order by 1
                """))
        .containsExactly(
            List.of("J0001", "5", "mg", "5 MG"),
            List.of("J0002", "5", "mg", "5 MG"),
            List.of("J0003", TestDatabase.NULL, TestDatabase.NULL, TestDatabase.NULL));
    assertThat(database.value("select count(*) from hcpcs.unit_reading")).isEqualTo("1");
    assertThat(
            database.rows(
                """
                select t.file, array(
                  select hcpcs_load.code_of_number(sum(s.step) over (order by s.place)::integer)
                  from unnest(t.code_steps) with ordinality as s (step, place)
                  order by s.place)
                from hcpcs_load.transaction_report t
                order by 1
                """))
        .containsExactly(
            List.of("empty", "{}"), List.of("full", "{A0021,00,ZZZZZ,ZZ,00000,V2799}"));
  }

  /** The statement of a file that creates a function. */
  private static String definition(String file, String function) throws IOException {
    String text = Files.readString(FOLDER.resolve(file));
    int begin = text.indexOf("create function " + function + "(");
    return text.substring(begin, text.indexOf("$$;", begin) + 3);
  }

  @Tag("once")
  @Test
  void refusesADatabaseThatANewerProgramHasMigrated(@TempDir Path newer) throws IOException {
    for (String file : MigrationFiles.names()) {
      Files.copy(FOLDER.resolve(file), newer.resolve(file));
    }
    Files.writeString(newer.resolve("V9000__create_later.sql"), "create table hcpcs.later ();\n");
    TestDatabase database = TestServer.empty();
    flyway(database, newer).migrate();
    List<String> before = database.content();

    assertThatThrownBy(() -> apply(database))
        .asInstanceOf(InstanceOfAssertFactories.throwable(HcpcsException.class))
        .hasMessage(
            "the database was migrated by a newer version of OpenHCPCS than this one; use that version")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.DATABASE_TOO_NEW);
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void migratesADatabaseOfAServerThatHasTheRolesAlreadyAndDoesNothingTheSecondTime() {
    assertThat(MIGRATED.value("select count(*) from pg_roles where rolname = 'hcpcs_reader'"))
        .isEqualTo("1");
    TestDatabase database = TestServer.empty();
    assertThat(apply(database)).isTrue();
    assertThat(database.values("select letter from hcpcs.section")).contains("A", "V");
    List<String> before = database.content();
    assertThat(apply(database)).isFalse();
    assertThat(database.content()).isEqualTo(before);
  }

  /** A database that lacks nothing but the mark that it was migrated by this program. */
  private static TestDatabase outdated() {
    TestDatabase database = TestServer.migrated();
    database.execute("update hcpcs_load.schema_state set fingerprint = ''");
    return database;
  }

  @Test
  void logsInWithTheUserAndPasswordOfTheUrl() {
    TestDatabase database = outdated();
    String url = database.url() + "?user=" + database.user() + "&password=" + database.password();
    try (Database open = Database.open(new DatabaseAddress.Server(url), Map.of())) {
      assertThat(Migrations.apply(open)).isTrue();
    }
  }

  @Test
  void logsInWithALibpqUrl() {
    TestDatabase database = outdated();
    String url =
        database
            .url()
            .replace(
                "jdbc:postgresql://",
                "postgresql://" + database.user() + ":" + database.password() + "@");
    try (Database open = Database.open(new DatabaseAddress.Server(url), Map.of())) {
      assertThat(Migrations.apply(open)).isTrue();
    }
  }

  @Test
  void leavesWhatWasThereToWhoHasBegunToRead() throws IOException, SQLException {
    TestDatabase database = TestServer.migrated();
    database.execute(
        "insert into hcpcs.search_word (word, lexeme, documents, trigrams) values ('old', 'old', 1, '{}')");
    String words = "select count(*) from hcpcs.search_word";
    try (Database begun = database.open()) {
      begun.sql().run("begin isolation level repeatable read; select 1");
      database.execute(Files.readString(FOLDER.resolve("R__0070_search.sql")));
      assertThat(ResultRows.of(begun, Query.of(words)).rows()).containsExactly(List.of("1"));
    }
    assertThat(database.value(words)).isEqualTo("0");
  }

  @Test
  void hasACommentOnEveryTableViewAndColumn() {
    assertThat(
            MIGRATED.values(
                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where c.relkind in ('r', 'v') and"
                    + OURS))
        .contains("code_record", "code_detail", "run");
    assertThat(
            MIGRATED.values(
                """
                select concat_ws('.', n.nspname, c.relname, a.attname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                left join lateral (
                  select attnum, attname from pg_attribute
                  where attrelid = c.oid and attnum > 0 and not attisdropped
                  union all
                  select 0, null
                ) a on true
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and %s
                  and coalesce(case a.attnum when 0 then obj_description(c.oid, 'pg_class')
                    else col_description(c.oid, a.attnum) end, '') = ''
                union all
                select nspname from pg_namespace
                where nspname in ('hcpcs', 'hcpcs_load') and obj_description(oid, 'pg_namespace') is null
                union all
                select p.oid::regprocedure::text
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                where n.nspname in ('hcpcs', 'hcpcs_load') and obj_description(p.oid, 'pg_proc') is null
                  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                order by 1
                """
                    .formatted(OURS)))
        .as("objects without a comment")
        .isEmpty();
  }

  @Test
  void namesEveryConstraintAsPostgresqlDoes() {
    List<List<String>> constraints =
        MIGRATED.rows(
            """
                select k.conname, concat_ws('_', c.relname,
                    case
                      when k.contype = 'p' then null
                      when k.contype = 'c' and cardinality(k.conkey) <> 1 then null
                      else (
                        select string_agg(coalesce(a.attname, 'code'), '_' order by o.place) -- the one expression is of the code
                        from unnest(k.conkey) with ordinality o (attnum, place)
                        left join pg_attribute a on a.attrelid = c.oid and a.attnum = o.attnum and o.attnum > 0)
                    end,
                    case k.contype when 'p' then 'pkey' when 'f' then 'fkey' when 'u' then 'key' when 'c' then 'check'
                      when 'x' then 'excl' end)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                where k.contype in ('p', 'f', 'u', 'c', 'x') and"""
                + OURS);
    assertThat(constraints).hasSizeGreaterThan(50);
    assertThat(constraints)
        .allSatisfy(row -> assertThat(row.get(0)).matches(row.get(1) + "[0-9]*"));
  }

  @Test
  void namesEveryIndexAsPostgresqlDoes() {
    List<List<String>> indexes =
        MIGRATED.rows(
            """
                select c.relname, concat_ws('_', t.relname, (
                    select string_agg(coalesce(a.attname, 'expr'), '_' order by o.place)
                    from unnest(i.indkey) with ordinality o (attnum, place)
                    left join pg_attribute a on a.attrelid = t.oid and a.attnum = o.attnum and o.attnum > 0
                    where o.place <= i.indnkeyatts), 'idx')
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                join pg_class t on t.oid = i.indrelid
                join pg_namespace n on n.oid = c.relnamespace
                where not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
                  and"""
                + OURS);
    assertThat(indexes).extracting(row -> row.get(0)).contains("release_edition_idx");
    assertThat(indexes).allSatisfy(row -> assertThat(row.get(0)).matches(row.get(1) + "[0-9]*"));
  }

  @Test
  void letsReadersReadAllOfHcpcsAndNothingElse() {
    assertThat(
            MIGRATED.rows(
                """
                select distinct n.nspname, has_schema_privilege('hcpcs_reader', n.oid, 'usage'),
                  has_schema_privilege('hcpcs_reader', n.oid, 'create'),
                  has_table_privilege('hcpcs_reader', c.oid, 'select'),
                  has_table_privilege('hcpcs_reader', c.oid, 'insert, update, delete, truncate')
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'v') and"""
                    + OURS))
        .containsExactlyInAnyOrder(
            List.of("hcpcs", "t", "f", "t", "f"), List.of("hcpcs_load", "f", "f", "f", "f"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from hcpcs_load.run",
        "insert into hcpcs.section (letter, title) values ('Z', 'none')",
        "delete from hcpcs.finding",
        "create table hcpcs.mine (a integer)"
      })
  void refusesAReaderWhoGoesFurther(String statementText) throws SQLException {
    try (Connection connection = MIGRATED.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set role hcpcs_reader");
      assertThat(statement.execute("select * from hcpcs.code_detail")).isTrue();
      assertThatThrownBy(() -> statement.execute(statementText))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  /** The others run after each migration, and Flyway does not write them down. */
  private static int numberOfMigrations() throws IOException {
    return (int)
        MigrationFiles.names().stream().filter(file -> !file.startsWith("afterMigrate")).count();
  }

  private static boolean apply(TestDatabase database) {
    try (Database open = database.open()) {
      return Migrations.apply(open);
    }
  }

  /** Flyway as anybody would run it on the folder, with the settings of {@link Migrations}. */
  private static Flyway flyway(TestDatabase database, Path folder) {
    return Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .locations("filesystem:" + folder)
        .schemas("hcpcs_load", "hcpcs")
        .failOnMissingLocations(true)
        .ignoreMigrationPatterns(new String[0])
        .validateMigrationNaming(true)
        .load();
  }
}
