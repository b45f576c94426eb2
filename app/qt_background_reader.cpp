// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_background_reader.h"

#include <algorithm>
#include <utility>

namespace app {

BackgroundReader::BackgroundReader(OpenReader open, ReadVectors readVectors)
    : m_open(std::move(open)), m_readVectors(std::move(readVectors)) {}

BackgroundReader::~BackgroundReader() {
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void BackgroundReader::turns(base::UtcTime from, base::UtcTime to, Done<Turns> done) {
    request<Turns>(Kind::Turns, std::move(done),
                   [from, to](const store::Reader& reader) { return reader.turnFacts(from, to); });
}

void BackgroundReader::promisedTurns(base::UtcTime from, base::UtcTime to, Done<Turns> done) {
    request<Turns>(Kind::PromisedTurns, std::move(done),
                   [from, to](const store::Reader& reader) { return reader.turnFacts(from, to); });
}

void BackgroundReader::shift(const model::ShiftQuestion& question, Done<model::ShiftCounts> done) {
    request<model::ShiftCounts>(Kind::Shift, std::move(done), [question](const store::Reader& reader) {
        return reader.shiftCounts(question);
    });
}

void BackgroundReader::cannedUses(Done<Uses> done) {
    request<Uses>(Kind::CannedUses, std::move(done),
                  [](const store::Reader& reader) { return reader.cannedUses(); });
}

void BackgroundReader::standing(const model::StandingRule& rule, base::UtcTime now,
                                Done<model::Standing> done) {
    request<model::Standing>(Kind::Standing, std::move(done),
                             [rule, now](const store::Reader& reader) { return reader.standing(rule, now); });
}

void BackgroundReader::minedReplies(Done<Mined> done) {
    request<Mined>(Kind::Mined, std::move(done),
                   [](const store::Reader& reader) { return reader.minedReplies(); });
}

void BackgroundReader::suggester(Done<SharedSuggester> done) {
    request<SharedSuggester>(Kind::Suggester, std::move(done),
                             [this](const store::Reader& reader) -> base::Result<SharedSuggester> {
                                 auto log = reader.suggestionLog();
                                 if (!log) {
                                     return base::fail(std::move(log.error()));
                                 }
                                 if (const ReadVectors read = std::exchange(m_readVectors, {})) {
                                     m_vectors = read();
                                 }
                                 return std::make_shared<const model::ReplySuggester>(*log, m_vectors);
                             });
}

template <class Answer>
void BackgroundReader::request(Kind kind, Done<Answer> done,
                               std::function<base::Result<Answer>(const store::Reader&)> read) {
    enqueue({.kind = kind, .work = [done = std::move(done), read = std::move(read)](const Opened& reader) {
                 // Shared, for what is called later must be copyable, and tens of thousands of turns need not
                 // be copied.
                 auto answer = std::make_shared<base::Result<Answer>>(reader ? read(**reader)
                                                                             : base::fail(reader.error()));
                 return [done, answer] { done(std::move(*answer)); };
             }});
}

void BackgroundReader::enqueue(Request request) {
    const auto earlier = std::ranges::find(m_waiting, request.kind, &Request::kind);
    if (earlier != m_waiting.end() && isReplaced(request.kind)) {
        earlier->work = std::move(request.work);
    } else {
        m_waiting.push_back(std::move(request));
    }
    startNext();
}

void BackgroundReader::startNext() {
    if (m_thread.joinable() || m_waiting.empty()) {
        return;
    }
    Request next = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    m_thread = std::thread([this, open = m_open, next = std::move(next)] {
        auto tell = next.work(open());
        QMetaObject::invokeMethod(
            this, [this, kind = next.kind, tell = std::move(tell)] { finish(kind, tell); },
            Qt::QueuedConnection);
    });
}

void BackgroundReader::finish(Kind kind, const std::function<void()>& tell) {
    m_thread.join();
    // Somebody may have asked for something else meanwhile.
    const bool outdated =
        isReplaced(kind) && std::ranges::find(m_waiting, kind, &Request::kind) != m_waiting.end();
    startNext();
    if (!outdated) {
        tell();
    }
}

}  // namespace app
