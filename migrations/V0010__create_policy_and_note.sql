-- What users of a site say about codes themselves: policies of payers, and notes. No release gives or takes them.
create table hcpcs.policy (
  code text not null check (code ~ '^([A-Z0-9]{5}|[A-Z0-9]{2})$'),
  source text not null check (source <> ''),
  identifier text not null check (identifier <> ''),
  title text,
  url text check (url ~ '^https?://'),
  effective date,
  primary key (code, source, identifier)
);

create index policy_source_idx on hcpcs.policy (source);

create table hcpcs.code_note (
  code text not null check (code ~ '^([A-Z0-9]{5}|[A-Z0-9]{2})$'),
  section text not null check (section <> ''),
  body text not null check (body <> ''),
  source text not null check (source <> ''),
  noted_on date,
  file text not null,
  position integer not null check (position > 0),
  primary key (file, code, section)
);

create index code_note_code_idx on hcpcs.code_note (code);

-- What became of the paper manuals that records refer to. Only what a published document says.
create table hcpcs.manual_section (
  manual text not null check (manual in ('coverage issues manual', 'carriers manual')),
  section text not null,
  position integer not null default 1 check (position > 0),
  title text,
  publication text,
  successor_section text,
  successor_title text,
  url text check (url ~ '^https://'),
  source text not null,
  primary key (manual, section, position),
  check ((publication is null) = (successor_section is null)),
  check (title is not null or successor_section is not null)
);

insert into hcpcs.manual_section (manual, section, title, source)
select 'coverage issues manual', v.section, v.title,
  'Coverage Issues Manual, table of contents of sections 60 and 65 (revision 116, April 1999)'
from (
  values
    ('60-3', 'White cane for use by a blind person'),
    ('60-4', 'Home use of oxygen'),
    ('60-5', 'Power-operated vehicles that may be used as wheelchairs'),
    ('60-6', 'Specially sized wheelchairs'),
    ('60-7', 'Self-contained pacemaker monitors'),
    ('60-8', 'Seat lift'),
    ('60-9', 'Durable medical equipment reference list'),
    ('60-11', 'Home blood glucose monitors'),
    ('60-14', 'Infusion pumps'),
    ('60-15', 'Safety roller'),
    ('60-16', 'Pneumatic compression devices (used for lymphedema)'),
    ('60-17', 'Continuous positive airway pressure (CPAP)'),
    ('60-18', 'Hospital beds'),
    ('60-19', 'Air-fluidized bed'),
    ('60-20', 'Transcutaneous electrical nerve stimulators (TENS)'),
    ('60-21', 'Intrapulmonary percussive ventilator (IPV)'),
    ('60-22', 'Vagus nerve stimulation for treatment of seizures'),
    ('65-1', 'Hydrophilic contact lenses'),
    ('65-2', 'Electrical continence aid'),
    ('65-3', 'Scleral shell'),
    ('65-4', 'Carotid sinus nerve stimulator'),
    ('65-5', 'Electronic speech aids'),
    ('65-6', 'Cardiac pacemakers'),
    ('65-7', 'Intraocular lenses (IOLs)'),
    ('65-8', 'Electrical nerve stimulators'),
    ('65-9', 'Incontinence control devices'),
    ('65-10', 'Enteral and parenteral nutritional therapy covered as prosthetic device'),
    ('65-11', 'Bladder stimulators (pacemakers)'),
    ('65-13', 'Phrenic nerve stimulator'),
    ('65-14', 'Cochlear implantation'),
    ('65-15', 'Artificial hearts and related devices'),
    ('65-16', 'Tracheostomy speaking valve'),
    ('65-17', 'Urinary drainage bags')
) v (section, title);

-- CMS's crosswalk gives 65-16 for artificial hearts, which the manual itself has under 65-15: left out.
insert into hcpcs.manual_section (manual, section, position, title, publication, successor_section, successor_title, url, source)
select 'coverage issues manual', v.section, v.position, t.title, '100-03', v.successor_section, v.successor_title,
  'https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/downloads/ncd103c1_part1.pdf',
  'CMS, Medicare National Coverage Determinations Manual, Crosswalk to CIM Sections'
from (
  values
    ('35-44', 1, '10.1', 'Use of visual tests prior to and general anesthesia during cataract surgery'),
    ('45-19', 1, '10.2', 'Transcutaneous electrical nerve stimulation (TENS) for acute post-operative pain'),
    ('35-21', 1, '10.3', 'Inpatient hospital pain rehabilitation programs'),
    ('35-21.1', 1, '10.4', 'Outpatient hospital pain rehabilitation programs'),
    ('45-11', 1, '10.5', 'Autogenous epidural blood graft'),
    ('35-79', 1, '10.6', 'Anesthesia in cardiac pacemaker surgery'),
    ('35-79', 2, '20.8.3', 'Anesthesia in cardiac pacemaker surgery'),
    ('35-37', 1, '20.1', 'Vertebral artery surgery'),
    ('35-37', 2, '20.2', 'Extracranial-intracranial (EC-IC) arterial bypass surgery'),
    ('35-58', 1, '20.3', 'Thoracic duct drainage (TDD) in renal transplants'),
    ('35-85', 1, '20.4', 'Implantation of automatic defibrillators'),
    ('35-90', 1, '20.5', 'Extracorporeal immunoadsorption (ECI) using protein A columns'),
    ('35-94', 1, '20.6', 'Transmyocardial revascularization (TMR)'),
    ('50-32', 1, '20.7', 'Percutaneous transluminal angioplasty (PTA)'),
    ('65-6', 1, '20.8', 'Cardiac pacemakers'),
    ('50-1', 1, '20.8.1', 'Cardiac pacemaker evaluation services'),
    ('50-1', 2, '20.8.1.1', 'Transtelephonic monitoring of cardiac pacemakers'),
    ('60-7', 1, '20.8.2', 'Self-contained pacemaker monitors'),
    ('35-25', 1, '20.10', 'Cardiac rehabilitation programs')
) v (section, position, successor_section, successor_title)
left join hcpcs.manual_section t on t.manual = 'coverage issues manual' and t.section = v.section
on conflict (manual, section, position) do update
set publication = excluded.publication, successor_section = excluded.successor_section,
  successor_title = excluded.successor_title, url = excluded.url, source = excluded.source;
