package org.openhcpcs.cli.feed;

import java.util.List;
import java.util.Locale;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.TableFormat;
import org.openhcpcs.feed.fhir.FhirWriter;
import org.openhcpcs.feed.omop.OmopWriter;

/** The forms of feeds, as options name them. */
public final class FeedForms {

  /** Without an option. */
  public static final List<Name> DEFAULT = List.of(Name.CSV, Name.JSONL);

  private FeedForms() {}

  /** As the command line names them. */
  public enum Name {
    CSV,
    JSONL,
    PARQUET,
    FHIR,
    OMOP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The forms of some names, each once.
   *
   * @param guardsFormulas whether texts in CSV files get an apostrophe before what begins as a
   *     formula
   */
  public static List<Format> of(List<Name> names, boolean guardsFormulas) {
    return names.stream().distinct().sorted().map(name -> of(name, guardsFormulas)).toList();
  }

  private static Format of(Name name, boolean guardsFormulas) {
    return switch (name) {
      case CSV, JSONL, PARQUET -> TableFormat.named(name.toString(), guardsFormulas).orElseThrow();
      case FHIR -> FhirWriter.FORMAT;
      case OMOP -> OmopWriter.FORMAT;
    };
  }
}
