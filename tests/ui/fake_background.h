// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/background_reader.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <utility>
#include <vector>

namespace uitest {

/// Answers a turn of the event loop later, or when the test says so.
class FakeBackground final : public ui::BackgroundReader {
public:
    enum class Answers { Later, Held };

    base::Result<Turns> facts;
    base::Result<model::ShiftCounts> counts;
    base::Result<model::Standing> judged;
    /// Learnt from whenever suggestions are asked for, never held; the library is the source's.
    model::SuggestionLog log;
    std::function<std::vector<model::CannedReply>()> library;
    Answers answers = Answers::Later;
    int turnsAsked = 0;
    int promisesAsked = 0;
    int shiftsAsked = 0;
    int standingsAsked = 0;
    int suggestersAsked = 0;
    std::vector<std::function<void()>> held;  ///< what was asked while answers are held, in order

    void turns(base::UtcTime, base::UtcTime, Done<Turns> done) override {
        ++turnsAsked;
        answer(std::move(done), facts);
    }
    void promisedTurns(base::UtcTime, base::UtcTime, Done<Turns> done) override {
        ++promisesAsked;
        answer(std::move(done), facts);
    }
    void shift(const model::ShiftQuestion&, Done<model::ShiftCounts> done) override {
        ++shiftsAsked;
        answer(std::move(done), counts);
    }
    void standing(const model::StandingRule&, base::UtcTime, Done<model::Standing> done) override {
        ++standingsAsked;
        answer(std::move(done), judged);
    }
    void suggester(Done<SharedSuggester> done) override {
        ++suggestersAsked;
        if (library) {
            log.library = library();
        }
        learnt = std::make_shared<const model::ReplySuggester>(log);
        QTimer::singleShot(0, &m_alive, [this, done = std::move(done)] { done(learnt); });
    }
    /// Gives what is held, as the figures are now.
    void give() {
        for (const std::function<void()>& one : std::exchange(held, {})) {
            one();
        }
    }

private:
    template <class Answer>
    void answer(Done<Answer> done, base::Result<Answer>& value) {
        auto tell = [done = std::move(done), &value] { done(value); };
        if (answers == Answers::Held) {
            held.emplace_back(std::move(tell));
        } else {
            QTimer::singleShot(0, &m_alive, std::move(tell));
        }
    }

    base::Result<SharedSuggester> learnt;
    QObject m_alive;
};

}  // namespace uitest
