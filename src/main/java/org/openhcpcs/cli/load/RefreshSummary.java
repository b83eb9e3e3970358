package org.openhcpcs.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openhcpcs.cli.watch.StatusWords;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.refresh.RefreshJob;

/** The line that says what a refresh did. */
final class RefreshSummary {

  private RefreshSummary() {}

  static String of(RefreshJob.Refreshed report) {
    LoadReport loaded = report.loaded();
    List<String> parts = new ArrayList<>();
    add(parts, "loaded ", loaded, StatusWords.LOADED);
    add(parts, "same content again of ", loaded, StatusWords.SAME_CONTENT);
    add(parts, "companion files added to ", loaded, StatusWords.COMPANIONS_LOADED);
    add(parts, "corrected ", loaded, StatusWords.CORRECTED);
    add(parts, "took out the sample ", loaded, StatusWords.SAMPLE_TAKEN_OUT);
    if (!report.tables().isEmpty()) {
      parts.add("reference tables " + String.join(", ", report.tables()));
    }
    if (parts.isEmpty()) {
      parts.add("nothing new");
    }
    if (!loaded.failures().isEmpty()) {
      parts.add(failures(loaded.failures()));
    }
    if (!report.notPosted().isEmpty()) {
      parts.add("not posted yet: " + names(report.notPosted()));
    }
    if (report.notFound() > 0) {
      parts.add("not found: " + report.notFound() + " older");
    }
    String line = String.join("; ", parts) + ".";
    return Character.toUpperCase(line.charAt(0)) + line.substring(1);
  }

  /** What failed, if something did. */
  static String failures(List<Failure> failures) {
    String first = failures.get(0).message();
    return failures.size() == 1
        ? "failed: " + first
        : failures.size() + " failed, the first: " + first;
  }

  private static void add(List<String> parts, String words, LoadReport report, StatusWords status) {
    List<Edition> editions =
        report.releases().stream()
            .filter(entry -> StatusWords.of(entry.status()) == status)
            .map(ReleaseEntry::edition)
            .toList();
    if (!editions.isEmpty()) {
      parts.add(words + names(editions));
    }
  }

  private static String names(List<Edition> editions) {
    return new TreeSet<>(editions)
        .stream().map(Edition::toString).collect(Collectors.joining(", "));
  }
}
