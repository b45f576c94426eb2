-- What messages are taken for, what the agent corrected, and who is to be answered first.

CREATE TABLE triage (
    message_id INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE, -- inbound
    kind       TEXT    NOT NULL,             -- complaint, question, praise, spam; other mostly has no row
    probability INTEGER NOT NULL,            -- of the kind, in ten-thousandths
    because    TEXT    NOT NULL DEFAULT '',  -- the words of the message that spoke for it, a line each
    here_now   INTEGER NOT NULL DEFAULT 0    -- "I'm in your shop now"
) STRICT;

-- The log that triage learns from, in the order of ids. The text stays with the message, so that what is erased is unlearnt.
CREATE TABLE triage_correction (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL UNIQUE REFERENCES message(id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,             -- also other
    decided_at INTEGER NOT NULL
) STRICT;

-- Messages to be looked at again: edited, or told by what was learnt since. New ones are those above the setting triage_until.
CREATE TABLE triage_wanted (
    message_id INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE
) STRICT;

ALTER TABLE conversation ADD COLUMN triage_message_id INTEGER NOT NULL DEFAULT 0; -- that it is taken for; 0 = other
ALTER TABLE conversation ADD COLUMN urgency_percent INTEGER NOT NULL DEFAULT 100; -- how much faster the clock of its target runs
ALTER TABLE conversation ADD COLUMN urgent_at INTEGER NOT NULL DEFAULT 0;         -- model::urgentAt(); 0 = never, or nobody waits
UPDATE conversation SET urgent_at = due_at;
CREATE INDEX conversation_urgent ON conversation (iif(urgent_at = 0, 9223372036854775807, urgent_at), id)
    WHERE listed = 1 AND state = 'needs_reply';
