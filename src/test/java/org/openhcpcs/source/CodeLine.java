package org.openhcpcs.source;

import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;

/**
 * Writes one line of a fixed-width code file, 320 wide unless a test asks for another width. Each
 * call returns a new line.
 */
public record CodeLine(String text) {

  /** The first line of a procedure. */
  public static CodeLine procedure(String code, String description) {
    return line(code, "00100", '3', description);
  }

  /** A continuation of a procedure. */
  public static CodeLine procedureMore(String code, String description) {
    return line(code, "00200", '4', description);
  }

  /** The first line of a modifier. */
  public static CodeLine modifier(String code, String description) {
    return line("   " + code, "00100", '7', description);
  }

  /** A continuation of a modifier. */
  public static CodeLine modifierMore(String code, String description) {
    return line("   " + code, "00200", '8', description);
  }

  private static CodeLine line(String cell, String sequence, char ric, String description) {
    return new CodeLine(" ".repeat(LayoutField.RECORD_WIDTH))
        .at(LayoutField.CODE.begin(1), cell)
        .at(LayoutField.SEQUENCE_NUMBER.begin(1), sequence)
        .at(LayoutField.RECORD_IDENTIFICATION_CODE.begin(1), String.valueOf(ric))
        .at(LayoutField.LONG_DESCRIPTION.begin(1), description);
  }

  /** The same line with a field filled. */
  public CodeLine with(Field field, String value) {
    return at(field.begin(), value);
  }

  /** The same line with a text from a 1-based position on. */
  public CodeLine at(int position, String value) {
    StringBuilder changed = new StringBuilder(text);
    changed.replace(position - 1, position - 1 + value.length(), value);
    return new CodeLine(changed.toString());
  }

  /** The same line, cut or filled up with blanks. */
  public CodeLine width(int width) {
    return new CodeLine((text + " ".repeat(width)).substring(0, width));
  }

  /** The same line without blanks at its end. */
  public CodeLine trimmed() {
    return new CodeLine(text.stripTrailing());
  }

  @Override
  public String toString() {
    return text;
  }
}
