create table if not exists rapport.mentions (
  -- The edition of a topic, see listening.topics.
  topic UInt32,
  at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  id UUID,
  batch UInt64 codec(Delta, ZSTD(1)),
  identity UUID,
  channel LowCardinality(String),
  kind LowCardinality(String),
  language LowCardinality(String),
  followers UInt32,
  engagement UInt32,
  repost Bool,
  index batch_range batch type minmax granularity 1
) engine = MergeTree
order by (topic, at, id)
