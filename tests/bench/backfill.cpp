// SPDX-License-Identifier: GPL-3.0-or-later
#include "backfill.h"

#include "measure.h"

#include <fmt/format.h>

#include <cstdio>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace bench {

namespace {

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

}  // namespace

/// The sums of one run.
struct Backfill::Lap {
    BackfillFigures figures;
    double wallBegin = 0;
    double cpuBegin = 0;

    void start() {
        cpuBegin = cpuMs();
        wallBegin = wallMs();
    }
    /// Returns the processor time since start().
    double stop() {
        const double wall = wallMs() - wallBegin;
        const double cpu = cpuMs() - cpuBegin;
        figures.wallMs += wall;
        figures.cpuMs += cpu;
        return cpu;
    }
};

Backfill::Backfill(const Town& town, std::string path)
    : m_town(town), m_path(std::move(path)), m_clock(base::makeSystemClock()),
      m_log(
          *m_clock, [](base::LogLevel, std::string_view line) { fmt::print(stderr, "{}\n", line); },
          base::LogLevel::Warning) {
    open();
    m_account = Town::shop();
    need(m_store->write("set up", [&](store::WriteTx& tx) -> base::Status {
        m_account.id = need(tx.addAccount(m_account));
        // From the beginning of the year forwards, as after a long time offline.
        model::IncomingBatch nothing;
        const std::string begin = fmt::format("1 {}", m_town.timeOf(0) - 1);
        nothing.cursors = {{"notifications", begin}, {"own_statuses", begin}};
        need(tx.ingest(m_account.id, nothing));
        return {};
    }));
}

Backfill::~Backfill() = default;

void Backfill::open() {
    m_store = need(store::Store::open({.path = m_path, .vfs = {}}, *m_clock, m_log));
}

void Backfill::close() {
    m_store.reset();
}

void Backfill::commit(std::vector<model::IncomingBatch>& batches, Lap& lap) {
    lap.start();
    // As one batch, so that a parent on a later page is there before its children.
    model::IncomingBatch all;
    for (model::IncomingBatch& batch : batches) {
        all.append(std::move(batch));
    }
    const model::Change change = need(m_store->write("poll", [&](store::WriteTx& tx) -> base::Status {
        const auto stored = tx.ingest(m_account.id, all);
        return stored ? base::Status{} : base::fail(stored.error());
    }));
    batches.clear();
    lap.stop();
    ++lap.figures.commits;
    if (!change.empty()) {
        const double begin = wallMs();
        need(m_store->tidySearch());
        lap.figures.tidyWallMs += wallMs() - begin;
    }
}

void Backfill::poll(std::int64_t until, Lap& lap) {
    const platform::PlatformAdapter* adapter = m_registry.adapter("mastodon");
    const platform::Secrets secrets = {{"access_token", "none"}};
    const auto steps = adapter->poll({.account = m_account,
                                      .secrets = secrets,
                                      .cursors = need(m_store->read().cursors(m_account.id)),
                                      .recent = {}});
    std::vector<model::IncomingBatch> batches;
    while (!steps->finished()) {
        const auto call = std::get<platform::HttpCall>(steps->request());
        Town::Page page = m_town.answer(call.request.url, until);
        lap.figures.jsonBytes += page.json.size();
        lap.figures.items += page.items;
        lap.figures.pages += page.items > 0 ? 1 : 0;
        net::HttpResponse response{.status = 200, .headers = {}, .body = std::move(page.json)};
        response.headers.add("Content-Type", "application/json; charset=utf-8");
        if (!page.link.empty()) {
            response.headers.add("Link", page.link);
        }
        lap.start();
        need(steps->accept(response, m_clock->utcNow()));
        if (auto batch = steps->take()) {
            batches.push_back(std::move(*batch));
        }
        lap.figures.parseCpuMs += lap.stop();
    }
    commit(batches, lap);
}

BackfillFigures Backfill::run(std::size_t messagesPerCommit) {
    Lap lap;
    for (std::size_t done = 0; done < m_town.messageCount();) {
        done = std::min(done + messagesPerCommit, m_town.messageCount());
        poll(m_town.timeOf(done - 1), lap);
    }
    lap.figures.messages = m_town.messageCount();
    return lap.figures;
}

Backfill::IdlePoll Backfill::pollAgain() {
    Lap lap;
    poll(std::numeric_limits<std::int64_t>::max(), lap);
    return {.items = lap.figures.items, .wallMs = lap.figures.wallMs};
}

}  // namespace bench
