-- What the sheets of a shift count of turns that have ended.

CREATE INDEX turn_ended ON turn (ended_at) WHERE ended_at > 0;
