-- What the owner decides about a conversation without replying, so that each decision can be taken back exactly.

ALTER TABLE conversation ADD COLUMN snoozed_until INTEGER NOT NULL DEFAULT 0; -- with state snoozed: when it comes back
ALTER TABLE conversation ADD COLUMN done_at INTEGER NOT NULL DEFAULT 0;       -- when it was set to done the last time
CREATE INDEX conversation_snoozed ON conversation (snoozed_until) WHERE snoozed_until > 0;

-- Turns that ended without a reply. Kept at the message and not at the turn: turns are computed anew.
CREATE TABLE turn_closing (
    message_id INTEGER PRIMARY KEY REFERENCES message(id), -- inbound; the last of its turn when that was closed
    outcome    TEXT    NOT NULL,                           -- no_reply_needed, missed
    closed_at  INTEGER NOT NULL                            -- when the owner decided
) STRICT;
