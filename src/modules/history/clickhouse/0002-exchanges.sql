create table if not exists rapport.exchanges (
  identity UUID,
  -- The identity at the other end.
  other UUID,
  -- 1: `identity` spoke to `other`; 0: `other` spoke to `identity`.
  spoke UInt8,
  at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  id UUID,
  batch UInt64 codec(Delta, ZSTD(1)),
  channel LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  index batch_range batch type minmax granularity 1,
  index id_filter id type bloom_filter(0.01) granularity 4
) engine = MergeTree
order by (identity, at, id)
