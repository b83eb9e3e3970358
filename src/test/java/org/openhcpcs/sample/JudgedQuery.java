package org.openhcpcs.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A question and the codes that a person expects among the first answers.
 *
 * @param query what is asked
 * @param codes the codes that answer it, in no order
 */
public record JudgedQuery(String query, List<String> codes) {

  /** How many answers count. */
  public static final int SHOWN = 10;

  private static final Path FOLDER = Path.of("src/test/resources/search");

  public JudgedQuery {
    codes = List.copyOf(codes);
  }

  /** A checked-in set: a query, a tab, codes with blanks between, a line each. */
  public static List<JudgedQuery> read(String name) {
    try {
      return Files.readAllLines(FOLDER.resolve(name)).stream()
          .map(line -> line.split("\t"))
          .map(cells -> new JudgedQuery(cells[0], List.of(cells[1].split(" "))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One over the place of the first expected code; 0 if none is shown. */
  public double reciprocalRank(List<String> answers) {
    for (int i = 0; i < Math.min(answers.size(), SHOWN); i++) {
      if (codes.contains(answers.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /** The share of the expected codes that is shown. */
  public double recall(List<String> answers) {
    return (double) answers.stream().limit(SHOWN).filter(codes::contains).count()
        / Math.min(SHOWN, codes.size());
  }
}
