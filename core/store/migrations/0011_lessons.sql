-- What suggestions learn from: which canned reply answered which message. The log is the truth, what is counted from it a cache.

CREATE TABLE lesson (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    canned_reply_id INTEGER NOT NULL,                                          -- may be one that was removed, and may come back
    question_id     INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, -- the customer's; erased with it
    answer_id       INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, -- ours; a reply that is taken back teaches nothing
    learnt_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX lesson_by_question ON lesson (question_id); -- for erasing
CREATE INDEX lesson_by_answer ON lesson (answer_id);     -- likewise
