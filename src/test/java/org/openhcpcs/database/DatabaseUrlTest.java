package org.openhcpcs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

  private static final Map<String, String> VARIABLES =
      Map.of("PGHOST", "elsewhere", "PGDATABASE", "db");

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:secret@host/db, postgresql://ann:…@host/db",
    "postgresql://ann:se@cr/et@host:5433/db, postgresql://ann:…@host:5433/db",
    "postgresql://ann@host/db?password=se@cret&sslmode=require, postgresql://ann@host/db?password=…&sslmode=require",
    "jdbc:postgresql://host:5433/db?user=ann&password=s@/e, jdbc:postgresql://host:5433/db?user=ann&password=…",
    "postgresql://host:5433/db, postgresql://host:5433/db",
  })
  void showsNoPassword(String url, String shown) {
    assertThat(DatabaseUrl.withoutPassword(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:s%20x@host/db?connect_timeout=3, jdbc:postgresql://host/db?connectTimeout=3&user=ann&password=s+x, postgresql://ann:s%20x@host/db?connect_timeout=3",
    "jdbc:postgresql://host:5433/db?user=ann&password=s+x&connectTimeout=3&ssl, jdbc:postgresql://host:5433/db?user=ann&password=s+x&connectTimeout=3&ssl, postgresql://host:5433/db?user=ann&password=s%20x&connect_timeout=3&ssl",
    "jdbc:postgresql://host/db, jdbc:postgresql://host/db, postgresql://host/db",
    "jdbc:postgresql:db, jdbc:postgresql:db, postgresql:///db",
  })
  void writesEitherForm(String url, String jdbc, String libpq) {
    assertThat(new DatabaseAddress.Server(url).jdbcUrl()).isEqualTo(jdbc);
    assertThat(new DatabaseAddress.Server(url).libpqUrl()).isEqualTo(libpq);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:secret@host/db, jdbc:postgresql://host:5432/db?user=bob, true",
    "postgresql:///, postgresql://bob@elsewhere/db, true",
    "postgresql://ann@host:5432/db, postgresql://ann@host:5433/db, false",
    "postgresql://ann@host/db, postgresql://ann@host/other, false",
    "postgresql://ann@host/db, postgresql://ann@elsewhere/db, false",
  })
  void knowsADatabaseWhoeverLogsIn(String one, String other, boolean same) {
    assertThat(DatabaseUrl.nameTheSame(one, other, VARIABLES)).isEqualTo(same);
  }
}
