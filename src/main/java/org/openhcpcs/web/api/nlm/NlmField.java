package org.openhcpcs.web.api.nlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.serve.LookupTable;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;

/** The fields of a row, as NLM names them. */
enum NlmField {
  CODE(LookupTable.Entry::code),
  SHORT_DESC(LookupTable.Entry::shortDescription),
  LONG_DESC(LookupTable.Entry::longDescription),
  /** The short description, or the long one of a code that has no other. */
  DISPLAY(
      entry ->
          entry.shortDescription() == null ? entry.longDescription() : entry.shortDescription()),
  ADD_DT(LookupTable.Entry::addedOn),
  TERM_DT(LookupTable.Entry::endedOn),
  ACT_EFF_DT(LookupTable.Entry::changedOn),
  OBSOLETE(LookupTable.Entry::isObsolete),
  IS_NOC(LookupTable.Entry::isNoc);

  private static final String ALL =
      Stream.of(values()).map(NlmField::label).collect(Collectors.joining(", "));

  @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
  private final Function<LookupTable.Entry, @Nullable Object> value;

  NlmField(Function<LookupTable.Entry, @Nullable Object> value) {
    this.value = value;
  }

  /** As NLM writes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether words in it are looked for; of the others the whole value is. */
  boolean isText() {
    return this == SHORT_DESC || this == LONG_DESC || this == DISPLAY;
  }

  /** What a row has in it: a text or whether it is so. */
  @Nullable Object of(LookupTable.Entry entry) {
    return value.apply(entry);
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
