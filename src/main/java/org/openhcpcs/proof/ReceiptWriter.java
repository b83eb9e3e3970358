package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.correction.Correction;
import org.openhcpcs.history.Identity;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.proof.Prover.PartFinding;
import org.openhcpcs.proof.evidence.CodeStatement;
import org.openhcpcs.proof.evidence.CodeStatement.RawLine;
import org.openhcpcs.proof.evidence.KnownRelease;
import org.openhcpcs.proof.evidence.ReadWorkbook;
import org.openhcpcs.proof.evidence.Stated;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;

/** Writes down what an answer follows from. */
record ReceiptWriter(
    String program, ProofQuestion question, Stated stated, Knowledge knowledge, CodeRows rows) {

  /**
   * The receipt.
   *
   * @param findings of the code, then of each modifier
   * @param codes every code that the answer follows from
   */
  Receipt receipt(List<PartFinding> findings, Collection<String> codes) {
    TreeSet<String> others = new TreeSet<>(codes);
    others.remove(question.code());
    Map<String, @Nullable Object> receipt = new LinkedHashMap<>();
    receipt.put("format", Receipt.FORMAT);
    receipt.put("program", program);
    receipt.put("question", questionObject());
    receipt.put("answer", answer(findings));
    receipt.put(
        "editions",
        knowledge.releases().stream().map(release -> edition(release, others)).toList());
    receipt.put("corrections", corrections(codes));
    receipt.put("meanings", meanings(codes));
    receipt.put(
        "not_used",
        stated.notUsed().stream()
            .filter(each -> each.appliesOn(question.knownOn()))
            .map(ReceiptWriter::notUsed)
            .toList());
    return new Receipt(receipt).sealed();
  }

  /** An object by its names and values in turn. */
  private static Map<String, @Nullable Object> object(@Nullable Object... members) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    return object;
  }

  private Map<String, @Nullable Object> questionObject() {
    return object(
        "code", question.code(),
        "on", question.on().toString(),
        "known_on", question.knownOn().toString(),
        "modifiers", question.modifiers());
  }

  private Map<String, @Nullable Object> answer(List<PartFinding> findings) {
    PartFinding worst = findings.get(0);
    for (PartFinding each : findings) {
      worst = each.verdict().badness() > worst.verdict().badness() ? each : worst;
    }
    Map<String, @Nullable Object> answer = part(worst);
    if (!worst.code().equals(question.code())) {
      answer.put("reason", "modifier " + worst.code() + ": " + worst.span().reason());
    }
    answer.put("checked", worst.code());
    answer.put("timeline", timeline(findings.get(0).spans()));
    List<Object> modifiers = new ArrayList<>();
    for (String modifier : question.modifiers()) {
      Map<String, @Nullable Object> one = object("modifier", modifier);
      findings.stream()
          .filter(each -> each.code().equals(modifier))
          .forEach(each -> one.putAll(part(each)));
      modifiers.add(one);
    }
    answer.put("modifiers", modifiers);
    return answer;
  }

  private static Map<String, @Nullable Object> part(PartFinding finding) {
    ValidSpan span = finding.span();
    return object(
        "verdict", span.verdict().label(),
        "reason", span.reason(),
        "meaning", span.meaning() == 0 ? null : span.meaning(),
        "replacement", span.replacement().isEmpty() ? null : span.replacement(),
        "edition", span.edition().isEmpty() ? null : span.edition());
  }

  private static List<Map<String, @Nullable Object>> timeline(List<ValidSpan> spans) {
    return spans.stream()
        .map(
            span ->
                object(
                    "valid_from", day(span.from()),
                    "valid_to", day(span.to()),
                    "verdict", span.verdict().label(),
                    "meaning", span.meaning()))
        .toList();
  }

  private static @Nullable String day(int day) {
    return day == LifeRow.FIRST || day == LifeRow.NEVER
        ? null
        : LocalDate.ofEpochDay(day).toString();
  }

  private Map<String, @Nullable Object> edition(KnownRelease release, Collection<String> others) {
    Map<String, @Nullable Object> edition =
        object(
            "edition", release.edition().toString(),
            "revision", release.revision(),
            "published_on", release.publishedOn().toString(),
            "told_by",
                object(
                    "edition", release.base().editionToldBy(),
                    "published_on", release.dayToldBy()),
            "archive", archive(release.archive()));
    List<NamedArchive> beside = release.base().stated().beside();
    if (release.isCorrected()) {
      edition.put("corrects", release.corrects());
    } else if (!beside.isEmpty()) {
      edition.put("beside", beside.stream().map(ReceiptWriter::archive).toList());
    }
    edition.put(
        "file",
        release
            .corrections()
            .map(workbook -> workbook.stated().file())
            .orElse(release.base().release().codeFile().name()));
    edition.putAll(listing(release, question.code()));
    edition.put(
        "others",
        others.stream()
            .map(
                code -> {
                  Map<String, @Nullable Object> other = object("code", code);
                  other.putAll(listing(release, code));
                  return other;
                })
            .toList());
    return edition;
  }

  private Map<String, @Nullable Object> listing(KnownRelease release, String code) {
    CodeStatement statement =
        release.isCorrected() ? CodeStatement.NOT_LISTED : release.base().of(code);
    Map<String, @Nullable Object> listing =
        object(
            "listed", knowledge.codeRecord(release, code).isPresent(),
            "lines", lines(statement.lines()));
    statement
        .twin()
        .ifPresent(
            twin -> listing.put("twin", object("file", twin.file(), "lines", lines(twin.lines()))));
    return listing;
  }

  private static List<Map<String, @Nullable Object>> lines(List<RawLine> lines) {
    return lines.stream().map(line -> object("number", line.number(), "raw", line.raw())).toList();
  }

  private static Map<String, @Nullable Object> archive(NamedArchive archive) {
    return object("name", archive.name(), "sha256", archive.sha256());
  }

  private List<Object> corrections(Collection<String> codes) {
    List<Object> corrections = new ArrayList<>();
    for (String code : codes) {
      knowledge
          .corrections(code)
          .forEach(
              (applied, correction) -> {
                ReadWorkbook workbook = applied.workbook();
                corrections.add(
                    object(
                        "code", code,
                        "edition", workbook.stated().edition().toString(),
                        "published_on", workbook.publishing().on().toString(),
                        "told_by",
                            object(
                                "edition", workbook.editionToldBy(),
                                "published_on", workbook.dayToldBy()),
                        "archive", archive(workbook.stated().archive()),
                        "file", workbook.stated().file(),
                        "row", applied.row().line(),
                        "action", applied.row().action(),
                        "cells", new LinkedHashMap<>(applied.row().cells()),
                        "verdict", verdict(correction)));
              });
    }
    return corrections;
  }

  private static String verdict(Correction correction) {
    return correction.verdict() == Correction.Verdict.OPEN
        ? Correction.Verdict.APPLIED.label()
        : correction.verdict().label();
  }

  /** The decisions without which the history of the codes would be another. */
  private List<Object> meanings(Collection<String> codes) {
    List<Identity.Reviewed> used =
        new ArrayList<>(
            stated.meanings().stream()
                .filter(each -> codes.contains(each.code()))
                .sorted(
                    Comparator.comparing(Identity.Reviewed::code)
                        .thenComparing(Identity.Reviewed::edition))
                .toList());
    for (Identity.Reviewed each : List.copyOf(used)) {
      List<Identity.Reviewed> others = used.stream().filter(other -> !other.equals(each)).toList();
      if (rows.history(each.code(), new Identity(used))
          .equals(rows.history(each.code(), new Identity(others)))) {
        used.remove(each);
      }
    }
    return used.stream().map(ReceiptWriter::meaning).toList();
  }

  private static Object meaning(Identity.Reviewed decision) {
    return object(
        "code", decision.code(),
        "edition", decision.edition().toString(),
        "meaning", decision.verdict().name().toLowerCase(Locale.ROOT),
        "why", decision.reason(),
        "who", decision.who().orElse(null));
  }

  private static Map<String, @Nullable Object> notUsed(Stated.NotUsed notUsed) {
    return object("archive", archive(notUsed.archive()), "why", notUsed.why());
  }
}
