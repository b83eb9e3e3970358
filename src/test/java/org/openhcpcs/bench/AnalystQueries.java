package org.openhcpcs.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times an analyst's queries and the naive ones beside them: what {@code src/bench/analyst} runs.
 */
public final class AnalystQueries {

  private static final int CODES = 500;

  private record Pair(String name, String ours, String naive, boolean byCode) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "code page (`code_detail`; naive: newest listing by release, then decoded)",
              "select * from hcpcs.code_detail where code = ?",
              """
              select r.*, c.description, b.description, a.description
              from hcpcs.release e
              join hcpcs.release_code m using (release_id)
              join hcpcs.code_record r using (record_id)
              left join hcpcs.coverage c on c.code = r.coverage
              left join hcpcs.betos b on b.code = r.betos
              left join hcpcs.action a on a.code = r.action
              where r.code = ?
              order by e.effective_on desc
              limit 1
              """,
              true),
          new Pair(
              "exact `check_code` (naive: dates of the newest listing by release)",
              "select * from hcpcs.check_code(?, date '2019-03-01')",
              """
              select case when date '2019-03-01' between r.added_date and coalesce(r.termination_date, 'infinity') then 'valid' end
              from hcpcs.release e
              join hcpcs.release_code m using (release_id)
              join hcpcs.code_record r using (record_id)
              where r.code = ?
              order by e.effective_on desc
              limit 1
              """,
              true),
          new Pair(
              "`code_as_of`, a whole edition (naive: newest listing of each code by release, by its dates)",
              "select * from hcpcs.code_as_of(date '2019-03-01')",
              """
              select *
              from (
                select distinct on (r.code) r.*
                from hcpcs.release e
                join hcpcs.release_code m using (release_id)
                join hcpcs.code_record r using (record_id)
                order by r.code, e.effective_on desc
              ) r
              where date '2019-03-01' between r.added_date and coalesce(r.termination_date, 'infinity')
              """,
              false),
          new Pair(
              "`code_detail_as_of`, a whole edition, decoded (naive: the above, decoded)",
              "select * from hcpcs.code_detail_as_of(date '2019-03-01')",
              """
              select r.*, c.description, b.description, a.description
              from (
                select distinct on (r.code) r.*
                from hcpcs.release e
                join hcpcs.release_code m using (release_id)
                join hcpcs.code_record r using (record_id)
                order by r.code, e.effective_on desc
              ) r
              left join hcpcs.coverage c on c.code = r.coverage
              left join hcpcs.betos b on b.code = r.betos
              left join hcpcs.action a on a.code = r.action
              """,
              false));

  private AnalystQueries() {}

  public static void main(String[] args) throws SQLException {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 9;
    try (Connection connection = DriverManager.getConnection(args[0] + "&prepareThreshold=1")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
      }
      List<String> codes = codes(connection);
      System.out.println(
          "| query, as a client sees it | ms, median | 95th percentile | naive, ms | ratio |");
      System.out.println("|---|---|---|---|---|");
      for (Pair pair : PAIRS) {
        List<String> keys = pair.byCode() ? codes : List.of("");
        List<Double> ours = new ArrayList<>();
        List<Double> naive = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
          for (String key : keys) {
            double first = time(connection, pair.ours(), key);
            double second = time(connection, pair.naive(), key);
            if (round >= 0) {
              ours.add(first);
              naive.add(second);
            }
          }
        }
        System.out.printf(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f | %.1f |%n",
            pair.name(),
            percentile(ours, 50),
            percentile(ours, 95),
            percentile(naive, 50),
            percentile(naive, 50) / percentile(ours, 50));
      }
    }
  }

  private static List<String> codes(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select code from hcpcs_load.newest_listing order by code")) {
      while (result.next()) {
        all.add(result.getString(1));
      }
    }
    Random random = new Random(7);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < CODES; i++) {
      chosen.add(all.get(random.nextInt(all.size())));
    }
    return chosen;
  }

  private static final Map<String, PreparedStatement> PREPARED = new HashMap<>();

  private static double time(Connection connection, String sql, String key) throws SQLException {
    PreparedStatement statement = PREPARED.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      PREPARED.put(sql, statement);
    }
    if (!key.isEmpty()) {
      statement.setString(1, key);
    }
    long begin = System.nanoTime();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        result.getString(1);
      }
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double percentile(List<Double> values, int percent) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
