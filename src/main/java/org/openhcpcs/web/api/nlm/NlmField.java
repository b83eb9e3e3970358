package org.openhcpcs.web.api.nlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.serve.LookupTable;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;

/** The fields of a row, as NLM names them. */
enum NlmField {
  CODE,
  SHORT_DESC,
  LONG_DESC,
  /** The short description, or the long one of a code that has no other. */
  DISPLAY,
  ADD_DT,
  TERM_DT,
  ACT_EFF_DT,
  OBSOLETE,
  IS_NOC;

  private static final String ALL =
      Stream.of(values()).map(NlmField::label).collect(Collectors.joining(", "));

  /** As NLM writes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether words in it are looked for; of the others the whole value is. */
  boolean isText() {
    return this == SHORT_DESC || this == LONG_DESC || this == DISPLAY;
  }

  boolean isBoolean() {
    return this == OBSOLETE || this == IS_NOC;
  }

  /** What a row has in it. */
  @Nullable String of(LookupTable.Entry entry) {
    return switch (this) {
      case CODE -> entry.code();
      case SHORT_DESC -> entry.shortDescription();
      case LONG_DESC -> entry.longDescription();
      case DISPLAY ->
          entry.shortDescription() == null ? entry.longDescription() : entry.shortDescription();
      case ADD_DT -> entry.addedOn();
      case TERM_DT -> entry.endedOn();
      case ACT_EFF_DT -> entry.changedOn();
      case OBSOLETE -> Boolean.toString(entry.isObsolete());
      case IS_NOC -> Boolean.toString(entry.isNoc());
    };
  }

  /**
   * The field of a name.
   *
   * @throws ProblemException 400 if there is none
   */
  static NlmField named(String parameter, String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    400,
                    "%s: %s is no field; the fields are %s",
                    parameter,
                    Parameters.shown(name),
                    ALL));
  }

  static Optional<NlmField> find(String name) {
    return Stream.of(values()).filter(field -> field.label().equals(name.strip())).findFirst();
  }

  /** The fields of a list with commas. */
  static List<NlmField> list(String parameter, String names) {
    List<NlmField> fields = new ArrayList<>();
    for (String name : names.split(",", 50)) {
      fields.add(named(parameter, name));
    }
    return fields;
  }
}
