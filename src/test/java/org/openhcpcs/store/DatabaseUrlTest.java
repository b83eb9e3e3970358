package org.openhcpcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

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
}
