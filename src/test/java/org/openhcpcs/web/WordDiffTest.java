package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.web.WordDiff.Fate;

class WordDiffTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bath seat, bath seat, bath seat",
        "bath seat with rail, bath seat with grip, bath seat with -[rail] +[grip]",
        "a b c d e, a x c y e, a -[b] +[x] c -[d] +[y] e",
        "a b c, a b c d, a b c +[d]",
        "a b c d, b c d, -[a] b c d",
        "a b, c d e, -[a b] +[c d e]",
        "a b c b a, c, -[a b] c -[b a]",
        "'', a b, +[a b]",
        "a b, '', -[a b]",
        "BATH SEAT, Bath stool, Bath -[SEAT] +[stool]",
        "'bath  seat ', ' bath seat', bath seat"
      })
  void marksWhatWasTakenOutAndPutIn(String older, String newer, String marked) {
    assertThat(marked(older, newer)).isEqualTo(marked);
  }

  @Test
  void takesALongPairOfTextsAsReplaced() {
    String older = "x " + "a ".repeat(2100) + "z";
    String newer = "x " + "b ".repeat(2100) + "z";
    assertThat(WordDiff.of(older, newer))
        .extracting(WordDiff.WordRun::fate)
        .containsExactly(Fate.KEPT, Fate.DELETED, Fate.INSERTED, Fate.KEPT);
  }

  @Test
  void tellsTextsApartByTheirWordsOnly() {
    assertThat(WordDiff.sameWords("HOSPITAL BED ", "Hospital  bed")).isTrue();
    assertThat(WordDiff.sameWords("hospital bed", "hospital bed,")).isFalse();
  }

  @Test
  void holdsBothTextsWhateverTheyAre() {
    Random random = new Random(2026);
    for (int i = 0; i < 2000; i++) {
      List<String> older = words(random);
      List<String> newer = words(random);
      List<WordDiff.WordRun> runs = WordDiff.of(String.join(" ", older), String.join(" ", newer));
      assertThat(without(runs, Fate.INSERTED)).isEqualTo(String.join(" ", older));
      assertThat(without(runs, Fate.DELETED)).isEqualTo(String.join(" ", newer));
      for (int k = 1; k < runs.size(); k++) {
        assertThat(runs.get(k).fate()).isNotEqualTo(runs.get(k - 1).fate());
        assertThat(runs.get(k - 1).fate() == Fate.INSERTED && runs.get(k).fate() == Fate.DELETED)
            .isFalse();
      }
    }
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      words.add(String.valueOf((char) ('a' + random.nextInt(4))));
    }
    return words;
  }

  private static String without(List<WordDiff.WordRun> runs, Fate fate) {
    return runs.stream()
        .filter(run -> run.fate() != fate)
        .map(WordDiff.WordRun::text)
        .collect(Collectors.joining(" "));
  }

  private static String marked(String older, String newer) {
    return WordDiff.of(older, newer).stream()
        .map(
            run ->
                switch (run.fate()) {
                  case KEPT -> run.text();
                  case DELETED -> "-[" + run.text() + "]";
                  case INSERTED -> "+[" + run.text() + "]";
                })
        .collect(Collectors.joining(" "));
  }
}
