-- Replies in an order of the agent's own, and those that are not sent behind a customer's back; why an account is in trouble.

ALTER TABLE outbox ADD COLUMN place INTEGER NOT NULL DEFAULT 0;      -- in its conversation: the smaller goes first
ALTER TABLE outbox ADD COLUMN asks_first INTEGER NOT NULL DEFAULT 0; -- 1: once the customer has written again it waits for the agent
UPDATE outbox SET place = id;
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (conversation_id, place) WHERE state NOT IN ('sent', 'discarded');

ALTER TABLE account ADD COLUMN problem_kind TEXT NOT NULL DEFAULT ''; -- base::ErrorKind by its name; '' = no trouble
