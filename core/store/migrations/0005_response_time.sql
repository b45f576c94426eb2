-- Opening hours, targets and shifts, and what response times are kept of.

-- A version is valid until the next one of its account. An account that has versions of its own follows those of the shop
-- until its first one.
CREATE TABLE hours_version (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL DEFAULT 0,    -- 0 = the shop: all accounts without hours of their own
    valid_from INTEGER NOT NULL,
    time_zone  TEXT    NOT NULL,              -- "Europe/Stockholm"
    UNIQUE (account_id, valid_from)
) STRICT;
CREATE TABLE hours_interval (
    version_id  INTEGER NOT NULL REFERENCES hours_version(id),
    place       INTEGER NOT NULL,             -- 0, 1, 2 … as it was given
    day         INTEGER NOT NULL,             -- Monday is 1
    from_minute INTEGER NOT NULL,             -- since midnight, by the wall clock
    to_minute   INTEGER NOT NULL,             -- before from_minute: on the next day; 1440 = midnight
    PRIMARY KEY (version_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE hours_exception (
    version_id  INTEGER NOT NULL REFERENCES hours_version(id),
    date        TEXT    NOT NULL,             -- "2026-12-24"
    place       INTEGER NOT NULL,             -- 0, 1, 2 … of this date
    from_minute INTEGER NOT NULL,             -- both 0: closed all day
    to_minute   INTEGER NOT NULL,
    PRIMARY KEY (version_id, date, place)
) STRICT, WITHOUT ROWID;

-- The owner's own targets; what is not here is as the account's adapter has it.
CREATE TABLE response_target (
    platform  TEXT    PRIMARY KEY,
    target_ms INTEGER NOT NULL,
    unit      TEXT    NOT NULL                -- business, calendar
) STRICT, WITHOUT ROWID;
ALTER TABLE account ADD COLUMN target_unit TEXT NOT NULL DEFAULT 'business'; -- of target_ms, the adapter's own
-- Counts the changes of hours, targets and windows, so that readers know when to read them again.
INSERT INTO counter (name) VALUES ('rules');

CREATE TABLE shift (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    agent      TEXT    NOT NULL DEFAULT '',
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL DEFAULT 0,    -- 0 = it lasts
    note       TEXT    NOT NULL DEFAULT ''    -- for whoever comes next
) STRICT;
CREATE INDEX shift_by_start ON shift (started_at);

-- Of ended turns: judged by the hours that were valid at each instant of them.
ALTER TABLE turn ADD COLUMN business_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN closed_throughout INTEGER NOT NULL DEFAULT 0; -- asked and answered while the shop was closed
ALTER TABLE turn ADD COLUMN after_window INTEGER NOT NULL DEFAULT 0;      -- answered when the last window had closed
UPDATE turn SET business_ms = max(0, ended_at - started_at) WHERE ended_at > 0;

ALTER TABLE reply_capability ADD COLUMN person_window_ms INTEGER NOT NULL DEFAULT 0; -- the longer one, for a person's answer; 0 = none
ALTER TABLE conversation ADD COLUMN customer_at INTEGER NOT NULL DEFAULT 0;      -- private, with windows: the customer's latest message
ALTER TABLE conversation ADD COLUMN answerable_until INTEGER NOT NULL DEFAULT 0; -- when the last window closes
ALTER TABLE message ADD COLUMN phone_call INTEGER NOT NULL DEFAULT 0;            -- a note of a call, which answers as a reply does

-- The orders of the list of those who wait. 0 = never comes last.
CREATE INDEX conversation_waiting ON conversation (waiting_since, id) WHERE listed = 1 AND state = 'needs_reply';
CREATE INDEX conversation_due ON conversation (iif(due_at = 0, 9223372036854775807, due_at), id)
    WHERE listed = 1 AND state = 'needs_reply';
CREATE INDEX conversation_closing ON conversation (iif(window_closes_at = 0, 9223372036854775807, window_closes_at), id)
    WHERE listed = 1 AND state = 'needs_reply';
