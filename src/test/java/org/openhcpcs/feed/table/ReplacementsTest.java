package org.openhcpcs.feed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhcpcs.feed.table.TestRows.ended;
import static org.openhcpcs.feed.table.TestRows.living;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where cross references of ended codes lead. */
class ReplacementsTest {

  private static Replacements of(Row... rows) {
    Replacements replacements = new Replacements();
    List.of(rows).forEach(replacements::add);
    return replacements;
  }

  @Test
  void followsEndedCodesToWhatIsLeft() {
    Replacements replacements =
        of(
            ended("A0001", "2007-12-31", "A0002", "A0004"),
            ended("A0002", "2008-12-31", "A0003"),
            living("A0003"),
            living("A0004", "A0001"));
    assertThat(replacements.replaced()).containsExactly("A0001", "A0002");
    assertThat(replacements.livingEnds("A0001")).containsExactly("A0003", "A0004");
    assertThat(replacements.targets("A0001")).containsExactly("A0002", "A0004");
    assertThat(replacements.livingEnds("A0003")).isEmpty();
  }

  @Test
  void namesAnEndOnceThatTwoCrossReferencesLeadTo() {
    Replacements replacements =
        of(
            ended("A0001", "2007-12-31", "A0002", "A0003", "A0003"),
            ended("A0002", "2008-12-31", "A0003"),
            living("A0003"));
    assertThat(replacements.livingEnds("A0001")).containsExactly("A0003");
    assertThat(replacements.targets("A0001")).containsExactly("A0002", "A0003");
  }

  @Test
  void leadsNowhereInACircleOrOutOfTheState() {
    Replacements replacements =
        of(
            ended("A0001", "2007-12-31", "A0002"),
            ended("A0002", "2007-12-31", "A0001"),
            ended("A0003", "2007-12-31", "A0003"),
            ended("A0004", "2007-12-31", "99213", "A9999"),
            ended("A0005", "2007-12-31", "A0006"),
            ended("A0006", "2007-12-31"));
    for (String code : replacements.replaced()) {
      assertThat(replacements.livingEnds(code)).as(code).isEmpty();
    }
    assertThat(replacements.replaced())
        .containsExactly("A0001", "A0002", "A0003", "A0004", "A0005");
    assertThat(replacements.lists("A0006")).isTrue();
    assertThat(replacements.lists("A9999")).isFalse();
  }
}
