-- One lookup table per indicator, each with the same columns. A value that no document explains has a row too
-- (documented = false), so that every record can refer to it.
create table hcpcs.indicator_wording (
  indicator text not null,
  code text not null,
  stated_on date not null,
  description text not null,
  heading text,
  valid_from date,
  valid_to date,
  source text not null,
  built_in boolean not null default false,
  primary key (indicator, code, stated_on)
);

create table hcpcs.pricing_indicator (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.multiple_pricing_indicator (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.coverage (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.betos (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.type_of_service (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.action (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.lab_certification (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.asc_payment_group (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.mog_payment_group (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.mog_payment_policy (
  code text primary key,
  description text,
  heading text,
  valid_from date,
  valid_to date,
  documented boolean not null,
  source text not null,
  check (valid_from < valid_to),
  check (description is not null or not documented)
);

create table hcpcs.processing_note (
  code text primary key,
  text text,
  deleted_on date,
  documented boolean not null,
  source text not null,
  stated_on date not null,
  check (text is not null or not documented)
);

create table hcpcs.statute_reference (
  statute text primary key,
  reference text
);

create table hcpcs.section (
  letter text primary key check (letter ~ '^[A-Z]$'),
  title text not null
);

insert into hcpcs.section (letter, title) values
  ('A', 'Transportation services, medical and surgical supplies, administrative and miscellaneous'),
  ('B', 'Enteral and parenteral therapy'),
  ('C', 'Temporary codes for the hospital outpatient prospective payment system'),
  ('D', 'Dental procedures (Current Dental Terminology, not in the public file)'),
  ('E', 'Durable medical equipment'),
  ('G', 'Temporary procedures and professional services'),
  ('H', 'Alcohol and drug abuse treatment and behavioral health services'),
  ('J', 'Drugs administered other than by oral method, chemotherapy drugs'),
  ('K', 'Temporary codes for durable medical equipment regional carriers'),
  ('L', 'Orthotic and prosthetic procedures and devices'),
  ('M', 'Medical services and quality measures'),
  ('P', 'Pathology and laboratory services'),
  ('Q', 'Temporary miscellaneous services'),
  ('R', 'Diagnostic radiology services'),
  ('S', 'Temporary national codes of private payers (not valid for Medicare)'),
  ('T', 'National codes of state Medicaid agencies (not valid for Medicare)'),
  ('U', 'Coronavirus diagnostic panels and laboratory tests'),
  ('V', 'Vision, hearing and speech-language pathology services');
