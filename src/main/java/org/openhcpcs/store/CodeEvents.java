package org.openhcpcs.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells those who follow the database what became of each code: {@code hcpcs.change_event}, and a
 * notification on the channel {@code hcpcs_change}. What was told last of each code is held against
 * its newest listing, in the transaction that changed it, so nothing is skipped and a transaction
 * that is rolled back tells nothing.
 */
final class CodeEvents {

  private static final String RECORD =
      """
      with told as (
        select distinct on (code) code, new_record_id as record_id, new_absent as absent
        from hcpcs_load.code_event
        order by code, event_id desc
      ), listed as (
        select n.code, n.record_id, n.absent_after is not null and (
            r.termination_date is null
            or r.termination_date >= (
              select min(x.effective_on) from hcpcs.release x where x.is_current_revision and x.effective_on > e.effective_on)) as absent
        from hcpcs_load.newest_listing n
        join hcpcs.code_record r using (record_id)
        left join hcpcs.release e on e.release_id = n.absent_after
      ), meaning as (
        select record_id, min(meaning) as meaning from hcpcs.code_history group by record_id
      ), recorded as (
        insert into hcpcs_load.code_event
          (edition, code, operation, old_record_id, new_record_id, old_absent, new_absent)
        select (select max(x.edition) from hcpcs.release x where x.is_current_revision), coalesce(t.code, l.code),
          case
            when l.record_id is null then 'absent'
            when t.record_id is null then 'add'
            when a.meaning <> b.meaning then 'reuse'
            when l.absent and not t.absent then 'absent'
            when t.absent and not l.absent then 'return'
            when o.record_id is not null and o.termination_date is null and n.termination_date is not null then 'terminate'
            when o.termination_date is not null and n.termination_date is null then 'reactivate'
            else 'change'
          end,
          t.record_id, l.record_id, coalesce(t.absent, false), coalesce(l.absent, false)
        from told t
        full join listed l using (code)
        left join hcpcs.code_record o on o.record_id = t.record_id
        left join hcpcs.code_record n on n.record_id = l.record_id
        left join meaning b on b.record_id = t.record_id
        left join meaning a on a.record_id = l.record_id
        where (t.record_id, coalesce(t.absent, false)) is distinct from (l.record_id, coalesce(l.absent, false))
        order by coalesce(t.code, l.code) collate "C"
        returning event_id
      )
      select pg_notify('hcpcs_change', max(event_id)::text) from recorded having count(*) > 0
      """;

  /** Events outlive the records that they speak of. */
  private static final String REMOVE_UNHELD =
      """
      with gone as (
        delete from hcpcs.code_record r
        where not exists (select from hcpcs.release_code m where m.record_id = r.record_id)
        returning r.record_id, jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash}'::text[]) as record
      ), kept as (
        update hcpcs_load.code_event e
        set old_record = coalesce(e.old_record, k.old_record), new_record = coalesce(e.new_record, k.new_record)
        from (
          select c.event_id, o.record as old_record, n.record as new_record
          from hcpcs_load.code_event c
          left join gone o on o.record_id = c.old_record_id
          left join gone n on n.record_id = c.new_record_id
          where o.record_id is not null or n.record_id is not null
        ) k
        where k.event_id = e.event_id
      )
      select count(*) from gone
      """;

  private final Connection connection;

  CodeEvents(Connection connection) {
    this.connection = connection;
  }

  /** Tells what changed since it was told last; nothing if nothing did. */
  void record() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(RECORD);
    }
  }

  /** Removes records that no release holds any more, and returns how many they were. */
  int removeUnheldRecords() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(REMOVE_UNHELD)) {
      result.next();
      return result.getInt(1);
    }
  }
}
