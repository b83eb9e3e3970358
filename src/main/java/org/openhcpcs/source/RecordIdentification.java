package org.openhcpcs.source;

import java.util.Optional;
import org.openhcpcs.code.Kind;

/**
 * The record identification code (RIC) of a line: whose line it is, and whether the detail fields
 * mean anything on it.
 *
 * <p>Source: record layout item 6, HCPCS_REC_IDENT_CD, position 11.
 */
public enum RecordIdentification {
  PROCEDURE_FIRST('3', Kind.PROCEDURE, true),
  PROCEDURE_CONTINUATION('4', Kind.PROCEDURE, false),
  MODIFIER_FIRST('7', Kind.MODIFIER, true),
  MODIFIER_CONTINUATION('8', Kind.MODIFIER, false);

  private final char symbol;
  private final Kind kind;
  private final boolean first;

  RecordIdentification(char symbol, Kind kind, boolean first) {
    this.symbol = symbol;
    this.kind = kind;
    this.first = first;
  }

  /** The identification that a character stands for; empty for any character but 3, 4, 7 and 8. */
  public static Optional<RecordIdentification> of(char symbol) {
    return switch (symbol) {
      case '3' -> Optional.of(PROCEDURE_FIRST);
      case '4' -> Optional.of(PROCEDURE_CONTINUATION);
      case '7' -> Optional.of(MODIFIER_FIRST);
      case '8' -> Optional.of(MODIFIER_CONTINUATION);
      default -> Optional.empty();
    };
  }

  public char symbol() {
    return symbol;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether this is a first line, the only one on which positions 92-293 are meaningful. */
  public boolean isFirst() {
    return first;
  }
}
