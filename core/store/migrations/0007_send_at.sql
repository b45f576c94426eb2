-- The agent's own wish, "at opening": unlike not_before it outlives attempts, and it holds up no other reply.

ALTER TABLE outbox ADD COLUMN send_at INTEGER NOT NULL DEFAULT 0;
