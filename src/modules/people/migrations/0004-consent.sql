-- What a company may use people's addresses for. Its own list; the rows below are where everybody starts.
create table people.purposes (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- By language: {"en": …, "nl": …}.
  name jsonb not null,
  about jsonb not null default '{}',
  basis text not null check (basis in ('consent', 'legitimate-interest', 'contract', 'legal-duty')),
  -- Channels that it is offered on.
  channels text[] not null,
  -- A consent older than this no longer counts; null: it stands until it is withdrawn.
  valid_months integer check (valid_months between 1 and 240),
  position integer not null default 0,
  retired_at timestamptz
);
insert into people.purposes (id, name, about, basis, channels, position) values
  ('service', '{"en": "Service", "nl": "Service"}', '{"en": "Answers about what you bought or asked.", "nl": "Antwoorden over wat u kocht of vroeg."}', 'contract', '{mail,phone,sms,chat,social}', 0),
  ('news', '{"en": "News", "nl": "Nieuws"}', '{"en": "What is new with us, a few times a month.", "nl": "Wat er nieuw is bij ons, een paar keer per maand."}', 'consent', '{mail,sms,social}', 1),
  ('offers', '{"en": "Offers for you", "nl": "Aanbiedingen voor u"}', '{"en": "Offers that fit what you did and bought.", "nl": "Aanbiedingen die passen bij wat u deed en kocht."}', 'consent', '{mail,phone,sms,social,post}', 2),
  ('research', '{"en": "Your opinion", "nl": "Uw mening"}', '{"en": "Short questions about how we do.", "nl": "Korte vragen over hoe wij het doen."}', 'consent', '{mail,phone,sms,social}', 3),
  ('testimonial', '{"en": "Showing your words", "nl": "Uw woorden tonen"}', '{"en": "Showing what you wrote about us, with your name.", "nl": "Tonen wat u over ons schreef, met uw naam."}', 'consent', '{any}', 4);

-- The words with which people were asked, kept for as long as an entry points at them.
create table people.wordings (
  id uuid primary key,
  purpose text not null references people.purposes (id),
  language text not null check (language in ('en', 'nl')),
  words text not null,
  since timestamptz not null default now(),
  retired_at timestamptz
);
create index wordings_purpose on people.wordings (purpose, language, since desc);

-- Every yes and every no, as it was given. Nothing here is ever changed.
create table people.consents (
  id uuid primary key,
  identity uuid not null,
  -- `*`: everything.
  purpose text not null,
  -- `*`: all channels.
  channel text not null,
  act text not null check (act in ('granted', 'withdrawn')),
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  -- What the person read, word for word.
  wording text,
  -- How it came to us: by-hand, form, preferences, one-click, import, api, reply.
  source text not null,
  -- What shows it: an address of a form, a number of a letter, a message.
  proof text,
  -- Who entered it, for what did not come from the person.
  entered_by text,
  -- The import that brought it.
  origin text
);
create index consents_identity on people.consents (identity, at desc, id desc);
create index consents_origin on people.consents (origin) where origin is not null;

create function people.consents_stand() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('rapport.may_erase', true), '') <> 'yes' then
    raise exception 'Entries of consent are never changed or removed, except by an erasure. Append a new one.';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger consents_stand before update or delete on people.consents for each row execute function people.consents_stand();

-- Addresses that are not to be written to, or not even recorded, as keyed hashes: they outlive the address itself.
create table people.suppressions (
  hash bytea not null,
  -- `*`: everything.
  purpose text not null default '*',
  -- Whether anything may be recorded of this address at all.
  record boolean not null default true,
  reason text not null check (reason in ('asked', 'erased', 'complaint', 'bounced', 'by-hand')),
  at timestamptz not null default now(),
  entered_by text,
  primary key (hash, purpose)
);
create index suppressions_unrecorded on people.suppressions (hash) where not record;

-- What people ask for on their preference page; a member confirms.
create table people.requests (
  id uuid primary key,
  identity uuid not null,
  kind text not null check (kind in ('copy', 'erasure')),
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'declined')),
  language text not null default 'en',
  -- An erasure with the wish never to be recorded again.
  never_again boolean not null default false,
  at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by text,
  because text
);
create index requests_waiting on people.requests (at) where state = 'waiting';
create index requests_identity on people.requests (identity);
create unique index requests_once on people.requests (identity, kind) where state = 'waiting';

-- Erasures: what was ordered and how far it came. What it is about is dropped when it is done.
create table people.erasures (
  id uuid primary key,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  -- [{id, channel, externalId, handle, name}]; empty as soon as all rows are gone.
  subjects jsonb not null,
  request uuid,
  never_again boolean not null default false,
  ordered_by text not null,
  because text not null,
  at timestamptz not null default now(),
  finished_at timestamptz,
  -- Steps that are done, with how much each removed.
  steps jsonb not null default '{}',
  trouble text,
  -- Where bytes may stay for a while, in words.
  remains text[] not null default '{}',
  attempts integer not null default 0
);
create index erasures_open on people.erasures (at) where state <> 'done';

-- How long what is kept.
create table people.retention (
  kind text primary key,
  months integer not null check (months between 1 and 600),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  last_run_at timestamptz,
  last_removed bigint not null default 0
);
