package org.openhcpcs.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.read.CodePageReader;

/** What users themselves say of one code: policies and notes, the end of its page. */
public record SiteTexts(List<List<@Nullable String>> policies, List<List<@Nullable String>> notes) {

  private static final int LABEL = 28;

  public static SiteTexts of(CodePageReader reader) {
    return new SiteTexts(reader.policies().rows(), reader.notes().rows());
  }

  public boolean isEmpty() {
    return policies.isEmpty() && notes.isEmpty();
  }

  public void print(Terminal terminal) {
    if (!policies.isEmpty()) {
      terminal.out().println();
      terminal.print("Policies");
    }
    for (List<@Nullable String> policy : policies) {
      String identifier = text(policy, 0);
      String label =
          identifier.length() < LABEL
              ? identifier + " ".repeat(LABEL - identifier.length())
              : identifier + "  ";
      List<String> lines = Wrap.lines(text(policy, 1), Math.max(terminal.width() - LABEL, 24));
      terminal.print(label + lines.get(0));
      lines.stream().skip(1).forEach(line -> terminal.print(" ".repeat(LABEL) + line));
      if (!text(policy, 2).isEmpty()) {
        terminal.print(" ".repeat(LABEL) + text(policy, 2));
      }
    }
    for (List<@Nullable String> note : notes) {
      terminal.out().println();
      terminal.print("%s  (%s)".formatted(text(note, 0), text(note, 1)));
      terminal.out().println();
      Wrap.lines(text(note, 2), terminal.width()).forEach(line -> terminal.print(line));
    }
  }

  private static String text(List<@Nullable String> row, int column) {
    String value = row.get(column);
    return value == null ? "" : value;
  }
}
