package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.openhcpcs.history.Codes.edition;
import static org.openhcpcs.history.Codes.says;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityTest {

  private static final Identity BY_RULE = new Identity(List.of());
  private static final String TEN = "a b c d e f g h i j";

  @Test
  void doesNotCountCapitalsOrPunctuation() {
    assertThat(Identity.share("ANNUAL SCREENING, 15 MINUTES", "Annual screening 15 minutes"))
        .isEqualTo(1.0);
  }

  @Test
  void countsTheWordsThatBothTextsHave() {
    assertThat(Identity.share("one two three", "two three four")).isEqualTo(0.5, within(1e-9));
    assertThat(Identity.share("", "")).isEqualTo(1.0);
    assertThat(Identity.share("one", "two")).isZero();
  }

  @Test
  void seesTheSameMeaningWhereTheAddedDateStayed() {
    assertThat(decide("Cane", "2002-01-01", "2010-12-31", "Rocket", "2002-01-01").verdict())
        .isEqualTo(Identity.Sameness.SAME);
  }

  @Test
  void seesTheSameMeaningWhereTheAddedDateMovedBack() {
    assertThat(decide("Cane", "2016-01-01", null, "Rocket", "2015-11-02").verdict())
        .isEqualTo(Identity.Sameness.SAME);
  }

  @Test
  void seesANewMeaningOnlyPastTheEndOfTheFormerLife() {
    assertThat(decide("Cane", "2002-01-01", "2010-12-31", "Rocket", "2010-12-31").verdict())
        .isEqualTo(Identity.Sameness.SAME);
    assertThat(decide("Cane", "2002-01-01", "2010-12-31", "Rocket", "2011-01-01").verdict())
        .isEqualTo(Identity.Sameness.NEW);
  }

  @Test
  void seesTheSameMeaningWhereSevenOfTenWordsAreCommon() {
    assertThat(decide(TEN, "2002-01-01", "2010-12-31", "a b c d e f g", "2011-01-01").verdict())
        .isEqualTo(Identity.Sameness.SAME);
    assertThat(decide(TEN, "2002-01-01", "2010-12-31", "a b c d e f", "2011-01-01"))
        .isEqualTo(
            new Identity.Decision(
                Identity.Sameness.NEW,
                "added date moved from 2002-01-01 to 2011-01-01, 60 % of the words in common"));
  }

  @Test
  void letsAReviewedDecisionStandWhereverTheChangeIsFirstSeen() {
    Identity reviewed =
        new Identity(
            List.of(
                new Identity.Reviewed(
                    "A0001", edition("2017-01"), Identity.Sameness.SAME, "one product"),
                new Identity.Reviewed(
                    "A0001", edition("2015-01"), Identity.Sameness.NEW, "long ago")));
    RecordFacts before = says(1, "Wilate", "2011-07-01", "2012-01-01", "2011-12-31");
    RecordFacts after = says(2, "Cells", "2018-04-01", "2018-04-01", null);
    Identity.Decision same = new Identity.Decision(Identity.Sameness.SAME, "reviewed: one product");
    assertThat(reviewed.decide("A0001", edition("2016-01"), edition("2017-01"), before, after))
        .isEqualTo(same);
    assertThat(reviewed.decide("A0001", edition("2012-01"), edition("2019-01"), before, after))
        .isEqualTo(same);
    assertThat(
            reviewed
                .decide("A0001", edition("2017-01"), edition("2019-01"), before, after)
                .verdict())
        .isEqualTo(Identity.Sameness.NEW);
    assertThat(
            reviewed
                .decide("A0002", edition("2016-01"), edition("2017-01"), before, after)
                .verdict())
        .isEqualTo(Identity.Sameness.NEW);
  }

  private static Identity.Decision decide(
      String before, String added, @Nullable String ended, String after, String addedAfter) {
    return BY_RULE.decide(
        "A0001",
        edition("2012-01"),
        edition("2019-01"),
        says(1, before, added, added, ended),
        says(2, after, addedAfter, addedAfter, null));
  }
}
