package org.openhcpcs.job.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.Policy;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.source.site.PolicyReader;
import org.openhcpcs.store.site.SiteTables;

/** Brings users' policies into the database. */
public record PolicyJob(Database database) {

  /**
   * Puts the policies of the files in the place of all that the database has of the same sources.
   *
   * @throws HcpcsException PATH_NOT_FOUND or FILE_UNREADABLE for a file that cannot be used,
   *     LOCK_HELD if another run holds the lock; nothing is changed then
   */
  public SiteLoaded load(List<Path> files) {
    List<String> problems = new ArrayList<>();
    List<String> places = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (Path file : files) {
      PolicyReader.PolicyLines content = PolicyReader.read(file.toString(), SiteFiles.bytes(file));
      problems.addAll(content.problems());
      for (PolicyReader.PolicyLine line : content.lines()) {
        Policy policy = line.policy();
        String place = "%s line %d: ".formatted(file, line.number());
        if (!seen.add(List.of(policy.code(), policy.source(), policy.identifier()))) {
          problems.add(
              place
                  + policy.code()
                  + " has the policy "
                  + policy.identifier()
                  + " in another file");
        }
        places.add(place);
        policies.add(policy);
      }
    }
    if (!problems.isEmpty()) {
      return SiteLoaded.refused(problems);
    }
    Set<String> sources = new LinkedHashSet<>();
    policies.forEach(policy -> sources.add(policy.source()));
    SiteTables.RowCounts change = replace(sources, policies, "policies load " + files);
    Set<String> unknown =
        new SiteTables(database.sql()).unknown(policies.stream().map(Policy::code).toList());
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      String code = policies.get(i).code();
      if (unknown.contains(code)) {
        notes.add(places.get(i) + code + " is in no loaded edition; the policy was kept");
      }
    }
    return new SiteLoaded(change, notes, List.of());
  }

  /**
   * Takes out all policies of a source; returns how many.
   *
   * @throws HcpcsException LOCK_HELD if another run holds the lock
   */
  public int remove(String source) {
    return replace(Set.of(source), List.of(), "policies remove " + source).removed();
  }

  private SiteTables.RowCounts replace(Set<String> sources, List<Policy> policies, String command) {
    return LoggedRun.unheard(
        database,
        command,
        () -> new SiteTables(database.sql()).replacePolicies(sources, policies),
        SiteTables.RowCounts::isNothing);
  }
}
