package org.openhcpcs.database.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads arrays as PostgreSQL writes them, such as {@code {1,NULL,"a,b"}}. */
final class ArrayText {

  private final String text;
  private int at;

  private ArrayText(String text) {
    this.text = text;
    this.at = text.indexOf('{'); // bounds that do not begin at 1 stand before it
  }

  /** What an array holds. */
  sealed interface Element permits Value, Inner {}

  /**
   * A value.
   *
   * @param text null for SQL null
   */
  record Value(@Nullable String text) implements Element {}

  /** An array of one dimension less. */
  record Inner(List<Element> elements) implements Element {}

  static List<Element> elements(String text) {
    return new ArrayText(text).array();
  }

  private List<Element> array() {
    List<Element> elements = new ArrayList<>();
    at++; // the brace
    while (text.charAt(at) != '}') {
      elements.add(
          switch (text.charAt(at)) {
            case '{' -> new Inner(array());
            case '"' -> new Value(quoted());
            default -> plain();
          });
      if (text.charAt(at) != '}') {
        at++; // between two elements
      }
    }
    at++;
    return elements;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(text.charAt(at));
    }
    at++;
    return value.toString();
  }

  private Value plain() {
    int begin = at;
    while (",}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String value = text.substring(begin, at);
    return new Value(value.equals("NULL") ? null : value);
  }
}
