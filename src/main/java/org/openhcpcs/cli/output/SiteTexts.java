package org.openhcpcs.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.Listings;

/** What users themselves say of one code: policies and notes, the end of its page. */
public record SiteTexts(List<NamedRow> policies, List<NamedRow> notes) {

  private static final int LABEL = 28;

  public static SiteTexts of(Database database, String code) {
    return new SiteTexts(
        ResultRows.of(database, Listings.policies(code, "")).named(),
        ResultRows.of(database, Listings.notes(code)).named());
  }

  public boolean isEmpty() {
    return policies.isEmpty() && notes.isEmpty();
  }

  public void print(Terminal terminal) {
    if (!policies.isEmpty()) {
      terminal.out().println();
      terminal.print("Policies");
    }
    for (NamedRow policy : policies) {
      String identifier = Wrap.harmless(policy.get("identifier"));
      String label =
          identifier.length() < LABEL
              ? identifier + " ".repeat(LABEL - identifier.length())
              : identifier + "  ";
      String since = policy.has("effective") ? "since " + policy.get("effective") : "";
      String what = joined(policy.get("title"), policy.get("source"), since);
      List<String> lines = Wrap.lines(what, Math.max(terminal.width() - LABEL, 24));
      terminal.print(label + lines.get(0));
      lines.stream().skip(1).forEach(line -> terminal.print(" ".repeat(LABEL) + line));
      if (policy.has("url")) {
        terminal.print(" ".repeat(LABEL) + Wrap.harmless(policy.get("url")));
      }
    }
    for (NamedRow note : notes) {
      terminal.out().println();
      String from = joined(note.get("source"), note.get("noted_on"));
      terminal.print(Wrap.harmless("%s  (%s)".formatted(note.get("section"), from)));
      terminal.out().println();
      Wrap.lines(note.get("body"), terminal.width()).forEach(line -> terminal.print(line));
    }
  }

  private static String joined(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
  }
}
