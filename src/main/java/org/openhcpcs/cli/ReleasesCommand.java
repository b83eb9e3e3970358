package org.openhcpcs.cli;

import java.util.List;

/** {@code hcpcs releases}. */
@picocli.CommandLine.Command(
    name = "releases",
    description = "Lists what is loaded.",
    sortOptions = false)
final class ReleasesCommand extends QueryCommand {

  ReleasesCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    return print(
        """
        select edition, revision, is_current_revision as current, published_on, codes, modifiers, terminated, rejected,
          (select count(*) from hcpcs.finding f where f.release_id = r.release_id) as findings, archive_name
        from hcpcs.release r
        order by effective_on, revision
        """,
        List.of());
  }
}
