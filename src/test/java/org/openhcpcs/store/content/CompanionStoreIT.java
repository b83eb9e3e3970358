package org.openhcpcs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

@Tag("sql")
class CompanionStoreIT {

  @Test
  void keepsCodesOfTransactionReportsAsNumbersThatAreReadAgain() {
    TestDatabase database = TestServer.migrated();
    for (String code : List.of("A0021", "Z9999", "00000", "ZZZZZ", "AA", "00", "ZZ", "1P")) {
      assertThat(
              database.value(
                  "select hcpcs_load.code_of_number(" + CompanionStore.numberOf(code) + ")"))
          .isEqualTo(code);
    }
    database.giveBack();
  }
}
