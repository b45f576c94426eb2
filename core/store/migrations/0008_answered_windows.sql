-- Answered conversations by what window closes next: whoever wants to write once more has to do it before.

CREATE INDEX conversation_answered_closing ON conversation (window_closes_at, id)
    WHERE listed = 1 AND state = 'answered' AND window_closes_at > 0;
