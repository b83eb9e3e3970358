package org.openhcpcs.web.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.store.read.CodePageReader;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.store.serve.SimilarCodes;
import org.openhcpcs.web.http.Question;

/**
 * What there is to say of a code on a day of service, as it was known on a day: its page and its
 * answer as JSON both say this. What is in memory is taken from there, and what a code does not
 * have is not asked for. What is not in memory is asked of the database when a method is called, so
 * it lives as long as the transaction, in one thread.
 */
public final class CodeFacts {

  private static final ResultRows NONE = new ResultRows(List.of(), List.of());

  private final Database database;
  private final LocalDate on;
  private final LocalDate knownOn;
  private final Memory.Published published;
  private final CodeCatalog catalog;
  private final CodeCatalog.Entry newest;
  private final CodePageReader reader;
  private final int asOf;
  private final List<ValidSpan> spans;
  private final ValidSpan span;
  private final Optional<CodeLives.Listing> listing;
  private final ResultRows record;

  private CodeFacts(
      Question question, Database database, Memory.Published published, CodeCatalog.Entry newest) {
    this.database = database;
    this.on = question.on();
    this.knownOn = question.knownOn();
    this.published = published;
    this.catalog = published.catalog(database);
    this.newest = newest;
    this.reader = new CodePageReader(database, newest.code());
    CodeLives lives = published.lives();
    int known = (int) knownOn.toEpochDay();
    this.asOf = lives.asOf(known);
    this.spans = lives.spans(code(), asOf);
    this.span = lives.on(code(), (int) on.toEpochDay(), known);
    this.listing = lives.listing(span.recordId(), asOf);
    this.record =
        reader.detailAsOf(on, knownOn, listing.map(CodeLives.Listing::releaseId).orElse(0));
  }

  /**
   * What there is to say; nothing if no loaded edition lists the code.
   *
   * @param code in capitals
   */
  public static Optional<CodeFacts> of(
      Question question, Database database, Memory memory, String code) {
    Memory.Published published = memory.of(question.state(), database);
    return published
        .catalog(database)
        .find(code)
        .map(newest -> new CodeFacts(question, database, published, newest));
  }

  public String code() {
    return newest.code();
  }

  public LocalDate on() {
    return on;
  }

  public LocalDate knownOn() {
    return knownOn;
  }

  /** The code as its newest record has it. */
  public CodeCatalog.Entry newest() {
    return newest;
  }

  /** The verdicts on all days, without a gap; none if nothing was known of it. */
  public List<ValidSpan> spans() {
    return spans;
  }

  /** The verdict on the day. */
  public ValidSpan span() {
    return span;
  }

  /** Whether no edition that was known by then lists it. */
  public boolean isUnknown() {
    return spans.isEmpty();
  }

  /** What replaces it on the day. */
  public List<CodeLives.Replacement> replacements() {
    return published.lives().replacements(code(), span, asOf);
  }

  /** The editions that were known by then, the newest first. */
  public List<CodeLives.Listing> editions() {
    return published.lives().editions((int) knownOn.toEpochDay());
  }

  /** Whether an edition lists it, in whichever record. */
  public boolean isIn(CodeLives.Listing edition) {
    for (int each : catalog.records(newest)) {
      if (edition.lists(each)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The record of the day as {@link CodePageReader#detailAsOf} has it; none where none was known.
   */
  public ResultRows record() {
    return record;
  }

  /** The record of the day; where none was known, the newest. */
  public NamedRow detail() {
    return (record.isEmpty() ? reader.detail() : record).named().get(0);
  }

  /** Where the record of the day stands, if an edition that was known by then lists it. */
  public Optional<EditionRecords.Place> place() {
    return listing.flatMap(
        each ->
            Optional.ofNullable(published.places(database, each.releaseId()).get(span.recordId())));
  }

  /** The descriptions of all its records, by their numbers. */
  public Map<Integer, NamedRow> texts() {
    return reader.texts();
  }

  /** What the references to manuals mean, by the columns of a page; nothing of an older record. */
  public Map<String, String> manuals() {
    return span.recordId() == newest.recordId() || isUnknown() ? reader.manuals() : Map.of();
  }

  /** What editions changed, the newest first. */
  public List<NamedRow> changes() {
    return reader.changes(knownOn);
  }

  /** The codes that are like it, the most alike first. */
  public List<SimilarCodes.Similar> similar(int most) {
    return catalog.similar(database, newest, most);
  }

  /** The codes whose cross references lead here. */
  public List<CodeCatalog.Entry> replaces() {
    return catalog.referring(code());
  }

  /** The packages of the crosswalks that are in force. */
  public List<NamedRow> packages() {
    return ifAny(CodeCatalog.Part.PACKAGES, reader::packages, List.of());
  }

  /** The category of the RBCS on the day, if there is one. */
  public Optional<NamedRow> category() {
    return ifAny(CodeCatalog.Part.CATEGORY, () -> reader.category(on), List.<NamedRow>of()).stream()
        .findFirst();
  }

  /** What Medicare pays on the day, if it says. */
  public Optional<NamedRow> paymentLimit() {
    return ifAny(
            CodeCatalog.Part.PAYMENT_LIMITS,
            () -> reader.paymentLimit(on, knownOn),
            List.<NamedRow>of())
        .stream()
        .findFirst();
  }

  /** What Medicare paid in each quarter, the oldest first. */
  public List<NamedRow> paymentLimits() {
    return ifAny(CodeCatalog.Part.PAYMENT_LIMITS, () -> reader.paymentLimits(knownOn), List.of());
  }

  /** What was noticed of it in the files, the newest edition first. */
  public List<NamedRow> findings() {
    return ifAny(CodeCatalog.Part.FINDINGS, () -> reader.findings(knownOn), List.of());
  }

  /** The policies of the site. */
  public ResultRows policies() {
    return ifAny(
        CodeCatalog.Part.POLICIES,
        () -> ResultRows.of(database, Listings.policies(code(), "")),
        NONE);
  }

  /** The notes of the site. */
  public ResultRows notes() {
    return ifAny(
        CodeCatalog.Part.NOTES, () -> ResultRows.of(database, Listings.notes(code())), NONE);
  }

  private <T> T ifAny(CodeCatalog.Part part, Supplier<T> asked, T none) {
    return catalog.has(part, code()) ? asked.get() : none;
  }
}
