-- What each mention is about: words, phrases, tags, emoji, links, people, each with a letter for its kind.
-- With the mention itself, so that every filter holds for it and nothing is left where a mention is erased.
alter table rapport.mentions add column if not exists terms Array(String) codec(ZSTD(3))
