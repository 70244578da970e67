-- What the loop remembers to gather posts into cascades; bounded, and as true as its place in the stream.

-- Texts said for the first time: the newest tens of thousands, in the order in which they were heard.
create table listening.cascade_texts (
  seq bigint primary key,
  id uuid not null,
  cascade uuid not null,
  at timestamptz not null,
  -- Hashes of neighbouring words, four bytes each, rising.
  pairs bytea not null
);
create index cascade_texts_id on listening.cascade_texts (id);

-- Posts that belong to another's cascade; who is not here belongs to the one of its own id.
create table listening.cascade_places (
  id uuid primary key,
  cascade uuid not null,
  at timestamptz not null
);
create index cascade_places_cascade on listening.cascade_places (cascade);
create index cascade_places_at on listening.cascade_places (at);
