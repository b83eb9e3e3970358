package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.cli.NeedsReleases;
import org.openhcpcs.cli.RealReleases;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.Wording;

/**
 * The value lists that the database starts with were put together by other means than this reader;
 * both must say the same of CMS's own layouts.
 */
class RecordLayoutSeedTest {

  private static final Path SEED = Path.of("migrations/V0003__insert_indicator_wording.sql");
  private static final String TEXT = "'((?:[^']|'')*)'";
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^  \\(%s, %s, %s, %s, (?:%s|null), (?:%s|null), (?:%s|null), %s\\)"
              .formatted(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT));

  @Test
  void everyRowOfTheSeedIsRead() throws IOException {
    long rows = Files.readAllLines(SEED).stream().filter(line -> line.startsWith("  ('")).count();
    assertThat(seed()).hasSize((int) rows).hasSizeGreaterThan(200);
  }

  @NeedsReleases
  @ParameterizedTest
  @CsvSource({
    "2010/contr_record_2010.txt, 2009-10-28",
    "2016-01/HCPCS2016_recordlayout.txt, 2015-10-28",
    "2017-01/2017-Record-Layout.zip, ''",
    "2019-01/2019-HCPCS-Record-Layout.zip, ''"
  })
  void theSeedSaysWhatTheLayoutSays(String path, String date) throws IOException {
    Path file =
        RealReleases.folder(path.substring(0, path.indexOf('/')))
            .resolve(Path.of(path).getFileName());
    RecordLayout layout = layout(file);
    LocalDate asOf = layout.asOf().orElseThrow();
    if (!date.isEmpty()) {
      assertThat(asOf).isEqualTo(date);
    }
    List<Wording> seed = seed();

    assertThat(layout.values()).hasSizeGreaterThan(200);
    for (IndicatorValue value : layout.values()) {
      assertThat(inForce(seed, value, asOf))
          .as(value.indicator() + " " + value.code())
          .map(RecordLayoutSeedTest::content)
          .contains(content(value));
    }
    assertThat(
            seed.stream()
                .filter(row -> row.source().equals(layout.file()))
                .filter(row -> row.indicator() != Indicator.ASC_PAYMENT_GROUP) // stands in prose
                .toList())
        .as("rows from %s", layout.file())
        .allSatisfy(
            row ->
                assertThat(layout.values())
                    .anyMatch(
                        value ->
                            value.indicator() == row.indicator()
                                && value.code().equals(row.code())
                                && content(value).equals(content(row))));
    for (LayoutField field : LayoutField.values()) {
      if (field.type() != LayoutField.Type.FILLER) {
        assertThat(layout.items())
            .anyMatch(
                item ->
                    item.standardAlias().equals(field.standardAlias())
                        && item.begin() == field.begin(1)
                        && item.end() == field.end(1));
      }
    }
  }

  private static Optional<Wording> inForce(
      List<Wording> seed, IndicatorValue value, LocalDate asOf) {
    return seed.stream()
        .filter(row -> row.indicator() == value.indicator() && row.code().equals(value.code()))
        .filter(row -> !row.statedOn().isAfter(asOf))
        .max(Comparator.comparing(Wording::statedOn));
  }

  private record Text(
      String description,
      @Nullable String heading,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  private static Text content(Wording row) {
    return new Text(row.description(), row.heading(), row.validFrom(), row.validTo());
  }

  private static Text content(IndicatorValue value) {
    return new Text(value.description(), value.heading(), value.validFrom(), value.validTo());
  }

  private static List<Wording> seed() throws IOException {
    List<Wording> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(SEED));
    while (row.find()) {
      rows.add(
          new Wording(
              Indicator.valueOf(row.group(1).toUpperCase(Locale.ROOT)),
              row.group(2),
              LocalDate.parse(row.group(3)),
              row.group(4).replace("''", "'"),
              row.group(5) == null ? null : row.group(5).replace("''", "'"),
              date(row.group(6)),
              date(row.group(7)),
              row.group(8)));
    }
    return rows;
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static RecordLayout layout(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.endsWith(".zip")) {
      return RecordLayoutReader.read(name, Files.readAllBytes(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.entries().nextElement();
      try (InputStream in = zip.getInputStream(entry)) {
        return RecordLayoutReader.read(entry.getName(), in.readAllBytes());
      }
    }
  }
}
