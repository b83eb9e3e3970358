package org.openhcpcs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openhcpcs.sample.JudgedQuery;

/** Searches for judged queries in several ways: what {@code src/bench/search} runs. */
public final class SearchQuality {

  private static final List<String> PREPARE =
      List.of(
          "create extension if not exists pg_trgm schema public",
          "create schema bench",
          """
          create table bench.text as
          select code, concat_ws(' ', code, short_description, long_description) as words from hcpcs.code_detail
          """,
          "alter table bench.text add primary key (code)",
          "analyze bench.text",
          "analyze hcpcs.search_document, hcpcs.search_word, hcpcs.code_record",
          "set max_parallel_workers_per_gather = 0");

  private static final Map<String, String> SEARCHES = new LinkedHashMap<>();
  private static final Map<String, String> SIMILAR = new LinkedHashMap<>();

  static {
    SEARCHES.put("`search_codes`", "select code from hcpcs.search_codes(?, 10) order by place");
    SEARCHES.put(
        "`ILIKE`, every word",
        """
        select t.code
        from bench.text t, (select ?::text as query) q
        where (select bool_and(t.words ilike '%' || w || '%') from regexp_split_to_table(q.query, '\\s+') w)
        order by length(t.words), t.code
        limit 10
        """);
    SEARCHES.put(
        "`tsvector`, `plainto_tsquery`, `ts_rank`",
        """
        select t.code
        from bench.text t, plainto_tsquery('english', ?) q
        where to_tsvector('english', t.words) @@ q
        order by ts_rank(to_tsvector('english', t.words), q) desc, t.code
        limit 10
        """);
    SEARCHES.put(
        "trigrams, `word_similarity`",
        """
        select t.code
        from bench.text t, (select ?::text as query) q
        order by public.word_similarity(q.query, t.words) desc, length(t.words), t.code
        limit 10
        """);
    SIMILAR.put(
        "`similar_codes`", "select similar_code from hcpcs.similar_codes(?, 10) order by place");
    SIMILAR.put(
        "trigrams, `similarity`",
        """
        select t.code
        from bench.text o
        join bench.text t on t.code <> o.code
        where o.code = ?
        order by public.similarity(o.words, t.words) desc, t.code
        limit 10
        """);
    SIMILAR.put(
        "next codes by number",
        """
        select t.code
        from bench.text o
        join bench.text t on t.code <> o.code and left(t.code, 1) = left(o.code, 1) and length(t.code) = length(o.code)
        where o.code = ?
        order by case when t.code ~ '^.[0-9]{4}$' and o.code ~ '^.[0-9]{4}$'
          then abs(substr(t.code, 2)::integer - substr(o.code, 2)::integer) end, t.code
        limit 10
        """);
  }

  private SearchQuality() {}

  public static void main(String[] args) throws SQLException {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (Connection connection = DriverManager.getConnection(args[0])) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : PREPARE) {
          statement.execute(sql);
        }
        try (ResultSet result =
            statement.executeQuery(
                "select current_setting('server_version'), count(*), (select count(*) from hcpcs.release) from bench.text")) {
          result.next();
          System.out.printf(
              "PostgreSQL %s; %s codes and modifiers of %s releases%n%n",
              result.getString(1), result.getString(2), result.getString(3));
        }
      }
      compare(
          connection,
          SEARCHES,
          rounds,
          Map.of(
              "1 tuned", JudgedQuery.read("judged-tuned.tsv"),
              "2 held out", JudgedQuery.read("judged-held-out.tsv")));
      compare(connection, SIMILAR, rounds, Map.of("1 similar", JudgedQuery.read("similar.tsv")));
    }
  }

  private static void compare(
      Connection connection,
      Map<String, String> ways,
      int rounds,
      Map<String, List<JudgedQuery>> sets)
      throws SQLException {
    Path server = Path.of("/proc/" + value(connection, "select pg_backend_pid()") + "/schedstat");
    List<String> names = sets.keySet().stream().sorted().toList();
    StringBuilder header = new StringBuilder("| |");
    for (String name : names) {
      header.append(
          " MRR, %s (%d) | recall@10 |".formatted(name.substring(2), sets.get(name).size()));
    }
    System.out.println(header + " ms, median query | ms, 95th percentile |");
    System.out.println("|---|" + "---|".repeat(2 * names.size() + 2));
    for (Map.Entry<String, String> way : ways.entrySet()) {
      Map<String, Double> best = new HashMap<>();
      StringBuilder line = new StringBuilder("| " + way.getKey() + " |");
      for (String name : names) {
        double rank = 0;
        double recall = 0;
        List<JudgedQuery> queries = sets.get(name);
        try (PreparedStatement query = connection.prepareStatement(way.getValue())) {
          for (int round = 0; round <= rounds; round++) {
            for (JudgedQuery judged : queries) {
              long begin = processorTime(server);
              List<String> answers = answers(query, judged.query());
              if (round == 0) {
                rank += judged.reciprocalRank(answers);
                recall += judged.recall(answers);
              } else {
                best.merge(judged.query(), (processorTime(server) - begin) / 1e6, Math::min);
              }
            }
          }
        }
        line.append(
            String.format(
                Locale.ROOT, " %.2f | %.2f |", rank / queries.size(), recall / queries.size()));
      }
      List<Double> times = best.values().stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%s %.1f | %.1f |%n",
          line,
          times.get(times.size() / 2),
          times.get((int) (times.size() * 0.95)));
    }
    System.out.println();
  }

  /**
   * Nanoseconds that the session's process has worked, so that other work of the machine does not
   * count; the clock where the server does not tell, as on other machines than this.
   */
  private static long processorTime(Path server) {
    try {
      return Files.exists(server)
          ? Long.parseLong(Files.readString(server).split(" ", -1)[0])
          : System.nanoTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static List<String> answers(PreparedStatement query, String asked) throws SQLException {
    query.setString(1, asked);
    List<String> answers = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        answers.add(result.getString(1));
      }
    }
    return answers;
  }
}
