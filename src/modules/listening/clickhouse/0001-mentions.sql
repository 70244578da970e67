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
  index batch_range batch type minmax granularity 1,
  -- Figures over long periods read sums by the hour; ClickHouse keeps them true with every insert and delete.
  projection by_hour (
    select topic, toStartOfHour(at, 'UTC'), repost, count(), sum(followers), sum(engagement)
    group by topic, toStartOfHour(at, 'UTC'), repost
  ),
  projection by_hour_and_kind (
    select topic, toStartOfHour(at, 'UTC'), repost, channel, language, kind, count(), sum(followers), sum(engagement)
    group by topic, toStartOfHour(at, 'UTC'), repost, channel, language, kind
  )
) engine = MergeTree
order by (topic, at, id)
settings lightweight_mutation_projection_mode = 'rebuild'
