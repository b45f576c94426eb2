-- What happened to each reply, so that a person who has to decide on one can see it.

CREATE TABLE reply_event (
    reply_id INTEGER NOT NULL REFERENCES outbox(id),
    place    INTEGER NOT NULL,            -- 1, 2, 3 … in the order of happening
    at       INTEGER NOT NULL,
    kind     TEXT    NOT NULL,            -- model::ReplyEvent::Kind
    detail   TEXT    NOT NULL DEFAULT '', -- why, one sentence; mostly empty
    PRIMARY KEY (reply_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_sent ON outbox (last_attempt_at) WHERE state = 'sent'; -- those of today
