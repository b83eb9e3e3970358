-- The sample that comes with the program is no publication of CMS's, and its releases do not stand beside those of CMS. It tells by a mark
-- in its files; of what was loaded before, only the bytes and the content of the two zips are known.
alter table hcpcs.release add column is_sample boolean not null default false;

update hcpcs.release
set is_sample = true
where archive_sha256 in (
    'a95cf014edaa3ed6108b1c751d391c1c4c40d2537f15106e657362f08f4febab',
    'e8c3572a2ddde2d2c08b8e2f1f3a8c5655754a928e960149b8ae908a6d48aec9')
  or content_hash in ('e09da414-4513-c0ca-93bc-2ca65b818ab0', '662b33b9-1a49-ebc2-51ab-e17e973d42e5');

update hcpcs.release c
set is_sample = true
from hcpcs.release r
where r.release_id = c.corrects_release_id and r.is_sample;
