package org.openhcpcs.store.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

@Tag("sql")
class DerivationIT {

  /** A layout that has no heading says nothing against one that an older layout had. */
  @Test
  void showsTheNewestWordingOfAValueAndItsNewestHeading() throws SQLException {
    TestDatabase database = TestServer.migrated();
    database.execute(
        """
        insert into hcpcs.indicator_wording (indicator, code, stated_on, description, heading, source, built_in)
        values
          ('coverage', '?', '2008-01-01', 'first wording', 'first heading', 'a.txt', true),
          ('coverage', '?', '2012-01-01', 'second wording', 'second heading', 'b.txt', true),
          ('coverage', '?', '2016-01-01', 'third wording', null, 'c.txt', true)
        """);
    try (Connection connection = database.connect()) {
      new Derivation(new Sql(connection)).run();
    }
    assertThat(
            database.rows(
                "select description, heading, documented::text, source from hcpcs.coverage where code = '?'"))
        .containsExactly(List.of("third wording", "second heading", "true", "c.txt"));
    database.giveBack();
  }

  /** Statistics of empty tables would be worse than none: the server believes them. */
  @Test
  void takesNoStatisticsBeforeThereIsAnything() throws SQLException {
    TestDatabase database = TestServer.unused();
    try (Connection connection = database.connect()) {
      new Derivation(new Sql(connection)).run();
    }
    assertThat(
            database.value(
                "select count(*) from pg_class where relname in ('code_history', 'search_document') and reltuples = 0"))
        .isEqualTo("0");
    database.giveBack();
  }
}
