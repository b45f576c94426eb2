// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/background_reader.h"

#include "store/reader.h"

#include <QObject>

#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace app {

/// Reads on a thread of its own, with a reader of its own, one thing after the other. UI thread.
class BackgroundReader final : public QObject, public ui::BackgroundReader {
    Q_OBJECT
public:
    /// Called on the thread that will use the reader; any thread.
    using OpenReader = std::function<base::Result<std::unique_ptr<store::Reader>>()>;

    /// What suggestions may be ranked by as well; null = nothing. Called before the first are, on their
    /// thread.
    using ReadVectors = std::function<std::shared_ptr<const model::WordVectors>()>;

    explicit BackgroundReader(OpenReader open, ReadVectors readVectors = {});
    /// Waits for what is being read; nobody is told of it any more.
    ~BackgroundReader() override;

    void turns(base::UtcTime from, base::UtcTime to, Done<Turns> done) override;
    void promisedTurns(base::UtcTime from, base::UtcTime to, Done<Turns> done) override;
    void shift(const model::ShiftQuestion& question, Done<model::ShiftCounts> done) override;
    void cannedUses(Done<Uses> done) override;
    void standing(const model::StandingRule& rule, base::UtcTime now, Done<model::Standing> done) override;
    void minedReplies(Done<Mined> done) override;
    void suggester(Done<SharedSuggester> done) override;

private:
    enum class Kind { Turns, PromisedTurns, Shift, CannedUses, Standing, Mined, Suggester };
    using Opened = base::Result<std::unique_ptr<store::Reader>>;
    /// Reads, on the thread; what it returns tells of it, on the UI thread.
    using Work = std::function<std::function<void()>(const Opened&)>;
    struct Request {
        Kind kind = Kind::Turns;
        Work work;
    };

    template <class Answer>
    void request(Kind kind, Done<Answer> done,
                 std::function<base::Result<Answer>(const store::Reader&)> read);
    /// Whether what was asked for later takes the place of what waits. Several ask for what is promised.
    [[nodiscard]] static bool isReplaced(Kind kind) { return kind != Kind::PromisedTurns; }
    void enqueue(Request request);
    void startNext();
    void finish(Kind kind, const std::function<void()>& tell);

    OpenReader m_open;
    ReadVectors m_readVectors;                            ///< empty once it was called
    std::shared_ptr<const model::WordVectors> m_vectors;  ///< of the thread while one runs
    std::thread m_thread;                                 ///< joinable while something is being read
    std::vector<Request> m_waiting;                       ///< one of a kind that is replaced, the first first
};

}  // namespace app
