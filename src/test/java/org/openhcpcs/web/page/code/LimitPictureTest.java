package org.openhcpcs.web.page.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.database.NamedRow;

class LimitPictureTest {

  private static NamedRow limit(String edition, String dollars) {
    return new NamedRow(Map.of("edition", edition, "payment_limit", dollars));
  }

  @Test
  void leavesAGapWhereNoFileSpeaksOfAQuarter() {
    LimitPicture picture =
        new LimitPicture(
            List.of(limit("2024-10", "5"), limit("2025-01", ""), limit("2025-07", "10")));
    assertThat(picture.isWorthIt()).isTrue();
    assertThat(picture.bars())
        .containsExactly(
            new LimitPicture.Bar("0.00%", "50.00%", "20.00%", "50.00%", "2024-10: $5"),
            new LimitPicture.Bar("75.00%", "0.00%", "20.00%", "100.00%", "2025-07: $10"));
  }

  @Test
  void isNotWorthItForOneQuarter() {
    assertThat(new LimitPicture(List.of(limit("2024-10", "5"))).isWorthIt()).isFalse();
    assertThat(new LimitPicture(List.of()).isWorthIt()).isFalse();
  }
}
