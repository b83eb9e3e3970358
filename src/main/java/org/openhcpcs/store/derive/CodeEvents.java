package org.openhcpcs.store.derive;

import java.sql.Connection;
import org.openhcpcs.database.Sql;

/**
 * Tells those who follow the database what became of each code: {@code hcpcs.change_event}, and a
 * notification on the channel {@code hcpcs_change}. The newest listings are held against what they
 * were before, in the transaction that changed them, so nothing is skipped and a transaction that
 * is rolled back tells nothing.
 */
public final class CodeEvents {

  private static final String CHANGED = "select to_regclass('pg_temp.listing_before') is not null";

  private static final String RECORD =
      """
      with meaning as (
        select record_id, min(meaning) as meaning from hcpcs.code_history group by record_id
      ), step as (
        select coalesce(b.code, l.code) as code,
          case
            when l.record_id is null then 'absent'
            when b.record_id is null then 'add'
            when was.meaning <> now.meaning then 'reuse'
            when b.is_listed and l.absent_after is not null then 'absent'
            when not b.is_listed and l.absent_after is null then 'return'
            when o.record_id is not null and o.termination_date is null and n.termination_date is not null then 'terminate'
            when o.termination_date is not null and n.termination_date is null then 'reactivate'
            else 'change'
          end as operation,
          b.record_id as old_record_id, l.record_id as new_record_id, coalesce(b.is_listed, false) as old_listed,
          l.record_id is not null and l.absent_after is null as new_listed
        from pg_temp.listing_before b
        full join hcpcs_load.newest_listing l on l.code = b.code
        left join hcpcs.code_record o on o.record_id = b.record_id
        left join hcpcs.code_record n on n.record_id = l.record_id
        left join meaning was on was.record_id = b.record_id
        left join meaning now on now.record_id = l.record_id
        where b.record_id is distinct from l.record_id or b.is_listed is distinct from (l.absent_after is null)
      ), recorded as (
        insert into hcpcs_load.code_event
          (first_event_id, edition, operations, old_record_ids, new_record_ids, old_listed, new_listed)
        select (select coalesce(max(first_event_id + cardinality(operations)), 1) from hcpcs_load.code_event),
          (select max(x.edition) from hcpcs.release x where x.is_current_revision),
          array_agg(operation order by code collate "C"), array_agg(old_record_id order by code collate "C"),
          array_agg(new_record_id order by code collate "C"), array_agg(old_listed order by code collate "C"),
          array_agg(new_listed order by code collate "C")
        from step
        having count(*) > 0
        returning first_event_id + cardinality(operations) - 1 as last_event_id
      )
      select pg_notify('hcpcs_change', last_event_id::text) from recorded
      """;

  private static final String FORGET = "drop table pg_temp.listing_before";

  /** Events outlive the records that they speak of. */
  private static final String REMOVE_UNHELD =
      """
      with gone as (
        delete from hcpcs.code_record r
        where not exists (select from hcpcs.release_code m where m.record_id = r.record_id)
        returning r.record_id, jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash}'::text[]) as record
      ), kept as (
        insert into hcpcs_load.told_record (record_id, record)
        select g.record_id, g.record
        from gone g
        where g.record_id in (select unnest(e.new_record_ids) from hcpcs_load.code_event e)
      )
      select count(*) from gone
      """;

  private final Sql sql;

  public CodeEvents(Connection connection) {
    this.sql = new Sql(connection);
  }

  /** Tells what changed since it was told last; nothing if nothing did. */
  void record() {
    if (sql.one(CHANGED, row -> row.getBoolean(1))) {
      sql.run(RECORD);
      sql.run(FORGET);
    }
  }

  /** Removes records that no release holds any more, and returns how many they were. */
  public int removeUnheldRecords() {
    return sql.one(REMOVE_UNHELD, row -> row.getInt(1));
  }
}
