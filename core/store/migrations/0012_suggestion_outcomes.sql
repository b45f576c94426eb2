-- How sure suggestions were and whether one of them was sent: by that the next ones are judged. Numbers and ids alone.

CREATE TABLE suggestion_outcome (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, -- the customer's; erased with it
    answer_id   INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, -- ours; a reply that is taken back says nothing
    used        INTEGER NOT NULL,                                          -- 1: one of those that are shown at most was sent
    top         REAL    NOT NULL,                                          -- the best score
    over_second REAL    NOT NULL,                                          -- by how much it is better than the second
    over_third  REAL    NOT NULL,
    over_fourth REAL    NOT NULL,
    examples    INTEGER NOT NULL                                           -- that were learnt before
) STRICT;
CREATE INDEX suggestion_outcome_by_question ON suggestion_outcome (question_id); -- for erasing
CREATE INDEX suggestion_outcome_by_answer ON suggestion_outcome (answer_id);     -- likewise
