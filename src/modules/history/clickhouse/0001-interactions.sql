create table if not exists rapport.interactions (
  at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  id UUID,
  taken_in_at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  -- Place in the stream: tells what an interrupted attempt left behind.
  batch UInt64 codec(Delta, ZSTD(1)),
  channel LowCardinality(String),
  external_id String codec(ZSTD(1)),
  kind LowCardinality(String),
  direction LowCardinality(String),
  identity UUID,
  text String codec(ZSTD(1)),
  title String codec(ZSTD(1)),
  url String codec(ZSTD(1)),
  language LowCardinality(String),
  country LowCardinality(String),
  site LowCardinality(String),
  followers UInt32,
  likes UInt32,
  reposts UInt32,
  replies UInt32,
  quotes UInt32,
  views UInt32,
  origin LowCardinality(String),
  -- JSON: author as shown then, facets, media, relations, declared languages, extra.
  details String codec(ZSTD(3)),
  index batch_range batch type minmax granularity 1,
  index id_filter id type bloom_filter(0.01) granularity 4
) engine = MergeTree
partition by toYear(at)
order by (at, id)
---
create table if not exists rapport.interactions_by_identity (
  identity UUID,
  at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  id UUID,
  batch UInt64 codec(Delta, ZSTD(1)),
  channel LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  index batch_range batch type minmax granularity 1
) engine = MergeTree
order by (identity, at, id)
---
create table if not exists rapport.revisions (
  id UUID,
  taken_in_at DateTime64(3, 'UTC'),
  batch UInt64,
  text String codec(ZSTD(1)),
  title String codec(ZSTD(1)),
  details String codec(ZSTD(3))
) engine = ReplacingMergeTree
order by (id, batch)
