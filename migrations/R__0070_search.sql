-- Search and similar codes, in plain SQL: no extension is needed, and spelling is forgiven on every server.
drop view if exists hcpcs_load.derived_search_document, hcpcs_load.derived_search_word;
drop function if exists hcpcs.search_codes(text, integer, text, text, date, text), hcpcs.similar_codes(text, integer),
  hcpcs.search_parts(text), hcpcs.search_code_status(date, date, date), hcpcs.search_terms(text, text, text),
  hcpcs.search_weights(text, text, text), hcpcs_load.finish_search_index(),
  hcpcs.search_vocabulary(text, text), hcpcs.search_trigrams(text), hcpcs.search_lexeme(text),
  hcpcs.search_essence(tsvector), hcpcs.search_normal(text);

-- What no description of CMS has is cut, because no index could hold it: text behind 50,000 characters, and words behind 100.
-- How descriptions and queries are read alike: "w/o" is "without", "w" is "with", "10mg" is "10 mg", "B-12" is "b12", "1,000" is "1000".
create function hcpcs.search_normal(words text)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog
as $$
declare
  plain text := lower(left(words, 50000));
begin
  if length(plain) > 100 and plain ~ '[a-z0-9.]{101}' then
    plain := regexp_replace(plain, '([a-z0-9.]{100})[a-z0-9.]+', '\1', 'g');
  end if;
  if strpos(plain, '/') > 0 then
    plain := replace(replace(replace(plain, 'w/o', ' without '), 'w/c', ' wc '), 'w/', ' with ');
  end if;
  if strpos(plain, '''s') > 0 then
    plain := regexp_replace(plain, '''s\M', '', 'g');
  end if;
  if plain ~ '[0-9]' then
    plain := regexp_replace(plain, '(\d)(mg|mcg|ml|cc|gm|g|cm|mm|iu|lbs?|in|hrs?|min|units?|oz)\M', '\1 \2', 'g');
    if strpos(plain, ',') > 0 then
      plain := regexp_replace(plain, '(\d),(\d\d\d)\M', '\1\2', 'g');
    end if;
    if strpos(plain, '-') > 0 then
      plain := regexp_replace(plain, '\m([a-z]{1,2})-(\d)', '\1\2', 'g');
    end if;
    if strpos(plain, '.') > 0 then
      plain := regexp_replace(plain, '(^|[^0-9])\.(\d)', '\1 0.\2', 'g');
    end if;
  end if;
  if strpos(plain, '.') > 0 then
    plain := regexp_replace(plain, '\.(?!\d)', ' ', 'g');
  end if;
  plain := regexp_replace(plain, '[^a-z0-9. ][^a-z0-9.]*| [^a-z0-9.]+', ' ', 'g'); -- a single blank is one already
  return btrim(replace(' ' || plain || ' ', ' w ', ' with '));
end
$$;

-- Without settings, so that it becomes a part of the query that it stands in.
create function hcpcs.search_lexeme(word text)
returns text
language sql
immutable
parallel safe
as $$
  select case when search_lexeme.word operator(pg_catalog.~) '^[0-9.]+$' then search_lexeme.word
    else coalesce((pg_catalog.ts_lexize('hcpcs.search_stem', search_lexeme.word))[1], search_lexeme.word) end
$$;

-- Of descriptions as search_normal reads them: short description A, the first words of the long one B, the others C, the code itself D.
create function hcpcs.search_weights(code text, short_words text, long_words text)
returns tsvector
language plpgsql
immutable
parallel safe
set search_path = pg_catalog
as $$
declare
  words text[] := string_to_array(search_weights.long_words, ' ');
begin
  return setweight(to_tsvector('hcpcs.search', search_weights.short_words), 'A')
    || setweight(to_tsvector('hcpcs.search', array_to_string(words[:6], ' ')), 'B')
    || setweight(to_tsvector('hcpcs.search', array_to_string(words[7:], ' ')), 'C')
    || case when length(search_weights.code) = 5 then to_tsvector('hcpcs.search', lower(search_weights.code)) else '' end;
end
$$;

create function hcpcs.search_terms(code text, short_description text, long_description text)
returns tsvector
language sql
immutable
parallel safe
set search_path = pg_catalog
as $$
  select hcpcs.search_weights(search_terms.code, hcpcs.search_normal(coalesce(search_terms.short_description, '')),
    hcpcs.search_normal(coalesce(search_terms.long_description, '')))
$$;

create function hcpcs.search_vocabulary(short_description text, long_description text)
returns table (word text)
language sql
immutable
parallel safe
rows 20
set search_path = pg_catalog
as $$
  select distinct w
  from unnest(string_to_array(
    hcpcs.search_normal(coalesce(search_vocabulary.short_description, '')) || ' '
      || hcpcs.search_normal(coalesce(search_vocabulary.long_description, '')), ' ')) w
  where w <> ''
$$;

-- In alphabetical order, each once: so a tsvector keeps what it is made of, and it sorts far faster than a query does.
create function hcpcs.search_trigrams(word text)
returns text[]
language plpgsql
immutable
parallel safe
strict
set search_path = pg_catalog
as $$
declare
  padded text := '  ' || search_trigrams.word || ' ';
  threes text[];
begin
  for place in 1..length(search_trigrams.word) + 1 loop
    threes := threes || substr(padded, place, 3);
  end loop;
  return tsvector_to_array(array_to_tsvector(threes));
end
$$;

-- Entries wait in lists while documents and words come, which makes hundreds of them far cheaper; this empties the lists, so that no search
-- reads them.
create function hcpcs_load.finish_search_index()
returns void
language sql
security definer
set search_path = pg_catalog
as $$
  select gin_clean_pending_list('hcpcs.search_document_terms_idx');
  select gin_clean_pending_list('hcpcs.search_word_trigrams_idx')
$$;
revoke all on function hcpcs_load.finish_search_index() from public;
grant execute on function hcpcs_load.finish_search_index() to hcpcs_loader;

-- What the search tables must hold: hcpcs verify holds them against these.
create view hcpcs_load.derived_search_document as
select r.code, r.kind, r.record_id, r.added_date, r.termination_date, e.effective_on as last_listed_on,
  hcpcs.search_terms(r.code, r.short_description, r.long_description) as terms
from hcpcs_load.newest_listing n
join hcpcs.code_record r using (record_id)
left join hcpcs.release e on e.release_id = n.absent_after;

-- Numbers and the shortest words have no spelling to forgive.
create view hcpcs_load.derived_search_word as
select w.word, hcpcs.search_lexeme(w.word) as lexeme, w.documents,
  case when w.word ~ '^[a-z]{4,}$' then hcpcs.search_trigrams(w.word) else '{}' end as trigrams
from (
  select v.word collate "C" as word, count(*)::integer as documents
  from hcpcs_load.newest_listing n
  join hcpcs.code_record r using (record_id)
  cross join lateral hcpcs.search_vocabulary(r.short_description, r.long_description) v
  group by 1
) w;

-- How a query is understood, part by part. Words are looked up as they are, then with their synonyms, then as the beginning of
-- longer words, then as misspelt ones; a part that nothing matches has no condition.
create function hcpcs.search_parts(query text)
returns table (part integer, words text, is_excluded boolean, understood text, condition tsquery)
language plpgsql
stable
parallel safe
rows 5
set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
  token text[];
  plain text[] := '{}';
  spoken text[];
  said text;
  place integer := 1;
  span integer;
  one tsquery;
  base tsquery;
  expansions text[];
  said_trigrams text[];
  is_known boolean;
begin
  part := 0;
  for token in
    select m
    from regexp_matches(left(search_parts.query, 2000), '(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))', 'g') m
    limit 50
  loop
    said := hcpcs.search_normal(coalesce(token[2], token[3]));
    continue when said = '';
    if token[1] = '' and token[2] is null then
      plain := plain || string_to_array(said, ' ');
    else
      part := part + 1;
      words := said;
      is_excluded := token[1] = '-';
      condition := phraseto_tsquery('hcpcs.search', said);
      understood := 'as written';
      if is_excluded and token[2] is null then
        select coalesce(condition || (
            select string_agg('(' || phraseto_tsquery('hcpcs.search', s.expansion)::text || ')', ' | ')::tsquery
            from hcpcs.search_synonym s
            where s.term = said and s.expansion <> ''), condition)
        into condition;
      end if;
      return next;
    end if;
  end loop;

  is_excluded := false;
  plain := plain[:24];
  while place <= cardinality(plain) loop
    expansions := null;
    for wide in reverse least(4, cardinality(plain) - place + 1)..1 loop
      span := wide;
      said := array_to_string(plain[place:place + span - 1], ' ');
      select array_agg(s.expansion order by s.expansion) into expansions
      from hcpcs.search_synonym s
      where s.term in (said, regexp_replace(said, 's$', ''));
      exit when expansions is not null;
    end loop;
    spoken := plain[place:place + span - 1];
    place := place + span;
    -- Of words that say nothing the last one counts if it is all there is.
    continue when expansions = '{""}' and (part > 0 or place <= cardinality(plain));
    said := array_to_string(spoken, ' ');
    words := said;
    understood := 'as written';
    select string_agg(format('%L', hcpcs.search_lexeme(w)), ' & ')::tsquery,
      bool_and(exists (select from hcpcs.search_word v where v.lexeme = hcpcs.search_lexeme(w)))
    into base, is_known
    from unnest(spoken) w;
    condition := case when is_known then base end;
    if span = 1 and place <= cardinality(plain) then -- "wheel chair" is also "wheelchair"
      select format('%L', v.lexeme)::tsquery into one
      from hcpcs.search_word v
      where v.word = said || plain[place];
      if found and length(said || plain[place]) > 4 then
        base := format('%L', hcpcs.search_lexeme(plain[place]))::tsquery;
        words := said || ' ' || plain[place];
        condition := coalesce(condition && base || one, one);
        understood := 'synonym';
        place := place + 1;
        is_known := true;
      end if;
    end if;
    for said in select e from unnest(expansions) e where e <> '' loop
      select string_agg(format('%L', hcpcs.search_lexeme(w)), ' & ')::tsquery into one
      from unnest(string_to_array(said, ' ')) w;
      condition := coalesce(condition || one, one);
      understood := 'synonym';
    end loop;
    if condition is null and span = 1 then
      said := words;
      if said ~ '^[a-z][0-9]{1,4}$' then
        condition := format('%L:*D', said)::tsquery;
        understood := 'code prefix';
      elsif length(said) > 2 then
        select string_agg(format('%L', p.lexeme), ' | ')::tsquery into condition
        from (
          select distinct v.lexeme
          from hcpcs.search_word v
          where v.word >= said and v.word < said || '~'
          order by v.lexeme
          limit 40
        ) p;
        understood := 'prefix';
      end if;
      if condition is null and said ~ '^[a-z]{3,40}$' then
        said_trigrams := hcpcs.search_trigrams(said);
        select string_agg(format('%L', n.lexeme), ' | ')::tsquery into condition
        from (
          select distinct w.lexeme
          from (
            select c.lexeme, c.likeness * (1 + ln(c.documents) / 10) as likeness,
              max(c.likeness * (1 + ln(c.documents) / 10)) over () as best
            from (
              select v.lexeme, v.documents, s.shared::real / (cardinality(v.trigrams) + cardinality(said_trigrams) - s.shared) as likeness
              from hcpcs.search_word v
              cross join lateral (select count(*) as shared from unnest(v.trigrams) t (trigram) where t.trigram = any (said_trigrams)) s
              where v.trigrams && said_trigrams
                and s.shared::real / (cardinality(v.trigrams) + cardinality(said_trigrams) - s.shared) >= 0.3
              order by 3 desc, v.word
              limit 20
            ) c
          ) w
          where w.likeness >= 0.85 * w.best
        ) n;
        understood := 'spelling';
      end if;
    end if;
    if condition is null then
      understood := 'unknown';
    end if;
    part := part + 1;
    return next;
  end loop;
end
$$;

create function hcpcs.search_code_status(added_date date, termination_date date, last_listed_on date)
returns text
language sql
stable
parallel safe
as $$
  select case
    when search_code_status.termination_date < current_date then 'terminated'
    when search_code_status.added_date > current_date then 'future'
    when search_code_status.last_listed_on is not null and exists (
      select
      from hcpcs.release x
      where x.is_current_revision and x.effective_on > search_code_status.last_listed_on and x.effective_on <= current_date)
      then 'absent'
    else 'active'
  end
$$;

create function hcpcs.search_codes(
  query text, max_rows integer default 20, in_section text default null, with_status text default null,
  valid_on date default null, of_kind text default null
)
returns table (
  place integer, code text, kind text, status text, matched text, score real, short_description text, long_description text,
  marked text, total integer
)
language plpgsql
stable
parallel safe
rows 20
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  wanted text := upper(btrim(search_codes.query));
  conditions tsquery[];
  excluded tsquery;
  everything tsquery;
  anything tsquery;
  is_partial boolean := false;
begin
  select array_agg(p.condition) filter (where not p.is_excluded and p.condition is not null),
    string_agg('(' || p.condition::text || ')', ' | ') filter (where p.is_excluded)::tsquery,
    string_agg('(' || p.condition::text || ')', ' & ') filter (where not p.is_excluded)::tsquery,
    string_agg('(' || p.condition::text || ')', ' | ') filter (where not p.is_excluded)::tsquery
  into conditions, excluded, everything, anything
  from hcpcs.search_parts(search_codes.query) p
  where numnode(p.condition) > 0;
  is_partial := cardinality(conditions) > 1 and not exists (
    select
    from hcpcs.search_document d
    where d.terms @@ everything and (excluded is null or not d.terms @@ excluded));

  return query
  with rarity as (
    select c.condition, ln((1.0 + a.documents) / (1 + (select count(*) from hcpcs.search_document d where d.terms @@ c.condition))) as weight
    from unnest(conditions) as c (condition)
    cross join (select count(*) as documents from hcpcs.search_document) a
    where is_partial
  ), found as (
    select d.code, d.kind, d.record_id, d.added_date, d.termination_date, d.last_listed_on, d.terms, 0 as class, 1::real as score
    from hcpcs.search_document d
    where d.code = wanted
    union all
    select d.code, d.kind, d.record_id, d.added_date, d.termination_date, d.last_listed_on, d.terms, 1, 1
    from hcpcs.search_document d
    where wanted ~ '^[A-Z][0-9]{1,3}$' and starts_with(d.code, wanted) and d.kind = 'procedure'
    union all
    select d.code, d.kind, d.record_id, d.added_date, d.termination_date, d.last_listed_on, d.terms, 2,
      ts_rank_cd('{0.1, 0.2, 0.8, 1.0}', d.terms, everything, 1)
    from hcpcs.search_document d
    where d.terms @@ everything and d.code <> wanted
      and (wanted !~ '^[A-Z][0-9]{1,3}$' or not starts_with(d.code, wanted) or d.kind <> 'procedure') and (excluded is null or not d.terms @@ excluded)
    union all
    select d.code, d.kind, d.record_id, d.added_date, d.termination_date, d.last_listed_on, d.terms, 3,
      p.weight + ts_rank_cd('{0.1, 0.2, 0.8, 1.0}', d.terms, anything, 1)
    from (
      select x.code, sum(x.weight)::real as weight
      from (
        select d.code, r.weight
        from rarity r
        join hcpcs.search_document d on d.terms @@ r.condition
      ) x
      group by x.code
      having sum(x.weight) >= 0.5 * (select sum(r.weight) from rarity r)
      order by 2 desc
      limit 200
    ) p
    join hcpcs.search_document d on d.code = p.code
    where d.code <> wanted and (excluded is null or not d.terms @@ excluded)
  ), judged as (
    select f.*, hcpcs.search_code_status(f.added_date, f.termination_date, f.last_listed_on) as status
    from found f
    where (search_codes.of_kind is null or f.kind = search_codes.of_kind)
      and (search_codes.in_section is null
        or f.kind = 'procedure' and strpos(upper(search_codes.in_section), left(f.code, 1)) > 0)
      and (search_codes.valid_on is null or exists (
        select
        from hcpcs.code_history h
        where h.code = f.code and h.valid_during @> search_codes.valid_on and h.known_during @> current_date
          and (h.absent_since is null or search_codes.valid_on < h.absent_since)
          -- Words are those of the newest meaning.
          and (f.class < 2 or h.meaning = (select max(m.meaning) from hcpcs.code_history m where m.code = f.code))))
  ), best as (
    select j.code, j.kind, j.record_id, j.status, j.class, j.terms,
      j.score * case j.status when 'active' then 1 else 0.5 end as score, count(*) over () as total
    from judged j
    where search_codes.with_status is null or j.status = search_codes.with_status
    order by 5, 7 desc, 1
    limit greatest(coalesce(search_codes.max_rows, 20), 0)
  )
  select (row_number() over (order by b.class, b.score desc, b.code))::integer, b.code, b.kind, b.status,
    case
      when b.class = 0 then 'code'
      when b.class = 1 then 'code prefix'
      when b.class = 3 then 'some words'
      when ts_filter(b.terms, '{a}') @@ everything then 'short description'
      else 'long description'
    end,
    b.score::real, r.short_description, r.long_description,
    case
      when anything is null then coalesce(r.long_description, r.short_description)
      else ts_headline('hcpcs.search', coalesce(r.long_description, r.short_description), anything,
        'HighlightAll = true, StartSel = «, StopSel = »')
    end,
    b.total::integer
  from best b
  join hcpcs.code_record r on r.record_id = b.record_id
  order by 1;
end
$$;

-- The long description, or the short one of a code that has no other.
-- A function with settings would be called for each row; this one becomes a part of its query.
create function hcpcs.search_essence(terms tsvector)
returns tsvector
language sql
immutable
parallel safe
as $$
  select case when pg_catalog.length(pg_catalog.ts_filter(search_essence.terms, '{b, c}')) > 0
    then pg_catalog.ts_filter(search_essence.terms, '{b, c}') else pg_catalog.ts_filter(search_essence.terms, '{a}') end
$$;

-- The words that two codes share weigh by how rare they are; section, BETOS, pricing, coverage and neighbourhood add to that. The sixty
-- codes that share most are compared.
create function hcpcs.similar_codes(code text, max_rows integer default 10)
returns table (
  place integer, similar_code text, status text, score real, reason text, short_description text, long_description text
)
language plpgsql
stable
parallel safe
rows 10
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  own hcpcs.code_record;
  own_words text[];
  own_spellings text[];
  own_counts integer[];
  own_weights double precision[];
  own_weight double precision;
  enough double precision;
  telling integer;
  common_weight double precision := 0;
  generality real;
  all_documents real;
  successors text[];
  refers_to text[];
begin
  select r.* into own
  from hcpcs.search_document d
  join hcpcs.code_record r on r.record_id = d.record_id
  where d.code = hcpcs.normal_code(similar_codes.code);
  if not found then
    return;
  end if;
  -- The family of a catch-all code are those that have its words, whatever else they have.
  select case when d.terms @@ '''otherwis'' | ''unlist'''::tsquery then 1 else 0.7 end into generality
  from hcpcs.search_document d
  where d.code = own.code;
  select count(*) into all_documents from hcpcs.search_document;
  select array_agg(t.lexeme order by t.weight desc, t.lexeme), array_agg(t.word order by t.weight desc, t.lexeme),
    array_agg(t.times order by t.weight desc, t.lexeme), array_agg(t.weight order by t.weight desc, t.lexeme),
    sum(t.times * t.weight), max(t.weight) filter (where t.documents > 60)
  into own_words, own_spellings, own_counts, own_weights, own_weight, enough
  from (
    select u.lexeme, cardinality(u.positions) as times, w.*
    from hcpcs.search_document d
    cross join unnest(hcpcs.search_essence(d.terms)) u
    cross join lateral (
      select ln(1 + all_documents / sum(v.documents)) ^ 3 as weight, max(v.documents) as documents,
        (array_agg(v.word order by v.documents desc, v.word))[1] as word
      from hcpcs.search_word v
      where v.lexeme = u.lexeme) w
    where d.code = own.code and w.weight is not null
  ) t;
  -- Sixty codes weigh enough by one word. Those that share only commoner words, all of which weigh less, are not looked for.
  telling := least(cardinality(own_words), 20);
  while common_weight + own_weights[telling] < enough loop
    common_weight := common_weight + own_weights[telling];
    telling := telling - 1;
  end loop;
  select array_remove(array[own.cross_reference_1, own.cross_reference_2, own.cross_reference_3, own.cross_reference_4,
    own.cross_reference_5], null) into refers_to;
  if own.termination_date < current_date and cardinality(refers_to) > 0 then
    select array_agg(p.living_end) into successors from hcpcs.replacement p where p.code = own.code;
  end if;

  return query
  with near as (
    select c.code, c.record_id, c.added_date, c.termination_date, c.last_listed_on, c.terms, sum(q.weight) as weight
    from unnest(own_words[:telling], own_weights[:telling]) as q (lexeme, weight)
    join hcpcs.search_document c on c.terms @@ format('%L', q.lexeme)::tsquery
    where c.code <> own.code
    group by c.code
  ), candidate as materialized (
    (select n.code, n.record_id, n.added_date, n.termination_date, n.last_listed_on, n.terms
    from near n
    where n.weight + common_weight >= (select min(m.weight) from (select x.weight from near x order by x.weight desc limit 60) m)
    order by n.weight + (
      select coalesce(sum(q.weight), 0)
      from unnest(own_words[telling + 1:20], own_weights[telling + 1:20]) as q (lexeme, weight)
      where n.terms @@ format('%L', q.lexeme)::tsquery) desc, n.code
    limit 60)
    union
    select c.code, c.record_id, c.added_date, c.termination_date, c.last_listed_on, c.terms
    from hcpcs.search_document c
    where c.code = any (refers_to || successors) and c.code <> own.code
  ), part as materialized (
    select c.code, u.lexeme, cardinality(u.positions) as times
    from candidate c
    cross join unnest(hcpcs.search_essence(c.terms)) u
  ), weighed as materialized (
    select v.lexeme, ln(1 + all_documents / sum(v.documents)) ^ 3 as weight
    from hcpcs.search_word v
    where v.lexeme = any (array(select p.lexeme from part p))
    group by v.lexeme
  ), likeness as (
    select p.code, sum(least(o.times, p.times) * w.weight) filter (where o.lexeme is not null) as shared, sum(p.times * w.weight) as total,
      (array_agg(o.word order by w.weight desc, o.word) filter (where length(o.word) > 2))[:5] as words
    from part p
    join weighed w on w.lexeme = p.lexeme
    left join unnest(own_words, own_spellings, own_counts) as o (lexeme, word, times) on o.lexeme = p.lexeme
    group by p.code
  ), compared as (
    select c.code, c.record_id, t.words, t.shared / (own_weight ^ generality * t.total ^ (1 - generality)) as text_likeness,
      hcpcs.search_code_status(c.added_date, c.termination_date, c.last_listed_on) as status
    from candidate c
    left join likeness t on t.code = c.code
  ), judged as (
    select c.code, c.status, c.words, r.short_description, r.long_description,
      coalesce(c.code = any (successors), false) as is_successor, coalesce(c.code = any (refers_to), false) as is_referred_to,
      r.betos = own.betos as has_betos, r.pricing_indicator_1 = own.pricing_indicator_1 as has_pricing,
      r.coverage = own.coverage as has_coverage, r.betos, r.kind = 'procedure' and left(r.code, 1) = left(own.code, 1) as has_section,
      case
        when r.code ~ '^[A-Z][0-9]{4}$' and own.code ~ '^[A-Z][0-9]{4}$' and left(r.code, 1) = left(own.code, 1)
          then abs(substr(r.code, 2)::integer - substr(own.code, 2)::integer)
      end as distance,
      coalesce(c.text_likeness, 0) as text_likeness
    from compared c
    join hcpcs.code_record r on r.record_id = c.record_id
  ), scored as (
    select j.*,
      case
        when j.is_successor then 1
        when j.is_referred_to then 0.95
        else 0.9 * (0.65 * j.text_likeness
          + case when j.has_betos then 0.1 else 0 end
          + case when j.has_section then 0.05 else 0 end
          + case when j.has_pricing then 0.05 else 0 end
          + case when j.has_coverage then 0.05 else 0 end
          + 0.1 * greatest(0, 1 - coalesce(j.distance, 1000) / 200.0))
          * case j.status when 'active' then 1 else 0.8 end
      end::real as score
    from judged j
    where j.text_likeness >= 0.1 or j.is_successor or j.is_referred_to
    order by score desc, j.code
    limit greatest(coalesce(similar_codes.max_rows, 10), 0)
  )
  select (row_number() over (order by s.score desc, s.code))::integer, s.code, s.status, s.score,
    concat_ws('; ',
      case when s.is_successor then 'replaces it' when s.is_referred_to then 'its cross reference' end,
      nullif('shares ' || array_to_string(s.words, ', '), 'shares '),
      case when s.has_betos then 'same BETOS ' || s.betos when s.has_section then 'same section' end,
      case when s.has_pricing and s.has_coverage then 'same pricing and coverage' when s.has_pricing then 'same pricing'
        when s.has_coverage then 'same coverage' end,
      case when s.distance <= 50 then case s.distance when 1 then 'next code' else s.distance || ' codes away' end end),
    s.short_description, s.long_description
  from scored s
  order by 1;
end
$$;

-- What was loaded before these were there, or with others; the program keeps it in step from then on.
-- Deleted, not truncated: who has begun to read sees what was there.
delete from hcpcs.search_document;
delete from hcpcs.search_word;
insert into hcpcs.search_document select * from hcpcs_load.derived_search_document;
insert into hcpcs.search_word select * from hcpcs_load.derived_search_word;

comment on text search dictionary hcpcs.search_stem is 'English word stems; no word is left out.';
comment on text search configuration hcpcs.search is 'How descriptions and queries become stems; the text is made plain by hcpcs.search_normal before.';
comment on table hcpcs.search_document is
  'What search_codes and similar_codes look at: one row per code and modifier ever seen, from its newest record. Derived from the releases.';
comment on column hcpcs.search_document.code is 'Code or modifier.';
comment on column hcpcs.search_document.kind is 'procedure or modifier.';
comment on column hcpcs.search_document.record_id is 'Its newest record in hcpcs.code_record.';
comment on column hcpcs.search_document.added_date is 'Added date of that record. Source: CMS positions 269-276.';
comment on column hcpcs.search_document.termination_date is 'Termination date of that record. Source: CMS positions 285-292.';
comment on column hcpcs.search_document.last_listed_on is 'First day of the last edition that lists the code; null if the newest one does.';
comment on column hcpcs.search_document.terms is
  'Word stems with places: A short description, B the first six words of the long description, C its other words, D the code.';
comment on table hcpcs.search_word is
  'Every word of the descriptions of hcpcs.search_document, made plain by hcpcs.search_normal. Derived from the releases.';
comment on column hcpcs.search_word.word is 'Word or number, in lower case.';
comment on column hcpcs.search_word.lexeme is 'Its stem, as it stands in search_document.terms.';
comment on column hcpcs.search_word.documents is 'How many codes and modifiers have it in a description.';
comment on column hcpcs.search_word.trigrams is
  'The threes of letters in a row of a word of four letters and more, to find what a misspelt word may have meant; two blanks stand before it, one behind.';
comment on table hcpcs.search_synonym is
  'What else a word of a query may mean. A site may add rows of its own; they count at once. Source: reviewed by hand.';
comment on column hcpcs.search_synonym.term is 'Word or words as people type them, in lower case without punctuation; also taken for its plural in -s.';
comment on column hcpcs.search_synonym.expansion is 'What descriptions say instead: found if a description has all these words. Empty: the word is passed over.';
comment on column hcpcs.search_synonym.source is 'abbreviation, common word, brand, passed over; or whoever added it.';
comment on view hcpcs_load.derived_search_document is 'What hcpcs.search_document must hold.';
comment on column hcpcs_load.derived_search_document.code is 'Code or modifier.';
comment on column hcpcs_load.derived_search_document.kind is 'procedure or modifier.';
comment on column hcpcs_load.derived_search_document.record_id is 'Its newest record.';
comment on column hcpcs_load.derived_search_document.added_date is 'Added date of that record.';
comment on column hcpcs_load.derived_search_document.termination_date is 'Termination date of that record.';
comment on column hcpcs_load.derived_search_document.last_listed_on is 'First day of the last edition that lists the code; null if the newest one does.';
comment on column hcpcs_load.derived_search_document.terms is 'Word stems of its descriptions, with their places.';
comment on view hcpcs_load.derived_search_word is 'What hcpcs.search_word must hold.';
comment on column hcpcs_load.derived_search_word.word is 'Word or number.';
comment on column hcpcs_load.derived_search_word.lexeme is 'Its stem.';
comment on column hcpcs_load.derived_search_word.documents is 'How many codes and modifiers have it.';
comment on column hcpcs_load.derived_search_word.trigrams is 'Threes of letters in a row of a word of four letters and more.';
comment on function hcpcs.search_codes(text, integer, text, text, date, text) is
  'Codes and modifiers that a query finds, the best first: the code itself, codes that begin so, then those whose descriptions have all words, the terminated behind the active; if none has all, those with the rarest of them.
query: Words in any order and form, abbreviations, a code or its beginning, "words in a row", "-without this".
max_rows: How many rows at most; 20 if left out.
in_section: First letters of the codes, such as EK; all if left out.
with_status: active, terminated, future or absent; all if left out.
valid_on: Only what is valid on this date of service, as known today; of what words find, only what meant then what it means now.
of_kind: procedure or modifier; both if left out.
place: 1 for the best.
code: Code or modifier.
kind: procedure or modifier.
status: active, terminated, future or absent.
matched: What fits: code, code prefix, short description, long description or some words.
score: Higher is better; comparable within one query.
short_description: Short description of its newest record.
long_description: Long description of its newest record.
marked: The long description with what matched between « and ».
total: How many there are without max_rows.';
comment on function hcpcs.search_parts(text) is
  'How search_codes understands a query: a row per word or quoted phrase.
query: As for search_codes.
part: Its number, from 1.
words: The word or phrase.
is_excluded: It had a minus.
understood: as written, synonym, prefix, spelling, code prefix or unknown.
condition: What a description must have; null if nothing is like it.';
comment on function hcpcs.similar_codes(text, integer) is
  'Codes like a code, the most like it first: what replaces an ended code, then those that share its rare words, section, BETOS, pricing, coverage and neighbourhood.
code: Code or modifier, in any case.
max_rows: How many rows at most; 10 if left out.
place: 1 for the most similar.
similar_code: Code or modifier.
status: active, terminated, future or absent.
score: Likeness, 0 to 1.
reason: What the two have in common, in words.
short_description: Short description of its newest record.
long_description: Long description of its newest record.';
comment on function hcpcs.search_code_status(date, date, date) is
  'Status of a code today: active, terminated, future or absent.
added_date: As in hcpcs.search_document.
termination_date: As in hcpcs.search_document.
last_listed_on: As in hcpcs.search_document.';
comment on function hcpcs.search_normal(text) is
  'Text made plain for search: lower case, words and numbers with single blanks, w/o as without, w as with, numbers apart from their units.
words: Any text.';
comment on function hcpcs.search_lexeme(text) is
  'Stem of a word.
word: In lower case, without punctuation.';
comment on function hcpcs.search_terms(text, text, text) is
  'Word stems of a code with their places, as search_document.terms has them.
code: Code or modifier.
short_description: Any text, or null.
long_description: Any text, or null.';
comment on function hcpcs.search_weights(text, text, text) is
  'The same of descriptions that search_normal has made plain.
code: Code or modifier.
short_words: Words between single blanks.
long_words: Words between single blanks.';
comment on function hcpcs_load.finish_search_index() is 'Takes new documents and words into the indexes of search_document and search_word, as each publication does at its end.';
comment on function hcpcs.search_essence(tsvector) is
  'The stems by which codes are compared: of the long description, or of the short one if there is no other.
terms: As in search_document.';
comment on function hcpcs.search_vocabulary(text, text) is
  'The distinct words of two descriptions.
short_description: Any text, or null.
long_description: Any text, or null.
word: A word, made plain.';
comment on function hcpcs.search_trigrams(text) is
  'The distinct threes of characters in a row of a word.
word: In lower case.';
