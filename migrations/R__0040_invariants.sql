-- What must hold in this database whatever was loaded. A query returns what violates it, a text per row that points at the place;
-- without rows it holds. hcpcs verify runs them all; so can anybody: select query from hcpcs_load.invariant.
drop view if exists hcpcs_load.record_hash, hcpcs_load.coded_value;

-- The last four fields are those that do not describe the code.
create view hcpcs_load.record_hash as
select
  r.record_id,
  encode(substring(sha256(convert_to(array_to_string(f.fields, chr(31), ''), 'UTF8')) for 16), 'hex')::uuid as content_hash,
  encode(substring(sha256(convert_to(array_to_string(f.fields[:cardinality(f.fields) - 4], chr(31), ''), 'UTF8')) for 16), 'hex')::uuid
    as descriptive_hash
from hcpcs.code_record r
cross join lateral (
  select array[
    r.code, r.kind,
    r.long_description, r.short_description, r.pricing_indicator_1, r.pricing_indicator_2, r.pricing_indicator_3,
    r.pricing_indicator_4, r.multiple_pricing_indicator, r.coverage_issues_manual_1, r.coverage_issues_manual_2,
    r.coverage_issues_manual_3, r.carriers_manual_1, r.carriers_manual_2, r.carriers_manual_3, r.statute,
    r.lab_certification_1, r.lab_certification_2, r.lab_certification_3, r.lab_certification_4, r.lab_certification_5,
    r.lab_certification_6, r.lab_certification_7, r.lab_certification_8, r.cross_reference_1, r.cross_reference_2,
    r.cross_reference_3, r.cross_reference_4, r.cross_reference_5, r.coverage, r.asc_payment_group,
    to_char(r.asc_effective_date, 'YYYY-MM-DD'), r.mog_payment_group, r.mog_payment_policy,
    to_char(r.mog_effective_date, 'YYYY-MM-DD'), r.processing_note, r.betos, r.type_of_service_1, r.type_of_service_2,
    r.type_of_service_3, r.type_of_service_4, r.type_of_service_5, r.anesthesia_base_units::text,
    to_char(r.added_date, 'YYYY-MM-DD'), to_char(r.action_effective_date, 'YYYY-MM-DD'),
    to_char(r.termination_date, 'YYYY-MM-DD'), r.action] as fields
) f;

create view hcpcs_load.coded_value as
select r.record_id, r.code, v.field, v.indicator, v.value
from hcpcs.code_record r
cross join lateral (
  values
    ('pricing_indicator_1', 'pricing_indicator', r.pricing_indicator_1),
    ('pricing_indicator_2', 'pricing_indicator', r.pricing_indicator_2),
    ('pricing_indicator_3', 'pricing_indicator', r.pricing_indicator_3),
    ('pricing_indicator_4', 'pricing_indicator', r.pricing_indicator_4),
    ('multiple_pricing_indicator', 'multiple_pricing_indicator', r.multiple_pricing_indicator),
    ('lab_certification_1', 'lab_certification', r.lab_certification_1),
    ('lab_certification_2', 'lab_certification', r.lab_certification_2),
    ('lab_certification_3', 'lab_certification', r.lab_certification_3),
    ('lab_certification_4', 'lab_certification', r.lab_certification_4),
    ('lab_certification_5', 'lab_certification', r.lab_certification_5),
    ('lab_certification_6', 'lab_certification', r.lab_certification_6),
    ('lab_certification_7', 'lab_certification', r.lab_certification_7),
    ('lab_certification_8', 'lab_certification', r.lab_certification_8),
    ('coverage', 'coverage', r.coverage),
    ('asc_payment_group', 'asc_payment_group', r.asc_payment_group),
    ('mog_payment_group', 'mog_payment_group', r.mog_payment_group),
    ('mog_payment_policy', 'mog_payment_policy', r.mog_payment_policy),
    ('processing_note', 'processing_note', r.processing_note),
    ('betos', 'betos', r.betos),
    ('type_of_service_1', 'type_of_service', r.type_of_service_1),
    ('type_of_service_2', 'type_of_service', r.type_of_service_2),
    ('type_of_service_3', 'type_of_service', r.type_of_service_3),
    ('type_of_service_4', 'type_of_service', r.type_of_service_4),
    ('type_of_service_5', 'type_of_service', r.type_of_service_5),
    ('action', 'action', r.action)
) as v (field, indicator, value)
where v.value is not null;

delete from hcpcs_load.invariant;

-- Rows that are stored and would not be derived now, and the reverse. Both sides are read once.
insert into hcpcs_load.invariant (name, description, query)
select d.name, d.description, format($$
select case when x.surplus > 0 then 'stored, not derived: ' else 'derived, not stored: ' end || row(%1$s)::text
from (
  select %1$s, sum(surplus) as surplus
  from (select %1$s, 1 as surplus from %2$s union all select %1$s, -1 from %3$s) b
  group by %1$s
  having sum(surplus) <> 0
) x
cross join generate_series(1, abs(x.surplus))
$$, d.columns, d.stored, d.derived)
from (
  values
    ('derived-change', 'The changes of every release are those against the edition before it, of codes that came back against the last that lists them.',
      'release_id, code, change, field, old_value, new_value, action, effective_on, silent, after_gap', 'hcpcs.code_change',
      '(select d.* from hcpcs.release r cross join lateral hcpcs_load.derived_change(r.release_id) d) d'),
    ('derived-change-finding', 'The findings about changes are those that follow from the changes.',
      'release_id, severity, rule, code, field, observed, expected, message',
      '(select * from hcpcs.finding where rule like ''change-%'') f',
      '(select d.* from hcpcs.release r cross join lateral hcpcs_load.derived_change_finding(r.release_id) d) d'),
    ('derived-transaction-finding', 'The findings of the comparison with transaction reports are those that follow from reports and records.',
      'release_id, severity, rule, code, field, file, line, observed, expected, message',
      '(select * from hcpcs.finding where rule in (''transaction-action'', ''transaction-missing-code'', ''transaction-unlisted-code'', '
        '''transaction-change'', ''transaction-late'', ''transaction-silent'', ''transaction-date'', ''transaction-partial'')) f',
      '(select d.* from (select distinct release_id from hcpcs_load.transaction_report) r '
        'cross join lateral hcpcs_load.derived_transaction_finding(r.release_id) d) d'),
    ('derived-newest-listing', 'The newest record of each code is that of the last edition that lists it.',
      'code, record_id, absent_after', 'hcpcs_load.newest_listing', 'hcpcs_load.derived_newest_listing()'),
    ('derived-listing-stretch', 'The stretches of releases that list a record are those of their lists.', 'record_id, first_release, next_release',
      'hcpcs_load.listing_stretch', 'hcpcs_load.derived_listing_stretch()'),
    ('derived-search-document', 'What search looks at follows from the newest record of each code.',
      'code, kind, record_id, added_date, termination_date, last_listed_on, terms', 'hcpcs.search_document',
      'hcpcs_load.derived_search_document'),
    ('derived-search-word', 'The words that search knows are those of the descriptions.', 'word, lexeme, documents, trigrams',
      'hcpcs.search_word', 'hcpcs_load.derived_search_word')
) as d (name, description, columns, stored, derived);

insert into hcpcs_load.invariant (name, description, query) values
('listing-told', 'Every change of the newest listings was told.', $$
select format('%s', code)
from hcpcs_load.listing_change
$$),
('record-content-hash', 'The content hash of every record is that of its fields.', $$
select format('record %s of %s: stored %s, its fields give %s', r.record_id, r.code, r.content_hash, h.content_hash)
from hcpcs.code_record r
join hcpcs_load.record_hash h using (record_id)
where h.content_hash <> r.content_hash
$$),
('record-descriptive-hash', 'The descriptive hash of every record is that of the fields that describe the code.', $$
select format('record %s of %s: stored %s, its fields give %s', r.record_id, r.code, r.descriptive_hash, h.descriptive_hash)
from hcpcs.code_record r
join hcpcs_load.record_hash h using (record_id)
where h.descriptive_hash <> r.descriptive_hash
$$),
('record-once', 'No two records say the same.', $$
select format('records %s of %s', string_agg(r.record_id::text, ', ' order by r.record_id), min(r.code))
from hcpcs.code_record r
group by r.content_hash
having count(*) > 1
$$),
('record-held', 'Every record is held by a release.', $$
select format('record %s of %s', r.record_id, r.code)
from hcpcs.code_record r
where not exists (select from hcpcs.release_code m where m.record_id = r.record_id)
$$),
('release-content', 'Every release has its records, with a sequence number each.', $$
select format('%s.%s: %s records, %s sequence numbers', e.edition, e.revision, cardinality(c.record_ids),
  cardinality(c.sequence_numbers))
from hcpcs.release e
left join hcpcs_load.release_content c using (release_id)
where c.release_id is null
  or cardinality(c.record_ids) <> cardinality(c.sequence_numbers)
  or array_position(c.record_ids, null) is not null
  or array_position(c.sequence_numbers, null) is not null
$$),
('release-record', 'Every record of a release exists.', $$
select format('%s.%s: no record %s, position %s', e.edition, e.revision, m.record_id, m.position)
from hcpcs.release e
join hcpcs.release_code m using (release_id)
where m.record_id is not null and not exists (select from hcpcs.code_record r where r.record_id = m.record_id)
$$),
('release-code-once', 'No release holds a code twice.', $$
select format('%s.%s: %s %s times', e.edition, e.revision, r.code, count(*))
from hcpcs.release e
join hcpcs.release_code m using (release_id)
join hcpcs.code_record r using (record_id)
group by e.release_id, r.code
having count(*) > 1
$$),
('release-content-hash', 'The content hash of every release is that of its records in their order.', $$
select format('%s.%s: stored %s, its records give %s', e.edition, e.revision, e.content_hash, h.content_hash)
from hcpcs.release e
join (
  select m.release_id, encode(substring(sha256(
      string_agg(uuid_send(r.content_hash) || int4send(m.sequence), '' order by m.position)) for 16), 'hex')::uuid as content_hash
  from hcpcs.release_code m
  join hcpcs.code_record r using (record_id)
  group by m.release_id
) h using (release_id)
where h.content_hash <> e.content_hash
$$),
('release-count', 'The counts of every release are those of its contents.', $$
select format('%s.%s: %s codes, %s modifiers, %s terminated, but it holds %s, %s, %s', e.edition, e.revision, e.codes,
  e.modifiers, e.terminated, h.codes, h.modifiers, h.terminated)
from hcpcs.release e
join (
  select m.release_id, count(*) filter (where r.kind = 'procedure') as codes,
    count(*) filter (where r.kind = 'modifier') as modifiers, count(r.termination_date) as terminated
  from hcpcs.release_code m
  join hcpcs.code_record r using (record_id)
  group by m.release_id
) h using (release_id)
where (h.codes, h.modifiers, h.terminated) <> (e.codes, e.modifiers, e.terminated)
$$),
('release-rejected', 'Every release has kept as many rejected lines as it counts.', $$
select format('%s.%s: %s counted, %s kept', e.edition, e.revision, e.rejected, count(l.release_id))
from hcpcs.release e
left join hcpcs_load.rejected_line l using (release_id)
group by e.release_id
having count(l.release_id) <> e.rejected
$$),
('release-effective-on', 'Every release takes effect on the first day of its edition.', $$
select format('%s.%s: %s', edition, revision, effective_on)
from hcpcs.release
where effective_on <> (edition || '-01')::date
$$),
('release-revision', 'The revisions of an edition are numbered without a hole in the order of publication.', $$
select format('%s.%s, published on %s, is number %s', edition, revision, published_on, place)
from (
  select *, row_number() over (partition by edition
      order by published_on, corrects_release_id is not null, published_basis <> 'edition', named_revision,
        archive_sha256) as place
  from hcpcs.release
) r
where revision <> place
$$),
('release-current', 'Of the revisions of an edition the last is current, and no other.', $$
select format('%s: revision %s is current, %s is the last', edition,
  coalesce(string_agg(revision::text, ', ') filter (where is_current_revision), 'none'), max(revision))
from hcpcs.release
group by edition
having array_agg(revision) filter (where is_current_revision) is distinct from array[max(revision)]
$$),
('release-source', 'Every release has the file that it was loaded from.', $$
select format('%s.%s: no file of archive %s', e.edition, e.revision, e.archive_sha256)
from hcpcs.release e
where not exists (
  select
  from hcpcs_load.source_file f
  join hcpcs.release o using (release_id)
  where (f.release_id = e.release_id or e.corrects_release_id is not null and o.edition = e.edition)
    and f.archive_sha256 = e.archive_sha256)
$$),
('corrected-release', 'Every corrected revision follows a revision of its edition that CMS published.', $$
select format('%s.%s corrects %s.%s', e.edition, e.revision, b.edition, b.revision)
from hcpcs.release e
join hcpcs.release b on b.release_id = e.corrects_release_id
where b.edition <> e.edition or b.corrects_release_id is not null or b.revision >= e.revision
$$),
('correction-judged', 'Every correction has a verdict, and is applied only if it was accepted.', $$
select format('%s, line %s: %s', c.file, c.line, coalesce(c.verdict, 'no verdict'))
from hcpcs.correction c
where c.verdict is null
  or (c.verdict in ('applied', 'open') and (c.verdict = 'applied') <> (
    select bool_or(o.is_accepted)
    from hcpcs.correction o
    join hcpcs.release r using (release_id)
    where r.edition = (select edition from hcpcs.release b where b.release_id = c.release_id)
      and (o.file_sha256, o.line) = (c.file_sha256, c.line)))
$$),
('line-source', 'Every line that was kept or rejected is of a file of its release.', $$
select format('%s.%s: %s, line %s', e.edition, e.revision, l.file, l.line)
from (
  select release_id, file, line from hcpcs_load.source_line
  union all
  select release_id, file, line from hcpcs_load.rejected_line
) l
left join hcpcs.release e using (release_id)
where not exists (select from hcpcs_load.source_file f where f.release_id = l.release_id and f.name = l.file)
$$),
('history-record', 'Every row of the history has the code and kind of its record.', $$
select format('%s %s, known %s: record %s is of %s %s', h.kind, h.code, h.known_during, h.record_id,
  coalesce(r.kind, 'no'), coalesce(r.code, 'code'))
from hcpcs.code_history h
left join hcpcs.code_record r using (record_id)
where (h.code, h.kind) is distinct from (r.code, r.kind)
$$),
('history-overlap', 'No two rows of a code overlap in both valid and known time.', $$
select format('%s: %s, known %s, and %s, known %s', a.code, a.valid_during, a.known_during, b.valid_during, b.known_during)
from hcpcs.code_history a
join hcpcs.code_history b on b.code = a.code and a.ctid < b.ctid
where a.valid_during && b.valid_during and a.known_during && b.known_during
$$),
('history-known', 'What is known changes only on days on which a release was published.', $$
select format('%s: known %s', h.code, h.known_during)
from hcpcs.code_history h
where lower_inf(h.known_during)
  or not exists (select from hcpcs.release e where e.published_on = lower(h.known_during))
  or not upper_inf(h.known_during)
    and not exists (select from hcpcs.release e where e.published_on = upper(h.known_during))
$$),
('history-listed', 'Every code of the newest edition has a row that is known today.', $$
select format('%s, listed by %s', r.code, e.edition)
from (
  select release_id, edition from hcpcs.release where is_current_revision order by effective_on desc limit 1
) e
join hcpcs.release_code m using (release_id)
join hcpcs.code_record r using (record_id)
where not exists (select from hcpcs.code_history h where h.code = r.code and upper_inf(h.known_during))
$$),
('history-termination', 'An ended code is valid to its last day, as far as is known today.', $$
select format('%s: ended on %s, valid to %s', r.code, r.termination_date, coalesce((h.last_day - 1)::text, 'no end'))
from hcpcs_load.newest_listing n
join hcpcs.code_record r using (record_id)
left join lateral (
  select upper(x.valid_during) as last_day, x.end_reason
  from hcpcs.code_history x
  where x.code = r.code and upper_inf(x.known_during) and not isempty(x.valid_during)
  order by lower(x.valid_during) desc
  limit 1
) h on true
where r.termination_date >= coalesce(r.added_date, r.termination_date)
  and r.termination_date < '9999-12-31'
  and (h.last_day, h.end_reason) is distinct from (r.termination_date + 1, 'termination')
$$),
('history-meaning', 'The meanings of a code are numbered without a hole.', $$
select format('%s: %s meanings, the last is number %s', code, count(distinct meaning), max(meaning))
from hcpcs.code_history
group by code
having count(distinct meaning) <> max(meaning)
$$),
('change-code', 'Every change is of a release and of a code that exist.', $$
select format('change %s: %s in release %s', c.code_change_id, c.code, c.release_id)
from hcpcs.code_change c
where not exists (select from hcpcs.release e where e.release_id = c.release_id)
  or not exists (select from hcpcs.code_record r where r.code = c.code)
$$),
('change-field', 'Every field that changed is a column of a record.', $$
select format('change %s of %s: %s', c.code_change_id, c.code, c.field)
from hcpcs.code_change c
where c.field is not null
  and not exists (
    select
    from pg_catalog.pg_attribute a
    where a.attrelid = 'hcpcs.code_record'::regclass and a.attnum > 0 and not a.attisdropped and a.attname = c.field)
$$),
('finding-release', 'Every finding is of a release that exists.', $$
select format('%s of %s in release %s', f.rule, coalesce(f.code, 'no code'), f.release_id)
from (
  select release_id, rule, code from hcpcs.finding
  union all
  select release_id, rule, code from hcpcs_load.explained_finding
) f
where not exists (select from hcpcs.release e where e.release_id = f.release_id)
$$),
('finding-code', 'Every finding about a record, its fields or its changes is about a code that exists.', $$
select format('%s: finding %s, %s of %s', e.edition, f.finding_id, f.rule, f.code)
from hcpcs.finding f
join hcpcs.release e using (release_id)
where f.rule ~ '^(field|indicator|change)-' and not exists (select from hcpcs.code_record r where r.code = f.code)
$$),
('value-known', 'Every value of an indicator in a record has a row in its lookup table.', $$
select format('record %s of %s: %s %s', v.record_id, v.code, v.field, v.value)
from hcpcs_load.coded_value v
left join hcpcs_load.lookup_value l on l.indicator = v.indicator and l.code = v.value
where l.code is null
$$),
('value-used', 'Every value that no document explains stands in a record.', $$
select format('%s %s', l.indicator, l.code)
from hcpcs_load.lookup_value l
where not l.documented
  and not exists (select from hcpcs_load.coded_value v where v.indicator = l.indicator and v.value = l.code)
$$),
('value-wording', 'A lookup table shows of each value the newest wording, and calls no other value documented.', $$
select format('%s %s: %s, its newest wording is of %s', l.indicator, l.code,
  case when l.documented then 'documented by ' || l.source else 'not documented' end, coalesce(w.source, 'none'))
from hcpcs_load.lookup_value l
full join (
  select distinct on (indicator, code) indicator, code, description, source
  from hcpcs.indicator_wording
  order by indicator, code, stated_on desc
) w using (indicator, code)
where l.indicator is distinct from 'processing_note'
  and (coalesce(l.documented, false), case when l.documented then l.description end, case when l.documented then l.source end)
    is distinct from (w.code is not null, w.description, w.source)
$$),
('wording-stated', 'Every wording comes with the program, or a record layout of a release states it.', $$
select format('%s %s of %s: %s', w.indicator, w.code, w.stated_on, w.description)
from hcpcs.indicator_wording w
left join hcpcs_load.stated_wording s
  on (s.indicator, s.code, s.stated_on, s.source, s.description)
    = (w.indicator, w.code, w.stated_on, w.source, w.description)
where not w.built_in and s.release_id is null
union
select format('%s %s of %s, stated by %s, is missing', s.indicator, s.code, s.stated_on, s.source)
from hcpcs_load.stated_wording s
left join hcpcs.indicator_wording w using (indicator, code, stated_on)
where w.code is null
$$),
('note-stated', 'Every processing note is that of the newest file that has it.', $$
select format('%s: of %s, the newest is of %s', code, coalesce(n.source, 'none'), coalesce(s.source, 'none'))
from (select code, text, source, stated_on from hcpcs.processing_note where documented) n
full join (
  select distinct on (x.code) x.code, x.text, x.source, e.published_on as stated_on
  from hcpcs_load.stated_note x
  join hcpcs.release e using (release_id)
  order by x.code, e.published_on desc, x.source desc, x.text desc
) s using (code)
where (n.text, n.source, n.stated_on) is distinct from (s.text, s.source, s.stated_on)
$$),
('value-finding', 'A value that no document explains is a finding in every release that has it.', $$
with undocumented as materialized (
  select v.record_id, v.indicator, v.value
  from hcpcs_load.coded_value v
  join hcpcs_load.lookup_value l on l.indicator = v.indicator and l.code = v.value
  where not l.documented
)
select format('%s.%s: %s %s', e.edition, e.revision, u.indicator, u.value)
from undocumented u
join hcpcs.release_code m using (record_id)
join hcpcs.release e using (release_id)
group by e.release_id, u.indicator, u.value
having not exists (
  select
  from hcpcs.finding f
  where f.release_id in (e.release_id, e.corrects_release_id) and f.rule = 'indicator-undocumented' and f.observed = u.value
    and regexp_replace(f.field, '_[1-9]$', '') = u.indicator)
$$),
('value-explained', 'No finding calls a value undocumented that is explained, and none is held back about one that is not.', $$
select format('%s: %s %s of %s', e.edition, f.field, f.observed, f.code)
from (
  select release_id, code, rule, field, observed, true as stands from hcpcs.finding
  union all
  select release_id, code, rule, field, observed, false from hcpcs_load.explained_finding
) f
left join hcpcs.release e using (release_id)
where f.rule = 'indicator-undocumented'
  and f.stands = exists (
    select
    from hcpcs_load.lookup_value l
    where l.indicator = regexp_replace(f.field, '_[1-9]$', '') and l.code = f.observed and l.documented)
$$),
('statute-used', 'Every spelling of a statute stands in a record, and every statute of a record has a row.', $$
select format('%s: %s', coalesce(s.statute, r.statute), case when r.statute is null then 'in no record' else 'without a row' end)
from hcpcs.statute_reference s
full join (select distinct statute from hcpcs.code_record where statute is not null) r using (statute)
where s.statute is null or r.statute is null
$$),
('unit-reading-used', 'Every reading of a unit belongs to a record, and every reading that a record names has a row.', $$
select format('reading %s: %s', coalesce(u.reading_id, r.reading_id), case when u.reading_id is null then 'without a row' else 'of no record' end)
from hcpcs.unit_reading u
full join (select distinct unit_reading as reading_id from hcpcs.code_record where unit_reading is not null) r using (reading_id)
where u.reading_id is null or r.reading_id is null
$$),
('reference-count', 'Every reference table has the rows that its load counted, and those that it rejected.', $$
select format('%s %s.%s: %s rows of %s, %s rejected of %s', r.kind, r.edition, r.revision, n.loaded, r.rows_loaded, n.rejected,
  r.rows_rejected)
from hcpcs.reference_release r
cross join lateral (
  select
    (select count(*) from hcpcs.ndc_crosswalk x where x.reference_id = r.reference_id and starts_with(r.kind, 'ndc-'))
      + (select count(*) from hcpcs.payment_limit_line p where p.reference_id = r.reference_id and r.kind = 'payment-limit')
      + (select count(*) from hcpcs.rbcs b where b.reference_id = r.reference_id and r.kind = 'rbcs') as loaded,
    (select count(*) from hcpcs.reference_rejected j where j.reference_id = r.reference_id) as rejected) n
where n.loaded <> r.rows_loaded or n.rejected <> r.rows_rejected
$$),
('reference-revision', 'The revisions of a reference table count from 1 in the order of their posting, those of CMS behind all others.', $$
select format('%s %s.%s, posted %s: it is revision %s', kind, edition, revision, published_on, place)
from (
  select kind, edition, revision, published_on, row_number() over (
      partition by kind, edition
      order by array_position(array['none', 'name', 'title'], cms_mark), published_on, reference_id) as place
  from hcpcs.reference_release) r
where revision <> place
$$),
('reference-ndc', 'The eleven digits of every NDC are those of the product number that was published.', $$
select format('%s %s.%s line %s: %s of %s', r.kind, r.edition, r.revision, x.line, coalesce(x.ndc, 'nothing'), x.product_number)
from hcpcs.ndc_crosswalk x
join hcpcs.reference_release r using (reference_id)
where x.ndc is distinct from hcpcs.ndc11(x.product_number)
$$),
('reference-gtin', 'The fourteen digits of every GTIN are those of the product number that was published.', $$
select format('%s %s.%s line %s: %s of %s', r.kind, r.edition, r.revision, x.line, coalesce(x.gtin, 'nothing'), x.product_number)
from hcpcs.ndc_crosswalk x
join hcpcs.reference_release r using (reference_id)
where x.gtin is distinct from hcpcs.gtin14(x.product_number)
$$),
('run-ended', 'No run is open except that of a session that loads now.', $$
select format('run %s, started %s: %s', run_id, started_at, command)
from hcpcs_load.run
where ended_at is null
  and not (
    run_id = (select max(run_id) from hcpcs_load.run)
    and exists (select from hcpcs_load.run_holder))
$$),
('run-outcome', 'Every run that ended has an outcome, and an error if it failed or was refused.', $$
select format('run %s: outcome %s, error %s', run_id, coalesce(outcome, 'none'), coalesce(error, 'none'))
from hcpcs_load.run
where (ended_at is null) <> (outcome is null)
  or coalesce(outcome in ('failed', 'refused'), false) <> (error is not null)
  or ended_at < started_at
$$),
('stage-count', 'Each stage of a run took in what the one before gave on.', $$
select format('run %s, %s: %s gave %s, %s took %s', run_id, edition, f.gives, a.written, f.takes, b.read)
from hcpcs_load.stage_run a
join (values ('parse', 'check'), ('parse', 'stage'), ('stage', 'publish')) as f (gives, takes) on f.gives = a.stage
join hcpcs_load.stage_run b using (run_id, edition, archive_sha256)
where b.stage = f.takes and b.milliseconds is not null and b.error_code is null and a.written <> b.read
$$),
('constraint', 'The foreign keys, and the triggers that refuse unknown values and overlapping rows, are there and in force.', $$
select format('%s on %s: %s', x.name, x.on_table,
  case when k.oid is null then 'missing' when not k.convalidated then 'not validated' else 'not in force' end)
from (
  values
    ('hcpcs.code_change', 'code_change_release_id_fkey'),
    ('hcpcs.correction', 'correction_release_id_fkey'),
    ('hcpcs.finding', 'finding_release_id_fkey'),
    ('hcpcs.ndc_crosswalk', 'ndc_crosswalk_reference_id_fkey'),
    ('hcpcs.not_otherwise_classified', 'not_otherwise_classified_release_id_fkey'),
    ('hcpcs.payment_limit_line', 'payment_limit_line_reference_id_fkey'),
    ('hcpcs.rbcs', 'rbcs_reference_id_fkey'),
    ('hcpcs.reference_rejected', 'reference_rejected_reference_id_fkey'),
    ('hcpcs.reference_unread', 'reference_unread_reference_id_fkey'),
    ('hcpcs.release', 'release_corrects_release_id_fkey'),
    ('hcpcs.unit_reading', 'unit_reading_unit_fkey'),
    ('hcpcs_load.explained_finding', 'explained_finding_release_id_fkey'),
    ('hcpcs_load.gate_acceptance', 'gate_acceptance_release_id_fkey'),
    ('hcpcs_load.gate_refusal', 'gate_refusal_edition_fkey'),
    ('hcpcs_load.rejected_line', 'rejected_line_release_id_fkey'),
    ('hcpcs_load.release_content', 'release_content_release_id_fkey'),
    ('hcpcs_load.source_file', 'source_file_release_id_fkey'),
    ('hcpcs_load.source_line', 'source_line_release_id_fkey'),
    ('hcpcs_load.stage_run', 'stage_run_run_id_fkey'),
    ('hcpcs_load.staged_finding', 'staged_finding_edition_fkey'),
    ('hcpcs_load.staged_record', 'staged_record_edition_fkey'),
    ('hcpcs_load.stated_note', 'stated_note_release_id_fkey'),
    ('hcpcs_load.stated_wording', 'stated_wording_release_id_fkey'),
    ('hcpcs_load.transaction_report', 'transaction_report_release_id_fkey')
) as x (on_table, name)
left join pg_catalog.pg_constraint k on k.conrelid = to_regclass(x.on_table) and k.conname = x.name
where k.oid is null
  or not k.convalidated
  or exists (select from pg_catalog.pg_trigger t where t.tgconstraint = k.oid and t.tgenabled = 'D')
union all
select format('%s on %s: %s', x.name, x.on_table, case when t.oid is null then 'missing' else 'not in force' end)
from (
  values
    ('hcpcs.code_history', 'code_history_overlap_insert'),
    ('hcpcs.code_history', 'code_history_overlap_update'),
    ('hcpcs.code_record', 'code_record_value_insert'),
    ('hcpcs.code_record', 'code_record_value_update')
) as x (on_table, name)
left join pg_catalog.pg_trigger t on t.tgrelid = to_regclass(x.on_table) and t.tgname = x.name
where t.oid is null or t.tgenabled = 'D'
$$);
