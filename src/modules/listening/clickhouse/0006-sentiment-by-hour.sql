-- Sentiment over time is asked for most: its sums hold nothing besides, which makes them a fifth as many.
alter table rapport.mentions add projection if not exists by_hour_and_feeling (
  select topic, toStartOfHour(at, 'UTC'), repost, sentiment, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, sentiment
)
---
alter table rapport.mentions materialize projection by_hour_and_feeling
---
alter table rapport.mentions drop projection if exists by_hour_and_sentiment
