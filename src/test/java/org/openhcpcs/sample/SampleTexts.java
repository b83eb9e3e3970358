package org.openhcpcs.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The texts that accompany the code file; each is a resource in which {@code ${...}} stands for
 * what an edition fills in.
 */
final class SampleTexts {

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DATE =
      DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ENGLISH);

  private SampleTexts() {}

  /** The lines of a text, filled in for a release. */
  static List<String> lines(String resource, SampleRelease release) {
    SampleNames names = new SampleNames(release.edition());
    String year = String.valueOf(release.edition().year());
    return read(resource)
        .replace("${year}", year)
        .replace("${yy}", year.substring(2))
        .replace("${quarter}", names.quarter().toUpperCase(Locale.ROOT))
        .replace("${as.of}", SHORT_DATE.format(release.publishedOn()))
        .replace("${published}", LONG_DATE.format(release.publishedOn()))
        .replace("${code.file}", names.codeFile())
        .lines()
        .toList();
  }

  /** A resource of this package. */
  static String read(String resource) {
    try (InputStream stream = SampleTexts.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
