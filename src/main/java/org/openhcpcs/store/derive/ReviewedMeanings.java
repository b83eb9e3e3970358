package org.openhcpcs.store.derive;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.openhcpcs.database.Sql;
import org.openhcpcs.history.Identity;

/** The decisions of people on whether a code means the same, as the database knows them. */
public record ReviewedMeanings(Sql sql) {

  /** Decides with them. */
  Identity identity() {
    return new Identity(all());
  }

  /** Puts others in their place; returns whether they differ. */
  public boolean replace(Set<Identity.Reviewed> decisions) {
    if (all().equals(decisions)) {
      return false;
    }
    sql.run("delete from hcpcs_load.reviewed_meaning");
    sql.batch(
        "insert into hcpcs_load.reviewed_meaning (code, edition, meaning, reason, decided_by) values (?, ?, ?, ?, ?)",
        decisions,
        decision ->
            Sql.values(
                decision.code(),
                decision.edition().toString(),
                decision.verdict().name().toLowerCase(Locale.ROOT),
                decision.reason(),
                decision.who().orElse(null)));
    return true;
  }

  private Set<Identity.Reviewed> all() {
    return new HashSet<>(
        sql.list(
            "select code, edition, meaning, reason, decided_by from hcpcs_load.reviewed_meaning",
            Identity.Reviewed.class));
  }
}
