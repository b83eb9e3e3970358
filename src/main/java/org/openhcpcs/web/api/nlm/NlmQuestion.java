package org.openhcpcs.web.api.nlm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;

/**
 * What a client of NLM's service asks.
 *
 * @param terms the words that it typed, in small letters; each must begin a word
 * @param count how many rows it wants
 * @param offset how many it has seen
 * @param filter what else must hold
 * @param searched the fields in which the words are looked for
 * @param displayed the fields of the list that people see
 * @param code the field that is the row's code
 * @param extra other fields, by the names that the client wants for them
 */
record NlmQuestion(
    List<String> terms,
    int count,
    int offset,
    NlmFilter filter,
    List<NlmField> searched,
    List<NlmField> displayed,
    NlmField code,
    Map<String, NlmField> extra) {

  private static final List<NlmField> USUAL_FIELDS =
      List.of(NlmField.CODE, NlmField.SHORT_DESC, NlmField.LONG_DESC);

  private static final int USUAL = 7;
  private static final int MOST = 500;
  private static final int FARTHEST = 7500;
  private static final int LONGEST = 1000;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  NlmQuestion {
    terms = List.copyOf(terms);
    searched = List.copyOf(searched);
    displayed = List.copyOf(displayed);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * Reads the parameters.
   *
   * @throws ProblemException 400 for what is not understood
   */
  static NlmQuestion of(Parameters parameters) {
    if (!parameters.has("terms")) {
      throw new ProblemException(400, "say what was typed, such as terms=wheelch; it may be empty");
    }
    String typed = parameters.text("terms");
    if (typed.length() > LONGEST) {
      throw new ProblemException(400, "terms is longer than %s characters; shorten it", LONGEST);
    }
    return new NlmQuestion(
        BETWEEN_WORDS
            .splitAsStream(typed.toLowerCase(Locale.ROOT))
            .filter(Predicate.not(String::isEmpty))
            .distinct()
            .toList(),
        count(parameters),
        Math.min(number(parameters, "offset").orElse(0), FARTHEST),
        NlmFilter.of(parameters.text("q")),
        parameters.find("sf").map(names -> NlmField.list("sf", names)).orElse(USUAL_FIELDS),
        NlmField.list("df", parameters.find("df").orElse("code,display")),
        NlmField.named("cf", parameters.find("cf").orElse("code")),
        extra(parameters.text("ef")));
  }

  /** The page size if the client pages, else the length of its list. */
  private static int count(Parameters parameters) {
    if (parameters.find("count").isPresent()) {
      return Math.min(number(parameters, "count").orElse(USUAL), MOST);
    }
    if (!parameters.has("maxList")) {
      return USUAL;
    }
    return Math.min(number(parameters, "maxList").orElse(MOST), MOST);
  }

  private static OptionalInt number(Parameters parameters, String name) {
    return parameters.number(name, 999_999_999);
  }

  private static Map<String, NlmField> extra(String names) {
    Map<String, NlmField> extra = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      for (String each : names.split(",", 50)) {
        List<String> parts = new ArrayList<>(List.of(each.strip().split(":", 2)));
        NlmField field = NlmField.named("ef", parts.get(0));
        extra.put(
            parts.size() > 1 && !parts.get(1).isBlank() ? parts.get(1).strip() : field.label(),
            field);
      }
    }
    return extra;
  }

  boolean isMetBy(NlmRow row) {
    for (String term : terms) {
      if (!(searched.equals(USUAL_FIELDS) ? row.hasBeginning(term) : isIn(row, term))) {
        return false;
      }
    }
    return filter.isMetBy(row);
  }

  private boolean isIn(NlmRow row, String term) {
    for (NlmField field : searched) {
      if (row.has(field, term, true)) {
        return true;
      }
    }
    return false;
  }

  /** The smaller, the sooner people want to see it: the code itself, its beginning, the rest. */
  int rank(NlmRow row) {
    String first = terms.isEmpty() ? "" : terms.get(0);
    int place =
        terms.size() == 1 && row.code().equals(first)
            ? 0
            : terms.size() == 1 && row.code().startsWith(first)
                ? 1
                : row.text(NlmField.DISPLAY).startsWith(first) ? 2 : 3;
    return 2 * place + (row.entry().isObsolete() ? 1 : 0);
  }
}
