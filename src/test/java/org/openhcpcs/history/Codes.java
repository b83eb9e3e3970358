package org.openhcpcs.history;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;

/**
 * Builds statements for tests: the record's number also tells its descriptive content unless the
 * text is the same.
 */
final class Codes {

  private Codes() {}

  static RecordFacts says(
      int record,
      String text,
      @Nullable String added,
      @Nullable String effective,
      @Nullable String terminated) {
    return new RecordFacts(
        record,
        date(added),
        date(effective),
        date(terminated),
        UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)),
        text);
  }

  static Edition edition(String text) {
    return Edition.parse(text).orElseThrow();
  }

  static Observation in(String edition, @Nullable RecordFacts statement) {
    return new Observation(edition(edition), statement);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
