package org.openhcpcs.code;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An enum whose constants are written, in the database and in files, as their names in words. */
public interface Labelled {

  /** The name of the constant. */
  String name();

  /** The name in small letters, with blanks between its words. */
  default String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The constant of a label; empty if none has it. */
  static <E extends Enum<E> & Labelled> Optional<E> of(Class<E> type, String label) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.label().equals(label))
        .findFirst();
  }
}
