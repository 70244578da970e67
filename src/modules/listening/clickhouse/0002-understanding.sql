-- What each mention says, as understood when it was taken in, or corrected since. Empty: not understood yet.
alter table rapport.mentions
  add column if not exists sentiment LowCardinality(String) default '',
  -- How likely the sentiment is, from 0 to 1.
  add column if not exists sentiment_probability Float32 default 0,
  add column if not exists emotion LowCardinality(String) default '',
  add column if not exists intent LowCardinality(String) default '',
  add column if not exists urgency LowCardinality(String) default ''
---
alter table rapport.mentions add projection if not exists by_hour_and_sentiment (
  select topic, toStartOfHour(at, 'UTC'), repost, sentiment, emotion, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, sentiment, emotion
)
---
alter table rapport.mentions add projection if not exists by_hour_and_intent (
  select topic, toStartOfHour(at, 'UTC'), repost, intent, urgency, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, intent, urgency
)
---
alter table rapport.mentions materialize projection by_hour_and_sentiment
---
alter table rapport.mentions materialize projection by_hour_and_intent
---
-- Labels on their way into the mentions: filled, joined in by one update, emptied.
create table if not exists rapport.relabelling (
  -- The last eight bytes of the id, as a table of this kind takes no UUID for a key.
  key UInt64,
  sentiment String,
  sentiment_probability Float32,
  emotion String,
  intent String,
  urgency String
) engine = Join(any, left, key)
