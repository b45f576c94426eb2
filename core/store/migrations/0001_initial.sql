-- Everything Shopbell keeps of one profile. Times (…_at, …_until, …_since) are integer UTC milliseconds, 0 = none.
-- Rows are never reused (AUTOINCREMENT): a late reply can't reach the wrong conversation.

CREATE TABLE account (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    platform         TEXT    NOT NULL,             -- the adapter's folder name
    server           TEXT    NOT NULL,             -- origin, "https://shop.example"
    remote_id        TEXT    NOT NULL,             -- the platform's id of the account, opaque
    handle           TEXT    NOT NULL DEFAULT '',  -- as people write it, "@shop@shop.example"
    name             TEXT    NOT NULL DEFAULT '',  -- display name
    profile_url      TEXT    NOT NULL DEFAULT '',
    state            TEXT    NOT NULL DEFAULT 'ok',-- ok, needs_login, limited, offline, paused
    problem          TEXT    NOT NULL DEFAULT '',  -- why state is not ok, one sentence
    target_ms        INTEGER NOT NULL DEFAULT 3600000, -- answer within
    software         TEXT    NOT NULL DEFAULT '',  -- probed: nodeinfo's software name
    software_version TEXT    NOT NULL DEFAULT '',  -- probed
    largest_reply    INTEGER NOT NULL DEFAULT 0,   -- probed; 0 = the server did not say
    url_length       INTEGER NOT NULL DEFAULT 0,   -- probed; 0 = the server did not say
    can_read_back    INTEGER NOT NULL DEFAULT 0,   -- sent replies can be looked up
    can_mark_read    INTEGER NOT NULL DEFAULT 0,
    least_poll_ms    INTEGER NOT NULL DEFAULT 60000,
    removed_at       INTEGER NOT NULL DEFAULT 0,   -- when the owner removed it; its history stays readable
    UNIQUE (platform, server, remote_id)
) STRICT;

-- What kinds of reply an account can send: model::ReplyCapability.
CREATE TABLE reply_capability (
    account_id              INTEGER NOT NULL REFERENCES account(id),
    visibility              TEXT    NOT NULL,            -- public, private
    length_unit             TEXT    NOT NULL,            -- graphemes, utf16, bytes
    length_limit            INTEGER NOT NULL,
    url_length              INTEGER NOT NULL DEFAULT 0,  -- every URL counts this much; 0 = as it is
    mentions_without_domain INTEGER NOT NULL DEFAULT 0,
    repeat_kind             TEXT    NOT NULL DEFAULT 'none', -- none, for_time, always: may a send be repeated unseen
    repeat_ms               INTEGER NOT NULL DEFAULT 0,  -- with for_time, from the first attempt
    window_ms               INTEGER NOT NULL DEFAULT 0,  -- reply window after the customer's message; 0 = always open
    PRIMARY KEY (account_id, visibility)
) STRICT, WITHOUT ROWID;

-- How far each stream of an account has been read. Moves only in the commit that stores what was read.
CREATE TABLE stream_cursor (
    account_id INTEGER NOT NULL REFERENCES account(id),
    stream     TEXT    NOT NULL,             -- the adapter's name for it
    cursor     TEXT    NOT NULL DEFAULT '',  -- opaque
    PRIMARY KEY (account_id, stream)
) STRICT, WITHOUT ROWID;

-- Messages whose surrounding thread is still to be read: a parent is not known here.
CREATE TABLE wanted_thread (
    account_id INTEGER NOT NULL REFERENCES account(id),
    remote_id  TEXT    NOT NULL,             -- of the message
    wanted_at  INTEGER NOT NULL DEFAULT 0,   -- the message's own time: the newest is read first
    attempts   INTEGER NOT NULL DEFAULT 0,   -- given up after some
    PRIMARY KEY (account_id, remote_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX wanted_thread_newest ON wanted_thread (account_id, wanted_at);

-- A person on one platform, as one account sees them.
CREATE TABLE contact (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES account(id),
    remote_id   TEXT    NOT NULL,
    handle      TEXT    NOT NULL DEFAULT '',   -- "mira@stadtfunk.example"
    name        TEXT    NOT NULL DEFAULT '',   -- display name, as written by the person
    profile_url TEXT    NOT NULL DEFAULT '',
    bot         INTEGER NOT NULL DEFAULT 0,
    guessed     INTEGER NOT NULL DEFAULT 0,    -- 1: known only as the addressee of a message of ours, by another name
    UNIQUE (account_id, remote_id)
) STRICT;
CREATE INDEX contact_by_handle ON contact (account_id, handle COLLATE NOCASE);
CREATE INDEX contact_guessed ON contact (account_id) WHERE guessed = 1;
CREATE INDEX contact_by_url ON contact (account_id, profile_url) WHERE profile_url <> '';

-- What is answered as one, with its inbox row. listed = 0: posts that only surround others' conversations (our own
-- announcement, a stranger's post above a mention); they have no customer and are in no view.
CREATE TABLE conversation (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account(id),
    visibility       TEXT    NOT NULL DEFAULT 'public',
    thread_key       TEXT    NOT NULL,              -- "top:<remote id>", "context:<remote id of the root>",
                                                    -- "private:<contact's remote id>", "group:<remote id of the root>"
    listed           INTEGER NOT NULL DEFAULT 1,
    customer_id      INTEGER NOT NULL DEFAULT 0,    -- contact; 0 only when not listed
    state            TEXT    NOT NULL DEFAULT 'needs_reply',
    last_at          INTEGER NOT NULL DEFAULT 0,    -- of the newest message, platform time
    last_message_id  INTEGER NOT NULL DEFAULT 0,
    last_direction   TEXT    NOT NULL DEFAULT 'inbound',
    snippet          TEXT    NOT NULL DEFAULT '',   -- first characters of the newest message
    unread           INTEGER NOT NULL DEFAULT 0,    -- inbound messages not seen yet
    message_count    INTEGER NOT NULL DEFAULT 0,
    waiting_since    INTEGER NOT NULL DEFAULT 0,    -- start of the earliest open turn
    due_at           INTEGER NOT NULL DEFAULT 0,    -- waiting_since + target
    window_closes_at INTEGER NOT NULL DEFAULT 0,
    read_until       INTEGER NOT NULL DEFAULT 0,    -- message; newer ids (by arrival) of open turns are unread
    turns_whole      INTEGER NOT NULL DEFAULT 0,    -- 1: turns can't be continued at the end, but are computed whole:
                                                    -- a message was deleted, or answered from a private conversation
    UNIQUE (account_id, thread_key)
) STRICT;
-- Ascending, although lists are read backwards: pages that are filled at their end stay twice as full.
CREATE INDEX conversation_by_state ON conversation (state, last_at, id) WHERE listed = 1;
CREATE INDEX conversation_by_time ON conversation (last_at, id) WHERE listed = 1;

-- From the first unanswered inbound message of one contact to the human reply that ends it.
CREATE TABLE turn (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id  INTEGER NOT NULL REFERENCES conversation(id),
    contact_id       INTEGER NOT NULL,
    first_message_id INTEGER NOT NULL,
    started_at       INTEGER NOT NULL,
    outcome          TEXT    NOT NULL DEFAULT 'open', -- open, answered, no_reply_needed, missed
    ended_at         INTEGER NOT NULL DEFAULT 0,
    ended_by         INTEGER NOT NULL DEFAULT 0       -- message; 0 = none
) STRICT;
CREATE INDEX turn_by_conversation ON turn (conversation_id, started_at);

CREATE TABLE message (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account(id),
    conversation_id  INTEGER NOT NULL REFERENCES conversation(id),
    remote_id        TEXT    NOT NULL DEFAULT '',  -- opaque; '' while the platform has not confirmed it
    parent_id        INTEGER NOT NULL DEFAULT 0,   -- message; 0 = none, or not known here
    parent_remote_id TEXT    NOT NULL DEFAULT '',
    author_id        INTEGER NOT NULL DEFAULT 0,   -- contact; 0 = us
    direction        TEXT    NOT NULL,             -- inbound, outbound, note
    automatic        INTEGER NOT NULL DEFAULT 0,   -- sent by a machine
    audience         TEXT    NOT NULL DEFAULT '',  -- the platform's own word
    visibility       TEXT    NOT NULL DEFAULT 'public',
    mention_of_us    TEXT    NOT NULL DEFAULT 'none', -- none, leading, written
    opens_turn       INTEGER NOT NULL DEFAULT 0,   -- inbound: counts for the response time
    addressee_id     INTEGER NOT NULL DEFAULT 0,   -- outbound: contact of the nearest inbound ancestor
    turn_id          INTEGER NOT NULL DEFAULT 0,   -- inbound: its turn; outbound: the turn it ended
    subject          TEXT    NOT NULL DEFAULT '',  -- content warning, mail subject
    text             TEXT    NOT NULL DEFAULT '',
    described        TEXT    NOT NULL DEFAULT '',  -- the attachments' descriptions, a line each, for search
    url              TEXT    NOT NULL DEFAULT '',
    at               INTEGER NOT NULL,             -- the platform's time
    seen_at          INTEGER NOT NULL,             -- when it came here
    edited_at        INTEGER NOT NULL DEFAULT 0,
    deleted_at       INTEGER NOT NULL DEFAULT 0,   -- when the deletion was seen here
    delivery         TEXT    NOT NULL DEFAULT '',  -- '' inbound; queued, in_flight, uncertain, failed, sent
    notification_id  TEXT    NOT NULL DEFAULT '',  -- the platform's, when a notification brought it
    unreadable       TEXT    NOT NULL DEFAULT ''   -- why it could not be read; '' = it could
) STRICT;
CREATE UNIQUE INDEX message_by_remote_id ON message (account_id, remote_id) WHERE remote_id <> '';
CREATE INDEX message_by_conversation ON message (conversation_id, at, id);
-- IS and not "=" in the conditions of these indexes: SQLite compares "remote_id = ''" with each query's "remote_id = ?"
-- by the value bound, and compiles the query anew for every other value.
CREATE INDEX message_without_parent ON message (account_id, parent_remote_id)
    WHERE parent_id IS 0 AND parent_remote_id <> '';
CREATE INDEX message_by_parent ON message (parent_id) WHERE parent_id <> 0;
CREATE INDEX message_unnamed ON message (account_id, delivery) WHERE remote_id IS '' AND delivery <> '';
CREATE INDEX message_notified ON message (account_id, at, id) WHERE notification_id <> '';

-- People whom a message mentions in its own words (needed for own public replies: a mention answers them too).
CREATE TABLE message_mention (
    message_id INTEGER NOT NULL REFERENCES message(id),
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (message_id, contact_id)
) STRICT, WITHOUT ROWID;

-- What an edit replaced: the former text stays readable.
CREATE TABLE former_text (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES message(id),
    text       TEXT    NOT NULL,
    seen_at    INTEGER NOT NULL               -- when the edit was seen here
) STRICT;
CREATE INDEX former_text_by_message ON former_text (message_id);

CREATE TABLE attachment (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id  INTEGER NOT NULL REFERENCES message(id),
    kind        TEXT    NOT NULL,             -- image, video, audio, file
    url         TEXT    NOT NULL DEFAULT '',
    description TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attachment_by_message ON attachment (message_id);

-- The platform's own JSON of items that could not be read, and of nothing else.
CREATE TABLE unreadable_item (
    message_id INTEGER PRIMARY KEY REFERENCES message(id),
    raw_json   TEXT    NOT NULL
) STRICT;

-- Replies, from queueing to the platform's confirmation: the state machine of store/outbox.h. The text is the message's.
CREATE TABLE outbox (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account(id),
    conversation_id  INTEGER NOT NULL REFERENCES conversation(id),
    message_id       INTEGER NOT NULL UNIQUE REFERENCES message(id), -- its row in the thread
    to_message_id    INTEGER NOT NULL DEFAULT 0,   -- the message answered; 0 = the conversation
    state            TEXT    NOT NULL DEFAULT 'queued', -- queued, in_flight, uncertain, failed, sent, discarded
    attempts         INTEGER NOT NULL DEFAULT 0,   -- counted before each attempt
    queued_at        INTEGER NOT NULL,
    first_attempt_at INTEGER NOT NULL DEFAULT 0,
    last_attempt_at  INTEGER NOT NULL DEFAULT 0,
    not_before       INTEGER NOT NULL DEFAULT 0,
    own_pause        INTEGER NOT NULL DEFAULT 0,   -- 1: not_before is our own pause after a failure, and may be cut short
    safe_until       INTEGER NOT NULL DEFAULT 0,   -- a repeat can't double before this; 0 = no promise
    may_have_arrived INTEGER NOT NULL DEFAULT 0,   -- an attempt left and nobody knows its fate
    look_ups         INTEGER NOT NULL DEFAULT 0,   -- how often an uncertain one was looked for
    error            TEXT    NOT NULL DEFAULT '',
    error_kind       TEXT    NOT NULL DEFAULT '',
    frozen_body      TEXT    NOT NULL DEFAULT '',  -- chosen at the first claim, repeated unchanged
    repeat_key       TEXT    NOT NULL DEFAULT ''   -- likewise
) STRICT;
CREATE INDEX outbox_by_conversation ON outbox (conversation_id); -- for erasing one
CREATE INDEX outbox_open ON outbox (conversation_id, id) WHERE state NOT IN ('sent', 'discarded');

CREATE TABLE draft (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation(id),
    text            TEXT    NOT NULL,
    saved_at        INTEGER NOT NULL
) STRICT;

CREATE TABLE canned_reply (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    title      TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Places where the platform's own depth limit was hit.
CREATE TABLE gap (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account(id),
    conversation_id INTEGER NOT NULL DEFAULT 0,  -- 0 = of the whole account
    after_at        INTEGER NOT NULL DEFAULT 0,  -- messages after this may be missing; 0 = from the beginning
    before_at       INTEGER NOT NULL DEFAULT 0,  -- messages before this may be missing; 0 = until now
    reason          TEXT    NOT NULL,
    found_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX gap_by_account ON gap (account_id, conversation_id);

-- How many listed conversations are in each state, kept in the same commits; 'unread' counts messages.
CREATE TABLE counter (
    name  TEXT    PRIMARY KEY,                -- needs_reply, answered, snoozed, done, spam, unread
    value INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO counter (name) VALUES ('needs_reply'), ('answered'), ('snoozed'), ('done'), ('spam'), ('unread');

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What full-text search indexes: search_text() is registered on every connection (store::indexedText). The index reads
-- this view for 'rebuild' and its checks, so that CJK and vowel marks survive both.
CREATE VIEW message_search (id, text) AS
    SELECT id, search_text(subject || ' ' || text || ' ' || described) FROM message;
-- The fold has parted the words already and keeps nothing but words and single spaces; "ascii" takes every letter beyond
-- ASCII as it is, whereas "unicode61" asks its own, older table of Unicode again. "_" marks the beginnings of words, up to
-- four letters, which are indexed as words of their own: once a message instead of once a word, as prefix = '1 2 3 4' does.
-- Where in a message a word stands is not indexed (detail = none): that halves the index; search_holds() looks then.
CREATE VIRTUAL TABLE message_fts USING fts5 (
    text,
    content = 'message_search',
    content_rowid = 'id',
    detail = none,
    columnsize = 0,
    tokenize = "ascii tokenchars '_'"
);
-- Parts of the index are merged by tidySearch() between commits and not inside of them; 64 of a size are merged at once
-- if it never came to that.
INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 0), ('usermerge', 16), ('crisismerge', 64);
