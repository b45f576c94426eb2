-- Posts of people who talk about the shop without mentioning it, found by an account's search.

ALTER TABLE message ADD COLUMN taken_up INTEGER NOT NULL DEFAULT 0; -- 1: found by a search and answered by us: it tops a conversation

-- Shown while its message is in no listed conversation.
CREATE TABLE stream_hit (
    message_id INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE, -- inbound, public
    account_id INTEGER NOT NULL REFERENCES account(id),
    found_by   TEXT    NOT NULL,             -- the search, in the owner's words
    at         INTEGER NOT NULL,             -- the message's own time
    dismissed  INTEGER NOT NULL DEFAULT 0    -- 1: "not for us", by the owner
) STRICT;
CREATE INDEX stream_hit_open ON stream_hit (at, message_id) WHERE dismissed = 0;
CREATE INDEX stream_hit_of_account ON stream_hit (account_id, at, message_id) WHERE dismissed = 0;
