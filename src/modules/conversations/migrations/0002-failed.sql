-- Answers that somebody has to look after.
create index messages_failed on conversations.messages (conversation) where state in ('failed', 'unknown');
