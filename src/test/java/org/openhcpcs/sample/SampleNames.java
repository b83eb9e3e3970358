package org.openhcpcs.sample;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.openhcpcs.code.Edition;

/** What the files of an edition are called: CMS's names with {@code SAMPLE} in them. */
record SampleNames(Edition edition) {

  /** The name of the zip, such as {@code january-2008-alpha-numeric-hcpcs-file-sample.zip}. */
  String zip() {
    return quarter().toLowerCase(Locale.ROOT)
        + "-"
        + edition.year()
        + "-alpha-numeric-hcpcs-file-sample.zip";
  }

  /** The code files' name without its ending, such as {@code HCPC2008_JAN_ANWEB_SAMPLE}. */
  String codeFile() {
    return prefix() + "_ANWEB_SAMPLE";
  }

  String transactionReport() {
    return prefix() + "_ANWEB_Transaction Report_SAMPLE.xlsx";
  }

  String corrections() {
    return prefix() + "_Corrections_SAMPLE.xlsx";
  }

  String recordLayout() {
    return prefix() + "_recordlayout_SAMPLE.txt";
  }

  String readMe() {
    return prefix() + "_README_SAMPLE.txt";
  }

  String processingNotes() {
    return "proc_notes_" + token() + edition.year() + "_SAMPLE.txt";
  }

  String nocCodes() {
    return "NOC codes_" + token() + edition.year() + "_SAMPLE.xlsx";
  }

  /** The first month's name, such as {@code January}. */
  String quarter() {
    return Month.of(edition.month()).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private String prefix() {
    return "HCPC" + edition.year() + "_" + token();
  }

  private String token() {
    return quarter().substring(0, 3).toUpperCase(Locale.ROOT);
  }
}
