package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.history.Identity;

/** The decisions of people on whether a code means the same, as the database knows them. */
public final class ReviewedMeanings {

  private final Connection connection;

  public ReviewedMeanings(Connection connection) {
    this.connection = connection;
  }

  /** Decides with them. */
  Identity identity() throws SQLException {
    return new Identity(all());
  }

  /** Puts others in their place; returns whether they differ. */
  public boolean replace(Set<Identity.Reviewed> decisions) throws SQLException {
    if (all().equals(decisions)) {
      return false;
    }
    try (Statement delete = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into hcpcs_load.reviewed_meaning (code, edition, meaning, reason) values (?, ?, ?, ?)")) {
      delete.execute("delete from hcpcs_load.reviewed_meaning");
      for (Identity.Reviewed decision : decisions) {
        insert.setString(1, decision.code());
        insert.setString(2, decision.edition().toString());
        insert.setString(3, decision.verdict().name().toLowerCase(Locale.ROOT));
        insert.setString(4, decision.reason());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
  }

  private Set<Identity.Reviewed> all() throws SQLException {
    Set<Identity.Reviewed> decisions = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select code, edition, upper(meaning), reason from hcpcs_load.reviewed_meaning")) {
      while (result.next()) {
        decisions.add(
            new Identity.Reviewed(
                result.getString(1),
                Edition.parse(result.getString(2)).orElseThrow(),
                Identity.Sameness.valueOf(result.getString(3)),
                result.getString(4)));
      }
    }
    return decisions;
  }
}
