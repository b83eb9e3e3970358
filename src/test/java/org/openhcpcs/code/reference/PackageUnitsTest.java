package org.openhcpcs.code.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;

class PackageUnitsTest {

  private static final Edition JANUARY = new Edition(2025, 1);

  private static final PackageUnits PACKAGES =
      new PackageUnits(
          List.of(
              listing("J4801", "99999-4801-10", "4", "40"),
              listing("J4802", "99999-4802-01", "21.5", "21.5"),
              listing("J4803", "99999-4803-01", null, null),
              listing("Q4801", "036000291452", "12", "12"),
              listing("Q4802", "GG100", "100", "100")));

  private static PackageUnits.Listing listing(
      String code, String product, @Nullable String item, @Nullable String whole) {
    return new PackageUnits.Listing(
        "asp",
        JANUARY,
        code,
        product,
        item == null ? null : new BigDecimal(item),
        whole == null ? null : new BigDecimal(whole));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J4801|80|99999480110",
        "J4801|40.0|NDC 99999-4801-10",
        "J4802|43|99999-4802-1",
        "Q4801|24|00036000291452",
        "Q4802|200|gg100",
      })
  void saysNothingOfWholePackages(String code, String units, String product) {
    assertThat(PACKAGES.objection(code, LocalDate.of(2025, 3, 31), units, product)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J4801|41|99999-4801-10|no whole packages: 99999-4801-10 holds 40 units (asp 2025-01)",
        "J4801|12|99999-4801-10|no whole packages: 99999-4801-10 holds 40 units (asp 2025-01); they are 3 of its items, 4 units each",
        "J4803|1|99999-4803-01|not judged: the crosswalk does not say how many units 99999-4803-01 holds (asp 2025-01)",
        "J4801|1|99999-4802-01|not judged: the crosswalk of 2025-01 lists 99999-4802-01 for J4802, not J4801",
        "J4801|1|99999-0000-01|not judged: the crosswalk of 2025-01 does not list 99999-0000-01",
        "J4801|x|99999-4801-10|not judged: x is no number of units",
        "J4801|0|99999-4801-10|not judged: 0 is no number of units",
        "J4801|-4|99999-4801-10|not judged: -4 is no number of units",
        "J4801|' '|99999-4801-10|not judged: no units",
        "J4801|4|' '|not judged: no NDC",
        "J4801|''|''|not judged: neither units nor NDC",
      })
  void saysWhyUnitsAreNoWholePackages(String code, String units, String product, String objection) {
    assertThat(PACKAGES.objection(code, LocalDate.of(2025, 1, 1), units, product))
        .isEqualTo(objection);
  }

  @Test
  void judgesNothingByTheCrosswalkOfAnotherQuarter() {
    assertThat(PACKAGES.objection("J4801", LocalDate.of(2025, 4, 1), "40", "99999-4801-10"))
        .isEqualTo("not judged: no crosswalk of the quarter of 2025-04-01 is loaded");
    assertThat(PackageUnits.none().objection("J4801", LocalDate.of(1, 1, 1), "40", "1"))
        .isEqualTo("not judged: no crosswalk of the quarter of 0001-01-01 is loaded");
  }
}
