package org.openhcpcs.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openhcpcs.code.Edition;
import org.openhcpcs.fetch.CmsServer;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.sample.SyntheticReleases;

/**
 * A site with the quarters around today: the one before, the one in force, and the next, which is
 * not posted before a test does so.
 */
final class CmsQuarters implements AutoCloseable {

  final Edition current = Edition.inForceOn(LocalDate.now(ZoneId.of("America/New_York")));
  final Edition before = Edition.inForceOn(current.effectiveOn().minusDays(1));
  final Edition next = current.next();
  final CmsServer server;
  private final List<SampleRelease> releases = new ArrayList<>();

  CmsQuarters() throws IOException {
    server = CmsServer.start();
    new SyntheticReleases(7, 200, 0.05, before, 3).forEach(releases::add);
  }

  /** The zip of one of the quarters. */
  byte[] zip(Edition edition) {
    return SampleWriter.zip(release(edition));
  }

  private SampleRelease release(Edition edition) {
    return releases.stream()
        .filter(release -> release.edition().equals(edition))
        .findFirst()
        .orElseThrow();
  }

  /** The zip of a quarter, re-issued without one code. */
  byte[] reissued(Edition edition) {
    SampleRelease first = release(edition);
    return SampleWriter.zip(
        SampleRelease.of(
                edition,
                first.publishedOn().plusDays(5),
                first.records().subList(0, first.records().size() - 1))
            .unmarked());
  }

  /** A zip whose text has so many damaged lines that a gate refuses it. */
  byte[] poisoned(Edition edition) {
    SampleRelease first = release(edition);
    List<SampleRelease.DamagedLine> damaged = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      damaged.add(
          new SampleRelease.DamagedLine(first.records().get(i).code(), "no record, number " + i));
    }
    return SampleWriter.zip(
        new SampleRelease(
            edition,
            first.publishedOn(),
            first.records(),
            damaged,
            List.of(),
            List.of(),
            first.nocCodes(),
            first.transactions(),
            false));
  }

  /** The path of a zip. */
  static String path(Edition edition, String noun) {
    String month = Month.of(edition.month()).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return "/files/zip/"
        + month.toLowerCase(Locale.ROOT)
        + "-"
        + edition.year()
        + "-alpha-numeric-hcpcs-"
        + noun
        + ".zip";
  }

  static String path(Edition edition) {
    return path(edition, "file");
  }

  void post(Edition edition, byte[] zip) {
    server.on(path(edition), CmsServer.content(zip));
  }

  /** Lets the page link to quarters. */
  void link(Edition... editions) {
    StringBuilder html = new StringBuilder("<html><title>HCPCS Quarterly Update</title>");
    for (Edition edition : editions) {
      html.append("<li><a href=\"").append(path(edition)).append("\">HCPCS (ZIP)</a>");
    }
    server.on(CmsServer.PAGE, CmsServer.html(html.toString()));
  }

  /** Every request fails. */
  void breakDown() {
    for (Edition edition : List.of(before, current, next)) {
      server.on(path(edition), CmsServer.status(503));
      server.on(path(edition, "files"), CmsServer.status(503));
    }
    server.on(CmsServer.PAGE, CmsServer.status(503));
  }

  /** As it is before anything special happens: two quarters, the page links to both. */
  void recover() {
    for (Edition edition : List.of(before, current, next)) {
      server.on(path(edition), CmsServer.status(404));
      server.on(path(edition, "files"), CmsServer.status(404));
    }
    post(before, zip(before));
    post(current, zip(current));
    link(before, current);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
