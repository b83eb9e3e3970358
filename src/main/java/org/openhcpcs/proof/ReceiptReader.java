package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.history.Identity;
import org.openhcpcs.proof.evidence.Stated;
import org.openhcpcs.proof.evidence.Stated.CorrectedRevision;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.NotUsed;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;
import org.openhcpcs.proof.evidence.Stated.Workbook;

/**
 * Takes from a receipt the question and what no archive tells. All else is left to the archives.
 *
 * @param path where a value stands, as {@code editions[3].archive}
 * @param value the value
 */
record ReceiptReader(String path, @Nullable Object value) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  static ReceiptReader of(Receipt receipt) {
    return new ReceiptReader("", receipt.members());
  }

  /** What is asked. */
  ProofQuestion question() {
    ReceiptReader question = member("question");
    return new ProofQuestion(
        question.member("code").text(),
        question.member("on").day(),
        question.member("known_on").day(),
        question.member("modifiers").elements().stream().map(ReceiptReader::text).toList());
  }

  /** The codes of which the first edition speaks besides; every edition must. */
  Set<String> others() {
    Set<String> others = new TreeSet<>();
    member("editions").elements().stream()
        .limit(1)
        .flatMap(each -> each.member("others").elements().stream())
        .forEach(each -> others.add(each.member("code").text()));
    return others;
  }

  /**
   * What is stated.
   *
   * @throws HcpcsException FILE_UNREADABLE with the place that is none of a receipt's, or that
   *     states an archive again
   */
  Stated stated() {
    refuseRepeats();
    List<StatedEdition> editions = new ArrayList<>();
    List<CorrectedRevision> corrected = new ArrayList<>();
    Set<Workbook> workbooks = new LinkedHashSet<>();
    for (ReceiptReader each : member("editions").elements()) {
      if (each.has("corrects")) {
        corrected.add(
            new CorrectedRevision(
                each.member("edition").edition(), each.member("published_on").day()));
        workbooks.add(each.workbook());
      } else {
        editions.add(each.statedEdition());
      }
    }
    member("corrections").elements().forEach(each -> workbooks.add(each.workbook()));
    return new Stated(
        editions,
        List.copyOf(workbooks),
        corrected,
        member("meanings").elements().stream().map(ReceiptReader::meaning).toList(),
        member("not_used").elements().stream()
            .map(each -> new NotUsed(each.member("archive").archive(), each.member("why").text()))
            .toList());
  }

  /** An archive is one revision of an edition, and what is used is not among what is not. */
  private void refuseRepeats() {
    Set<String> used = new HashSet<>();
    Set<String> revisions = new HashSet<>();
    for (ReceiptReader each : member("editions").elements()) {
      ReceiptReader archive = each.member("archive").member("sha256");
      if (each.has("corrects")) {
        continue; // its archive may hold a release too, which is used or not
      }
      used.add(archive.text());
      if (!revisions.add(each.member("edition").text() + archive.text())) {
        throw archive.no("an archive of its own");
      }
    }
    for (ReceiptReader each : member("not_used").elements()) {
      ReceiptReader archive = each.member("archive").member("sha256");
      if (!used.add(archive.text())) {
        throw archive.no("an archive of its own");
      }
    }
  }

  /** How many editions and days of publication were told in one way. */
  long toldBy(String way) {
    return member("editions").elements().stream()
        .map(each -> each.member("told_by"))
        .flatMap(told -> Stream.of(told.member("edition"), told.member("published_on")))
        .filter(told -> told.text().equals(way))
        .count();
  }

  private StatedEdition statedEdition() {
    String toldBy = member("told_by").member("edition").text();
    return new StatedEdition(
        member("edition").edition(),
        member("archive").archive(),
        toldBy.equals("option") ? "option" : "folder",
        has("beside")
            ? member("beside").elements().stream().map(ReceiptReader::archive).toList()
            : List.of());
  }

  private Workbook workbook() {
    return new Workbook(
        member("edition").edition(), member("archive").archive(), member("file").text());
  }

  private NamedArchive archive() {
    ReceiptReader sha256 = member("sha256");
    if (!SHA256.matcher(sha256.text()).matches()) {
      throw sha256.no("a SHA-256 in small letters");
    }
    return new NamedArchive(member("name").text(), sha256.text());
  }

  private Identity.Reviewed meaning() {
    ReceiptReader verdict = member("meaning");
    Identity.Sameness sameness =
        switch (verdict.text()) {
          case "same" -> Identity.Sameness.SAME;
          case "new" -> Identity.Sameness.NEW;
          default -> throw verdict.no("same or new");
        };
    return new Identity.Reviewed(
        member("code").text(),
        member("edition").edition(),
        sameness,
        member("why").text(),
        member("who").value() == null ? Optional.empty() : Optional.of(member("who").text()));
  }

  private boolean has(String name) {
    return value instanceof Map<?, ?> object && object.containsKey(name);
  }

  ReceiptReader member(String name) {
    String at = path.isEmpty() ? name : path + "." + name;
    if (!has(name) || !(value instanceof Map<?, ?> object)) {
      throw new ReceiptReader(at, null).no("there");
    }
    return new ReceiptReader(at, object.get(name));
  }

  private List<ReceiptReader> elements() {
    if (!(value instanceof List<?> array)) {
      throw no("an array");
    }
    List<ReceiptReader> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(new ReceiptReader(path + "[" + i + "]", array.get(i)));
    }
    return elements;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw no("a text");
  }

  private LocalDate day() {
    return DateSpan.day(text()).orElseThrow(() -> no("a day, YYYY-MM-DD"));
  }

  private Edition edition() {
    return Edition.parse(text()).orElseThrow(() -> no("an edition, YYYY-MM"));
  }

  private HcpcsException no(String wanted) {
    return ErrorCode.FILE_UNREADABLE.failure("%s: it is not %s", path, wanted);
  }
}
