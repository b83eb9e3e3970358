package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhcpcs.history.Codes.in;
import static org.openhcpcs.history.Codes.says;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Identity BY_RULE = new Identity(List.of());

  @Test
  void infersWhatLiesBeforeTheLastActionOfTheFirstRecordKnown() {
    assertThat(lines(in("2016-01", says(1, "Cane", "2002-01-01", "2010-04-01", null))))
        .containsExactly(
            "1 [2002-01-01,2010-04-01) r1 INFERRED CHANGE null",
            "1 [2010-04-01,null) r1 ASSERTED null null");
  }

  @Test
  void assertsTheWholeLifeOfACodeThatNeverChanged() {
    assertThat(lines(in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null))))
        .containsExactly("1 [2002-01-01,null) r1 ASSERTED null null");
  }

  @Test
  void takesTheActionDateOfAnEndedCodeForTheDayAfterItsEnd() {
    assertThat(lines(in("2016-01", says(1, "Cane", "2002-01-01", "2016-01-01", "2015-12-31"))))
        .containsExactly("1 [2002-01-01,2016-01-01) r1 INFERRED TERMINATION null");
  }

  @Test
  void letsAChangeTakeHoldAtItsActionEffectiveDate() {
    assertThat(
            lines(
                in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null)),
                in("2017-01", says(2, "Cane, adjustable", "2002-01-01", "2016-07-01", null))))
        .containsExactly(
            "1 [2002-01-01,2016-07-01) r1 ASSERTED CHANGE null",
            "1 [2016-07-01,null) r2 ASSERTED null null");
  }

  @Test
  void letsASilentChangeTakeHoldAtTheDateOfTheEdition() {
    assertThat(
            lines(
                in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null)),
                in("2017-01", says(2, "Cane, adjustable", "2002-01-01", "2002-01-01", null))))
        .containsExactly(
            "1 [2002-01-01,2017-01-01) r1 ASSERTED CHANGE null",
            "1 [2017-01-01,null) r2 ASSERTED null null");
  }

  @Test
  void letsARetroactiveChangeReplaceALaterOne() {
    assertThat(
            lines(
                in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null)),
                in("2017-01", says(2, "Cane, any", "2002-01-01", "2016-07-01", null)),
                in("2018-01", says(3, "Cane, wood", "2002-01-01", "2016-04-01", null))))
        .containsExactly(
            "1 [2002-01-01,2016-04-01) r1 ASSERTED CHANGE null",
            "1 [2016-04-01,null) r3 ASSERTED null null");
  }

  @Test
  void statesADateOnlyChangeInPlaceOfTheFormerRecord() {
    assertThat(
            lines(
                in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null)),
                in("2017-01", says(2, "Cane", "2002-01-01", "2017-01-01", "2016-12-31"))))
        .containsExactly("1 [2002-01-01,2017-01-01) r2 ASSERTED TERMINATION null");
  }

  @Test
  void givesTheLastOfALifeToTheRecordThatEndsItAndChangesIt() {
    assertThat(
            lines(
                in("2016-01", says(1, "Cane", "2002-01-01", "2002-01-01", null)),
                in("2017-01", says(2, "CANE, X", "2002-01-01", "2016-07-01", "2016-06-30"))))
        .containsExactly("1 [2002-01-01,2016-07-01) r2 ASSERTED TERMINATION null");
  }

  @Test
  void keepsAMeaningThroughAGap() {
    assertThat(
            lines(
                in("2016-01", says(1, "Panel", "2006-01-01", "2016-01-01", "2015-12-31")),
                in("2017-01", says(2, "Panel", "2006-01-01", "2016-07-01", null))))
        .containsExactly(
            "1 [2006-01-01,2016-01-01) r1 INFERRED TERMINATION null",
            "1 [2016-07-01,null) r2 ASSERTED null null");
  }

  @Test
  void takesBackAnEndThatAnEditionTakesBack() {
    assertThat(
            lines(
                in("2016-01", says(1, "Panel", "2006-01-01", "2016-01-01", "2015-12-31")),
                in("2017-01", says(2, "Panel", "2006-01-01", "2006-01-01", null))))
        .containsExactly("1 [2006-01-01,null) r2 INFERRED null null");
  }

  @Test
  void takesAnEndBackWhereNoDayLiesBetweenItAndTheReturn() {
    assertThat(
            lines(
                in("2016-01", says(1, "Panel", "2006-01-01", "2016-01-01", "2015-12-31")),
                in("2017-01", says(2, "Panel", "2006-01-01", "2016-01-01", null))))
        .containsExactly("1 [2006-01-01,null) r2 INFERRED null null");
  }

  @Test
  void countsAReusedCodeAsAnotherMeaning() {
    assertThat(
            lines(
                in(
                    "2012-01",
                    says(1, "Injection, wilate", "2011-07-01", "2012-01-01", "2011-12-31")),
                in("2019-01", says(2, "Autologous cells", "2018-04-01", "2018-04-01", null))))
        .containsExactly(
            "1 [2011-07-01,2012-01-01) r1 INFERRED TERMINATION null",
            "2 [2018-04-01,null) r2 ASSERTED null null");
  }

  @Test
  void infersTheEndOfAMeaningThatNoFileEnds() {
    assertThat(
            lines(
                in("2012-01", says(1, "Injection, wilate", "2011-07-01", "2011-07-01", null)),
                in("2019-01", says(2, "Autologous cells", "2018-04-01", "2018-04-01", null))))
        .containsExactly(
            "1 [2011-07-01,2018-04-01) r1 INFERRED CHANGE null",
            "2 [2018-04-01,null) r2 ASSERTED null null");
  }

  @Test
  void movesTheBeginningWithAnEarlierAddedDate() {
    assertThat(
            lines(
                in("2016-01", says(1, "Nursing", "2016-01-01", "2016-01-01", null)),
                in("2017-01", says(2, "Nursing", "2015-11-02", "2015-11-02", null))))
        .containsExactly("1 [2015-11-02,null) r2 ASSERTED null null");
  }

  @Test
  void marksACodeThatIsNoLongerListedAndInventsNoEnd() {
    assertThat(
            lines(
                in("2017-01", says(1, "Exam", "2011-01-01", "2011-01-01", null)),
                in("2019-01", null),
                in("2020-01", null)))
        .containsExactly("1 [2011-01-01,null) r1 ASSERTED null 2019-01-01");
  }

  @Test
  void forgetsTheAbsenceOfACodeThatReturns() {
    assertThat(
            lines(
                in("2017-01", says(1, "Exam", "2011-01-01", "2011-01-01", null)),
                in("2019-01", null),
                in("2020-01", says(1, "Exam", "2011-01-01", "2011-01-01", null))))
        .containsExactly("1 [2011-01-01,null) r1 ASSERTED null null");
  }

  @Test
  void keepsAnEndedCodeThatIsDroppedLater() {
    assertThat(
            lines(
                in("2012-01", says(1, "Exam", "2001-01-01", "2012-01-01", "2011-12-31")),
                in("2016-01", null)))
        .containsExactly("1 [2001-01-01,2012-01-01) r1 INFERRED TERMINATION null");
  }

  @Test
  void holdsNoDayForACodeThatEndedBeforeItWasAdded() {
    List<Segment> segments =
        Timeline.of(
            "A0001",
            List.of(in("2012-01", says(1, "Exam", "2012-01-01", "2011-01-01", "2010-12-31"))),
            BY_RULE);
    assertThat(segments).hasSize(1);
    assertThat(segments.get(0).validDuring().isEmpty()).isTrue();
  }

  @Test
  void doesNotEndOnTheLastDayThereIs() {
    assertThat(lines(in("2012-01", says(1, "Exam", "2001-01-01", "2001-01-01", "9999-12-31"))))
        .containsExactly("1 [2001-01-01,null) r1 ASSERTED null null");
  }

  @Test
  void letsAReviewedDecisionStand() {
    Identity reviewed =
        new Identity(
            List.of(
                new Identity.Reviewed(
                    "A0001", Codes.edition("2019-01"), Identity.Sameness.SAME, "as said")));
    List<Segment> segments =
        Timeline.of(
            "A0001",
            List.of(
                in("2012-01", says(1, "Wilate", "2011-07-01", "2012-01-01", "2011-12-31")),
                in("2019-01", says(2, "Cells", "2018-04-01", "2018-04-01", null))),
            reviewed);
    assertThat(segments).extracting(Segment::meaning).containsOnly(1);
    assertThat(segments.get(1).evidence()).isEqualTo("reviewed: as said");
    assertThat(segments.get(1).validDuring().from()).isEqualTo(LocalDate.of(2018, 4, 1));
  }

  @Test
  void beginsAReviewedMeaningWhereTheChangeTakesHoldIfTheAddedDateStays() {
    Identity reviewed =
        new Identity(
            List.of(
                new Identity.Reviewed(
                    "A0001", Codes.edition("2020-04"), Identity.Sameness.NEW, "as said")));
    Observation oil = in("2020-01", says(1, "Oil", "2011-01-01", "2011-01-01", null));
    Observation tests = in("2020-04", says(2, "Test", "2011-01-01", "2020-03-01", null));
    Observation waiver = in("2020-10", says(3, "Waiver", "2011-01-01", "2020-03-01", null));
    Observation silent = in("2020-10", says(2, "Test", "2011-01-01", "2011-01-01", null));
    assertThat(lines(reviewed, oil, tests, waiver))
        .containsExactly(
            "1 [2011-01-01,2020-03-01) r1 INFERRED CHANGE null",
            "2 [2020-03-01,2020-10-01) r2 ASSERTED CHANGE null",
            "2 [2020-10-01,null) r3 ASSERTED null null");
    assertThat(lines(reviewed, oil, waiver))
        .containsExactly(
            "1 [2011-01-01,2020-03-01) r1 INFERRED CHANGE null",
            "2 [2020-03-01,null) r3 ASSERTED null null");
    assertThat(lines(reviewed, oil, silent))
        .containsExactly(
            "1 [2011-01-01,2020-10-01) r1 INFERRED CHANGE null",
            "2 [2020-10-01,null) r2 ASSERTED null null");
  }

  private static List<String> lines(Observation... observations) {
    return lines(BY_RULE, observations);
  }

  private static List<String> lines(Identity identity, Observation... observations) {
    return Timeline.of("A0001", List.of(observations), identity).stream()
        .map(
            s ->
                "%d [%s,%s) r%d %s %s %s"
                    .formatted(
                        s.meaning(),
                        s.validDuring().from(),
                        s.validDuring().to(),
                        s.recordId(),
                        s.basis(),
                        s.endReason(),
                        s.absentSince()))
        .toList();
  }
}
