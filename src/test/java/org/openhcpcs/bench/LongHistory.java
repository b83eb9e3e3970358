package org.openhcpcs.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openhcpcs.code.Edition;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.sample.SyntheticReleases;
import org.postgresql.PGConnection;

/** Loads a long synthetic history and measures it: what {@code src/bench/history} runs. */
public final class LongHistory {

  private static final int LINES = 1_000_000;
  private static final int LINES_ONE_BY_ONE = 10_000;

  private static final String SIZE =
      """
      select sum(pg_total_relation_size(c.oid))
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in (%s)
      """;

  private static final String PLAIN_COPIES =
      """
      do $$
      declare
        release integer;
        fields text;
      begin
        select string_agg(format('r.%I', attname), ', ' order by attnum) into fields
        from pg_attribute
        where attrelid = 'hcpcs.code_record'::regclass and attnum > 3 and attname <> 'unit_reading';
        for release in select release_id from hcpcs.release loop
          execute format('create table plain.edition_%s as select m.sequence, %s from hcpcs.release_code m'
            ' join hcpcs.code_record r using (record_id) where m.release_id = %s order by m.position', release, fields, release);
          execute format('alter table plain.edition_%s add primary key (code)', release);
        end loop;
      end
      $$
      """;

  private static final String CLAIMS =
      """
      create table bench.claim as
      select l.line, c.codes[1 + floor(random() * cardinality(c.codes))::integer] as code,
        date '2009-01-01' + floor(random() * 6000)::integer as on_date
      from (select array_agg(distinct code) as codes from hcpcs.code_history) c
      cross join generate_series(1, %d) as l (line)
      """;

  private static final String COUNT = "select verdict, count(*) from (%s) c group by verdict";

  private static final String WRITE = "create temporary table checked as %s";

  private final Path home;
  private final int rounds;

  private LongHistory(Path home, int rounds) {
    this.home = home;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int editions = args.length > 2 ? Integer.parseInt(args[2]) : 60;
    int codes = args.length > 3 ? Integer.parseInt(args[3]) : 9000;
    double share = args.length > 4 ? Double.parseDouble(args[4]) : 0.03;
    Path folder = Files.createDirectories(work.resolve("editions"));
    Path last = folder;
    long records = 0;
    for (SampleRelease release :
        new SyntheticReleases(7, codes, share, new Edition(2010, 1), editions + 1)) {
      boolean isLast = release.edition().equals(edition(editions));
      last = SampleWriter.writeZip(release, isLast ? work : folder);
      records += isLast ? 0 : release.records().size();
    }
    LongHistory bench = new LongHistory(work.resolve("home"), rounds);
    bench.hcpcs("db", "start");
    double seconds = bench.hcpcs("load", "-q", folder.toString());
    try (Connection connection = bench.connect("hcpcs")) {
      System.out.printf(
          Locale.ROOT,
          "PostgreSQL %s; %d editions of %,d to %,d codes, %.1f %% changed in each, %,d listings, loaded in %.0f s%n%n",
          value(connection, "show server_version"),
          editions,
          Long.parseLong(value(connection, "select min(codes) from hcpcs.release")),
          Long.parseLong(value(connection, "select max(codes) from hcpcs.release")),
          100 * share,
          records,
          seconds);
    }
    bench.sizes(editions);
    bench.loads(last);
    bench.claims(work.resolve("claims.csv"));
  }

  /** The edition so many quarters after the first. */
  private static Edition edition(int quarters) {
    return new Edition(2010 + quarters / 4, 1 + 3 * (quarters % 4));
  }

  private void sizes(int editions) throws SQLException, IOException, InterruptedException {
    try (Connection connection = connect("postgres")) {
      execute(connection, "create database history template hcpcs");
      execute(connection, "create database plain template hcpcs");
      execute(connection, "create database empty");
    }
    hcpcs("--db", url("empty"), "db", "migrate");
    double ours;
    double plain;
    try (Connection connection = connect("plain")) {
      ours = Double.parseDouble(value(connection, SIZE.formatted("'hcpcs', 'hcpcs_load'")));
      execute(connection, "create schema plain");
      execute(connection, PLAIN_COPIES);
      plain = Double.parseDouble(value(connection, SIZE.formatted("'plain'")));
    }
    System.out.println("| size, indexes included | MB | of the copies |");
    System.out.println("|---|---|---|");
    System.out.printf(
        Locale.ROOT, "| %d plain tables with a primary key | %.1f | |%n", editions, plain / 1e6);
    System.out.printf(
        Locale.ROOT, "| all tables of OpenHCPCS | %.1f | 1/%.1f |%n%n", ours / 1e6, plain / ours);
  }

  private void loads(Path zip) throws SQLException, IOException, InterruptedException {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("empty", "into an empty database");
    names.put("history", "into the history");
    Map<String, double[]> process = new LinkedHashMap<>();
    Map<String, double[]> stages = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String name : names.keySet()) {
        try (Connection connection = connect("postgres")) {
          execute(connection, "drop database if exists round");
          execute(connection, "create database round template " + name);
        }
        process.computeIfAbsent(name, n -> new double[rounds])[round] =
            hcpcs("--db", url("round"), "load", "-q", zip.toString());
        try (Connection connection = connect("round")) {
          stages.computeIfAbsent(name, n -> new double[rounds])[round] =
              Double.parseDouble(
                      value(
                          connection,
                          "select sum(milliseconds) from hcpcs_load.stage_run"
                              + " where run_id = (select max(run_id) from hcpcs_load.stage_run)"))
                  / 1000;
        }
      }
    }
    System.out.println(
        "| loading the next edition, median of " + rounds + " | process, s | stages, s | ratio |");
    System.out.println("|---|---|---|---|");
    for (String name : names.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f |%n",
          names.get(name),
          spread(process.get(name)),
          spread(stages.get(name)),
          median(stages.get(name)) / median(stages.get("empty")));
    }
    System.out.println();
  }

  private void claims(Path file) throws SQLException, IOException, InterruptedException {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "join with a table of current codes on code alone",
        "select %1$s v.verdict from bench.claim c left join bench.current_code v on v.code = c.code");
    queries.put(
        "code_timeline",
        "select %1$s case when c.on_date >= t.valid_from and c.on_date < t.valid_to then 'valid'"
            + " else coalesce(t.verdict[width_bucket(c.on_date, t.since)], hcpcs.unlisted_verdict(c.code)) end as verdict"
            + " from bench.claim c left join hcpcs.code_timeline() t on t.code = c.code");
    queries.put(
        "code_validity",
        "select %1$s coalesce(v.verdict, hcpcs.unlisted_verdict(c.code)) as verdict from bench.claim c"
            + " left join hcpcs.code_validity() v on v.code = c.code and c.on_date >= v.valid_from and c.on_date < v.valid_to");
    Map<String, double[]> counted = new LinkedHashMap<>();
    Map<String, double[]> written = new LinkedHashMap<>();
    double[] oneByOne = new double[rounds];
    try (Connection connection = connect("hcpcs")) {
      execute(connection, "create schema bench");
      execute(connection, CLAIMS.formatted(LINES));
      execute(
          connection,
          "create table bench.current_code as select code, 'valid' as verdict from hcpcs.code_current");
      execute(connection, "alter table bench.current_code add primary key (code)");
      execute(connection, "vacuum analyze bench.claim, bench.current_code, hcpcs.code_history");
      execute(connection, "set max_parallel_workers_per_gather = 0");
      for (int round = -1; round < rounds; round++) {
        for (Map.Entry<String, String> query : queries.entrySet()) {
          double count = time(connection, COUNT.formatted(query.getValue().formatted("")));
          double write = time(connection, WRITE.formatted(query.getValue().formatted("c.*,")));
          if (round >= 0) {
            counted.computeIfAbsent(query.getKey(), k -> new double[rounds])[round] = count;
            written.computeIfAbsent(query.getKey(), k -> new double[rounds])[round] = write;
          }
        }
      }
      for (int round = 0; round < rounds; round++) {
        oneByOne[round] =
            time(
                connection,
                "select v.verdict, count(*) from (select * from bench.claim limit "
                    + LINES_ONE_BY_ONE
                    + ") c cross join lateral hcpcs.check_code(c.code, c.on_date) v group by 1");
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select line as claim, code, on_date as date_of_service from bench.claim)"
                    + " to stdout (format csv, header)",
                out);
      }
    }
    System.out.printf(
        "| %,d claim lines, one process, median of %d | verdicts counted, s | ratio | lines with verdict written, s | ratio |%n",
        LINES, rounds);
    System.out.println("|---|---|---|---|---|");
    for (String name : queries.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %s | %.2f |%n",
          name,
          spread(counted.get(name)),
          ratio(counted, name),
          spread(written.get(name)),
          ratio(written, name));
    }
    System.out.printf(
        Locale.ROOT, "%nhcpcs check --format csv, whole process: %.1f s%n", checkFile(file));
    System.out.printf(
        Locale.ROOT,
        "check_code, line by line: %.0f ms per thousand lines%n",
        median(oneByOne) * 1000 / (LINES_ONE_BY_ONE / 1000));
  }

  private double checkFile(Path file) throws IOException, InterruptedException {
    return hcpcs("check", "-q", "--format", "csv", file.toString());
  }

  /** Runs the program; what it prints is thrown away. Returns how long it took. */
  private double hcpcs(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("./hcpcs", "--home", home.toString()));
    line.addAll(Arrays.asList(command));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(line + " failed");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private String url(String database) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("./hcpcs", "--home", home.toString(), "db", "url", "--jdbc").start();
    String url = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return url.replaceFirst("/hcpcs\\?", "/" + database + "?");
  }

  private Connection connect(String database)
      throws SQLException, IOException, InterruptedException {
    return DriverManager.getConnection(url(database));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static double time(Connection connection, String sql) throws SQLException {
    execute(connection, "drop table if exists checked");
    long begin = System.nanoTime();
    execute(connection, sql);
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Against the first. */
  private static double ratio(Map<String, double[]> times, String name) {
    return median(times.get(name)) / median(times.values().iterator().next());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String spread(double[] values) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f)",
        median(values),
        Arrays.stream(values).min().orElse(0),
        Arrays.stream(values).max().orElse(0));
  }
}
