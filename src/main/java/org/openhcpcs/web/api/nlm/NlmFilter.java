package org.openhcpcs.web.api.nlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;

/**
 * The parameter {@code q}: conditions on fields that all hold, such as {@code code:E* AND
 * obsolete:false}. That is the part of NLM's grammar that its clients use.
 *
 * @param conditions in their order
 */
record NlmFilter(List<Condition> conditions) {

  private static final int LONGEST = 1000;
  private static final Pattern AND = Pattern.compile("\\s+AND\\s+");
  private static final Pattern CONDITION =
      Pattern.compile("([a-z_]+):([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)(\\*?)");

  NlmFilter {
    conditions = List.copyOf(conditions);
  }

  /**
   * What a field must have.
   *
   * @param value in small letters
   * @param isBeginning whether it may go on behind the value
   */
  record Condition(NlmField field, String value, boolean isBeginning) {

    boolean isMetBy(NlmRow row) {
      return row.has(field, value, isBeginning);
    }
  }

  /**
   * Reads it; empty asks for nothing.
   *
   * @throws ProblemException 400 if it is anything else
   */
  static NlmFilter of(String q) {
    List<Condition> conditions = new ArrayList<>();
    if (q.length() > LONGEST) {
      throw new ProblemException(400, "q is longer than %s characters; shorten it", LONGEST);
    }
    String text = q.strip();
    for (String part : text.isEmpty() ? new String[0] : AND.split(text, -1)) {
      Matcher condition = CONDITION.matcher(part);
      if (!condition.matches()) {
        throw new ProblemException(
            400,
            "q: %s is not understood; write field:value, or field:beginning*, with AND between",
            Parameters.shown(part));
      }
      conditions.add(
          new Condition(
              NlmField.named("q", condition.group(1)),
              condition.group(2).toLowerCase(Locale.ROOT),
              !condition.group(3).isEmpty()));
    }
    return new NlmFilter(conditions);
  }

  boolean isMetBy(NlmRow row) {
    for (Condition condition : conditions) {
      if (!condition.isMetBy(row)) {
        return false;
      }
    }
    return true;
  }
}
