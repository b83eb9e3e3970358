package org.openhcpcs.store.site;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.openhcpcs.code.site.Policy;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;

/** The policies that users attach to codes, {@code hcpcs.policy}. */
public record PolicyStore(Database database) {

  /**
   * Puts policies in the place of all that the database has of their sources, in one transaction.
   *
   * @param sources the sources; what they have beside {@code policies} goes
   */
  public SiteTables.RowCounts replace(Set<String> sources, Collection<Policy> policies) {
    return Transaction.committed(
        database.connection(),
        () -> {
          Set<Policy> wanted = new LinkedHashSet<>(policies);
          Set<Policy> present = of(sources);
          SiteTables.RowCounts change = SiteTables.RowCounts.between(present, wanted);
          if (change.isNothing()) {
            return change;
          }
          database
              .sql()
              .run("delete from hcpcs.policy where source = any (?)", Sql.array("text", sources));
          CopyRows rows = new CopyRows();
          for (Policy policy : wanted) {
            rows.add(policy.code())
                .add(policy.source())
                .add(policy.identifier())
                .add(policy.title())
                .add(policy.url())
                .addText(policy.effective())
                .endRow();
          }
          rows.send(
              database.connection(),
              "hcpcs.policy (code, source, identifier, title, url, effective)");
          return change;
        });
  }

  private Set<Policy> of(Set<String> sources) {
    return new LinkedHashSet<>(
        database
            .sql()
            .list(
                "select code, source, identifier, title, url, effective from hcpcs.policy where source = any (?)",
                row ->
                    new Policy(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDate.class)),
                Sql.array("text", new TreeSet<>(sources))));
  }
}
