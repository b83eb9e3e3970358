package org.openhcpcs.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one text says otherwise than another, word by word. Capitals and blanks do not count. */
public final class WordDiff {

  /** Beyond as many pairs of words the whole text counts as replaced. */
  private static final long MOST_PAIRS = 4_000_000;

  private WordDiff() {}

  /** What became of a run of words. */
  public enum Fate {
    KEPT,
    DELETED,
    INSERTED
  }

  /**
   * A run of words with one fate.
   *
   * @param text the words with one blank between them; of kept ones as the newer text has them
   */
  public record WordRun(Fate fate, String text) {}

  /**
   * The runs that both texts consist of, in order; where words were replaced, the old ones first.
   */
  public static List<WordRun> of(String older, String newer) {
    String[] before = words(older);
    String[] after = words(newer);
    String[] oldKeys = keys(before);
    String[] newKeys = keys(after);
    int begin = 0;
    int most = Math.min(before.length, after.length);
    while (begin < most && oldKeys[begin].equals(newKeys[begin])) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && oldKeys[before.length - 1 - end].equals(newKeys[after.length - 1 - end])) {
      end++;
    }
    Runs runs = new Runs();
    runs.add(Fate.KEPT, after, 0, begin);
    middle(runs, before, oldKeys, after, newKeys, begin, end);
    runs.add(Fate.KEPT, after, after.length - end, after.length);
    return runs.all;
  }

  /** Whether two texts have the same words. */
  public static boolean sameWords(String older, String newer) {
    return Arrays.equals(keys(words(older)), keys(words(newer)));
  }

  private static String[] words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
  }

  private static String[] keys(String[] words) {
    return Arrays.stream(words).map(word -> word.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }

  /**
   * The longest common subsequence of what lies between the common beginning and the common end.
   */
  private static void middle(
      Runs runs,
      String[] before,
      String[] oldKeys,
      String[] after,
      String[] newKeys,
      int begin,
      int end) {
    int rows = before.length - begin - end;
    int columns = after.length - begin - end;
    if ((long) rows * columns > MOST_PAIRS) {
      runs.add(Fate.DELETED, before, begin, begin + rows);
      runs.add(Fate.INSERTED, after, begin, begin + columns);
      return;
    }
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            oldKeys[begin + i].equals(newKeys[begin + j])
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && oldKeys[begin + i].equals(newKeys[begin + j])) {
        runs.add(Fate.KEPT, after, begin + j, begin + j + 1);
        i++;
        j++;
      } else if (i < rows && (j == columns || longest[i + 1][j] >= longest[i][j + 1])) {
        runs.add(Fate.DELETED, before, begin + i, begin + i + 1);
        i++;
      } else {
        runs.add(Fate.INSERTED, after, begin + j, begin + j + 1);
        j++;
      }
    }
  }

  /** Runs in the making. */
  private static final class Runs {

    private final List<WordRun> all = new ArrayList<>();

    void add(Fate fate, String[] words, int from, int to) {
      if (from == to) {
        return;
      }
      String text = String.join(" ", Arrays.asList(words).subList(from, to));
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).fate() == fate) {
        all.set(last, new WordRun(fate, all.get(last).text() + " " + text));
      } else if (fate == Fate.DELETED && last >= 0 && all.get(last).fate() == Fate.INSERTED) {
        putBefore(last, text);
      } else {
        all.add(new WordRun(fate, text));
      }
    }

    /** Words deleted behind inserted ones belong before them. */
    private void putBefore(int inserted, String text) {
      if (inserted > 0 && all.get(inserted - 1).fate() == Fate.DELETED) {
        WordRun deleted = all.get(inserted - 1);
        all.set(inserted - 1, new WordRun(Fate.DELETED, deleted.text() + " " + text));
      } else {
        all.add(inserted, new WordRun(Fate.DELETED, text));
      }
    }
  }
}
