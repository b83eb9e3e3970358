package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.openhcpcs.database.Sql;

/**
 * Keeps the search tables in step with the newest listing of each code, inside the transaction that
 * publishes: only codes whose listing changed are touched, and only those whose descriptions
 * changed are read again.
 */
final class SearchStore {

  /** Queries for what is stored but would not be derived, and the reverse, by what is derived. */
  static final Map<String, String> DIFFERENCES =
      Map.of(
          "derived-search-document",
          Difference.query(
              "code, kind, record_id, added_date, termination_date, last_listed_on, terms",
              "hcpcs.search_document",
              "hcpcs_load.derived_search_document"),
          "derived-search-word",
          Difference.query(
              "word, lexeme, documents", "hcpcs.search_word", "hcpcs_load.derived_search_word"),
          "derived-search-trigram",
          Difference.query(
              "trigram, words", "hcpcs.search_trigram", "hcpcs_load.derived_search_trigram"));

  private static final List<String> REFRESH =
      List.of(
          """
          create temporary table search_change on commit drop as
          select coalesce(n.code, d.code) as code, n.record_id, d.record_id as old_record_id, n.last_listed_on,
            n.record_id is null or d.record_id is null
              or (r.short_description, r.long_description) is distinct from (o.short_description, o.long_description)
              as says_else
          from (
            select l.code, l.record_id, e.effective_on as last_listed_on
            from hcpcs_load.newest_listing l
            left join hcpcs.release e on e.release_id = l.absent_after
          ) n
          full join hcpcs.search_document d on d.code = n.code
          left join hcpcs.code_record r on r.record_id = n.record_id
          left join hcpcs.code_record o on o.record_id = d.record_id
          where (n.record_id, n.last_listed_on) is distinct from (d.record_id, d.last_listed_on)
          """,
          "analyze search_change",
          """
          create temporary table search_text on commit drop as
          select c.code, v.change, hcpcs.search_normal(coalesce(r.short_description, '')) as short_words,
            hcpcs.search_normal(coalesce(r.long_description, '')) as long_words
          from search_change c
          cross join lateral (values (c.old_record_id, -1), (c.record_id, 1)) as v (record_id, change)
          join hcpcs.code_record r on r.record_id = v.record_id
          where c.says_else
          """,
          """
          create temporary table search_word_change on commit drop as
          select w.word, sum(w.change)::integer as documents
          from (
            select distinct t.code, t.change, u.word
            from search_text t
            cross join unnest(string_to_array(t.short_words || ' ' || t.long_words, ' ')) as u (word)
            where u.word <> ''
          ) w
          group by w.word
          having sum(w.change) <> 0
          """,
          "delete from hcpcs.search_document d using search_change c where c.code = d.code and c.record_id is null",
          """
          update hcpcs.search_document d
          set record_id = r.record_id, added_date = r.added_date, termination_date = r.termination_date,
            last_listed_on = c.last_listed_on
          from search_change c
          join hcpcs.code_record r using (record_id)
          where d.code = c.code and not c.says_else
          """,
          """
          insert into hcpcs.search_document as d
          select c.code, r.kind, r.record_id, r.added_date, r.termination_date, c.last_listed_on,
            hcpcs.search_weights(c.code, t.short_words, t.long_words)
          from search_change c
          join search_text t on t.code = c.code and t.change = 1
          join hcpcs.code_record r using (record_id)
          where c.says_else
          on conflict (code) do update
          set kind = excluded.kind, record_id = excluded.record_id, added_date = excluded.added_date,
            termination_date = excluded.termination_date, last_listed_on = excluded.last_listed_on, terms = excluded.terms
          """,
          """
          create temporary table search_word_turnover on commit drop as
          select c.word, w.word is null as is_new
          from search_word_change c
          left join hcpcs.search_word w using (word)
          where w.word is null or w.documents + c.documents = 0
          """,
          "delete from hcpcs.search_word w using search_word_turnover t where t.word = w.word and not t.is_new",
          """
          update hcpcs.search_word w
          set documents = w.documents + c.documents
          from search_word_change c
          where c.word = w.word
          """,
          """
          insert into hcpcs.search_word (word, lexeme, documents)
          select c.word, hcpcs.search_lexeme(c.word), c.documents
          from search_word_change c
          join search_word_turnover t using (word)
          where t.is_new
          """,
          """
          create temporary table search_trigram_change on commit drop as
          select g.trigram, array_agg(g.word) filter (where g.is_new) as come,
            array_agg(g.word) filter (where not g.is_new) as gone
          from (
            select distinct t.word, t.is_new, substr('  ' || t.word || ' ', p.place, 3) collate "C" as trigram
            from search_word_turnover t
            cross join generate_series(1, length(t.word) + 1) as p (place)
            where t.word ~ '^[a-z]{4,}$'
          ) g
          group by g.trigram
          """,
          """
          insert into hcpcs.search_trigram as s (trigram, words)
          select trigram, array(select w from unnest(come) w order by w collate "C")
          from search_trigram_change
          where come is not null
          on conflict (trigram) do update
          set words = array(select w from unnest(s.words || excluded.words) w order by w collate "C")
          """,
          """
          update hcpcs.search_trigram s
          set words = array(select w from unnest(s.words) w where w <> all (c.gone) order by w collate "C")
          from search_trigram_change c
          where c.trigram = s.trigram and c.gone is not null
          """,
          "delete from hcpcs.search_trigram where words = '{}'",
          "select hcpcs_load.finish_search_index()",
          "drop table search_change, search_text, search_word_change, search_word_turnover, search_trigram_change");

  private final Sql sql;

  SearchStore(Connection connection) {
    this.sql = new Sql(connection);
  }

  /** Brings the search tables up to date with {@code hcpcs_load.newest_listing}. */
  void listingChanged() {
    REFRESH.forEach(sql::run);
  }
}
