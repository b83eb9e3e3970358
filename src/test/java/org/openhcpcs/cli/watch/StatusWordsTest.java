package org.openhcpcs.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.ReleaseStatus;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.ReleaseStatus.Subject;

class StatusWordsTest {

  @ParameterizedTest
  @CsvSource({
    "RELEASE, LOAD, LOADED, loaded, true",
    "RELEASE, FROM_STAGED, LOADED, loaded, true",
    "RELEASE, DRY_RUN, LOADED, would load, false",
    "RELEASE, LOAD, SAME_CONTENT, same content, false",
    "RELEASE, DRY_RUN, SAME_CONTENT, would load, false",
    "RELEASE, LOAD, ALREADY_LOADED, already loaded, false",
    "COMPANIONS, DRY_RUN, ALREADY_LOADED, already loaded, false",
    "COMPANIONS, LOAD, LOADED, companions loaded, true",
    "COMPANIONS, DRY_RUN, LOADED, companions would load, false",
    "COMPANIONS, LOAD, EDITION_NOT_LOADED, edition not loaded, false",
    "SAMPLE, LOAD, LEFT_ALONE, sample left alone, false",
    "SAMPLE, LOAD, TAKEN_OUT, sample taken out, true",
    "SAMPLE, DRY_RUN, TAKEN_OUT, sample would go, false",
    "RELEASE, LOAD, REFUSED, refused, false",
    "RELEASE, REREAD, REFUSED, refused, false",
    "COMPANIONS, LOAD, REFUSED, companions refused, false",
    "RELEASE, DRY_RUN, REFUSED, would refuse, false",
    "COMPANIONS, DRY_RUN, REFUSED, would refuse, false",
    "RELEASE, LOAD, STOPPED, stopped, false",
    "RELEASE, REREAD, UNCHANGED, reread, false",
    "RELEASE, REREAD, CHANGED, reread changed, true",
    "CORRECTIONS, LOAD, CORRECTED, corrected, true"
  })
  void aProgramReadsAWordForEach(
      Subject subject, LoadMode mode, ReleaseOutcome outcome, String label, boolean isChange) {
    ReleaseStatus status = new ReleaseStatus(subject, mode, outcome);
    assertThat(StatusWords.of(status).label()).isEqualTo(label);
    assertThat(status.isChange()).isEqualTo(isChange);
  }

  @Test
  void noWordsAreForNothing() {
    Set<StatusWords> said = EnumSet.noneOf(StatusWords.class);
    for (Subject subject : Subject.values()) {
      for (LoadMode mode : LoadMode.values()) {
        for (ReleaseOutcome outcome : ReleaseOutcome.values()) {
          said.add(StatusWords.of(new ReleaseStatus(subject, mode, outcome)));
        }
      }
    }
    assertThat(said).isEqualTo(Arrays.stream(StatusWords.values()).collect(Collectors.toSet()));
  }
}
