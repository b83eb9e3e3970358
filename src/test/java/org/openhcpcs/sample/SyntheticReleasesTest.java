package org.openhcpcs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;

class SyntheticReleasesTest {

  private static final Edition FIRST = new Edition(2001, 7);

  @Test
  void theSameSeedGivesTheSameEditions() {
    assertThat(releases(1)).isEqualTo(releases(1)).isNotEqualTo(releases(2));
  }

  @Test
  void goesOnQuarterByQuarter() {
    assertThat(releases(1))
        .extracting(release -> release.edition().toString())
        .containsExactly("2001-07", "2001-10", "2002-01");
  }

  @Test
  void changesTheShareThatWasAskedFor() {
    List<SampleRelease> releases = releases(1);

    assertThat(releases.get(0).records())
        .hasSize(1050)
        .allMatch(sample -> sample.get(Field.ACTION).equals("N"));
    assertThat(releases.get(1).records()).hasSize(1050 + 25);
    assertThat(
            releases.get(1).records().stream()
                .filter(sample -> !sample.get(Field.ACTION).equals("N"))
                .count())
        .isBetween(100L, 160L);
  }

  @Test
  void listsEveryCodeOnce() {
    SampleRelease all =
        new SyntheticReleases(1, SyntheticRecords.capacity(), 0, FIRST, 1).iterator().next();

    assertThat(all.records().stream().map(SampleRecord::code).distinct().count())
        .isEqualTo(all.records().size());
  }

  @Test
  void everyEditionCanBeWritten() {
    assertThat(releases(1))
        .allSatisfy(release -> assertThat(SampleWriter.zip(release)).isNotEmpty());
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new SyntheticReleases(1, 0, 0.1, FIRST, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 codes, 0.1 changed, 1 editions");
    assertThatThrownBy(
            () -> new SyntheticReleases(1, SyntheticRecords.capacity() + 1, 0.1, FIRST, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<SampleRelease> releases(long seed) {
    List<SampleRelease> releases = new ArrayList<>();
    new SyntheticReleases(seed, 1000, 0.1, FIRST, 3).forEach(releases::add);
    return releases;
  }
}
