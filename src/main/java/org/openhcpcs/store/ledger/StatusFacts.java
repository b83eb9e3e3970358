package org.openhcpcs.store.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/**
 * What is loaded, and how the runs of {@code load} and {@code refresh} went.
 *
 * @param newest the newest edition
 * @param runs the newest run, and the one before it
 * @param lastSuccess when the newest run ended that was neither refused nor failed
 * @param staged editions that wait for somebody to publish them, oldest first
 * @param refused editions that a gate refused, and that wait for somebody to decide, oldest first
 */
public record StatusFacts(
    Optional<Newest> newest,
    List<RunFacts> runs,
    Optional<Instant> lastSuccess,
    List<Edition> staged,
    List<Edition> refused) {

  /** That of a database which is not there yet. */
  public static final StatusFacts NOTHING =
      new StatusFacts(Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());

  public StatusFacts {
    runs = List.copyOf(runs);
    staged = List.copyOf(staged);
    refused = List.copyOf(refused);
  }

  /** The current revision of the newest edition. */
  public record Newest(
      Edition edition,
      int revision,
      LocalDate effectiveOn,
      LocalDate publishedOn,
      Instant loadedAt) {}

  /**
   * A run.
   *
   * @param outcome the word of the run log; {@code running} or {@code killed} if the log is open
   * @param error why it failed or was refused
   */
  public record RunFacts(
      int number, String command, Instant startedAt, String outcome, Optional<String> error) {

    public boolean isRunning() {
      return outcome.equals("running");
    }
  }

  /** How much is loaded. */
  public record Totals(
      long editions, long codes, long modifiers, long infos, long warnings, long errors) {}

  private static final String NEWEST =
      """
      select edition, revision, effective_on, published_on, loaded_at
      from hcpcs.release
      where is_current_revision
      order by edition desc
      limit 1
      """;

  private static final String RUNS =
      """
      select run_id, command, started_at, outcome, error
      from hcpcs.load_run
      order by run_id desc
      limit 2
      """;

  private static final String LAST_SUCCESS =
      "select max(ended_at) from hcpcs.load_run where outcome in ('done', 'nothing new')"
          + " having max(ended_at) is not null";

  private static final String STAGED =
      "select edition from hcpcs.staged_edition where is_refused = ? order by edition";

  /** Codes are those that are valid today; findings those of the newest edition. */
  private static final String TOTALS =
      """
      select
        (select count(distinct edition) from hcpcs.release) as editions,
        (select count(*) from hcpcs.code_current) as codes,
        (select count(*) from hcpcs.modifier_current) as modifiers,
        count(*) filter (where severity = 'info') as infos,
        count(*) filter (where severity = 'warning') as warnings,
        count(*) filter (where severity = 'error') as errors
      from hcpcs.finding
      where release_id = (
        select release_id from hcpcs.release where is_current_revision order by edition desc limit 1)
      """;

  /**
   * Reads it.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE
   */
  public static StatusFacts of(Database database) {
    Sql sql = database.sql();
    return new StatusFacts(
        sql.find(NEWEST, Newest.class),
        sql.list(RUNS, RunFacts.class),
        sql.find(LAST_SUCCESS, Instant.class),
        sql.list(STAGED, Edition.class, false),
        sql.list(STAGED, Edition.class, true));
  }

  /**
   * Counts what is loaded, which takes longer.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE
   */
  public static Totals totals(Database database) {
    return database.sql().one(TOTALS, Totals.class);
  }

  /**
   * Editions between the oldest and the newest that are loaded which are not, oldest first.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE
   */
  public static List<Edition> missing(Database database) {
    return database
        .sql()
        .list("select edition from hcpcs.missing_edition order by 1", Edition.class);
  }
}
