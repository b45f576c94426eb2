// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/timeline.h"

#include "platform/x/snowflake.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace platform::x {
namespace {

/// What is read is paid for, not how often: small pages keep the budget close.
constexpr std::size_t kPageSize = 10;
constexpr std::size_t kMostPages = 200;
/// X may list a post some minutes late. What was read this day costs nothing again, so the latest minutes are
/// read twice, unless nothing happened in them.
constexpr base::Duration kFresh{15 * 60'000};
constexpr base::Duration kOverlap{5 * 60'000};

/// Ids are numbers without leading zeros.
bool isLater(std::string_view id, std::string_view than) {
    return id.size() != than.size() ? id.size() > than.size() : id > than;
}

bool isNumber(std::string_view id) {
    constexpr std::size_t kLongest = 19;
    return !id.empty() && id.size() <= kLongest &&
           id.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Timeline::Timeline(PollContext& context, TimelinePlan plan)
    : m_context(context), m_plan(std::move(plan)), m_firstDialect(context.dialect) {}

std::string Timeline::since() const {
    if (!isNumber(m_plan.cursor)) {
        return {};
    }
    const auto at = timeOfId(m_plan.cursor);
    if (m_plan.keptFor > base::Duration{0} && (!at || m_context.now - *at >= m_plan.keptFor)) {
        return {};  // all that X still has
    }
    if (!at || m_context.now - *at > kFresh || *at > m_context.now) {
        return m_plan.cursor;
    }
    return idAt(*at - kOverlap);
}

std::optional<HttpCall> Timeline::next() {
    if (m_question) {
        return m_question->call(m_context.server);
    }
    if (m_done) {
        return std::nullopt;
    }
    Parameters parameters = m_plan.parameters;
    parameters.emplace_back("max_results", std::to_string(kPageSize));
    if (const std::string from = since(); !from.empty()) {
        parameters.emplace_back("since_id", from);
    }
    if (!m_pageToken.empty()) {
        parameters.emplace_back("pagination_token", m_pageToken);
    }
    const auto fields = postParameters(m_context.dialect, Authors::IdsAlone);
    parameters.insert(parameters.end(), fields.begin(), fields.end());
    return m_context.server.get(m_plan.path, parameters);
}

/// Whether to ask once more in the other dialect.
bool Timeline::speaksOtherwise(bool authorless) {
    if (!authorless) {
        return false;
    }
    if (m_switched) {
        m_context.dialect = m_firstDialect;  // no dialect brings authors: it was not that
        return false;
    }
    m_switched = true;
    m_context.dialect = otherThan(m_context.dialect);
    return true;
}

Timeline::Given Timeline::accept(const net::HttpResponse& response, base::UtcTime now) {
    if (m_question) {
        auto batch = std::exchange(m_question, std::nullopt)->answeredBy(response);
        return std::optional(std::move(batch));
    }
    if (refusesWords(response) && !m_switched && speaksOtherwise(true)) {
        return std::optional<model::IncomingBatch>();
    }
    json::Reader json(response.body);
    const auto page = m_context.server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    const std::size_t readBefore = m_read;
    readItems(json, *page, batch);
    if (speaksOtherwise(m_authorless)) {
        m_read = readBefore;
        return std::optional<model::IncomingBatch>();
    }
    planNext(*page, batch);
    return handOut(std::move(batch));
}

void Timeline::readItems(json::Reader& json, const WirePage& page, model::IncomingBatch& batch) {
    m_authorless = !page.items.empty();
    base::UtcTime near = m_oldestAt.value_or(m_context.now);
    for (const auto& item : page.items) {
        WirePost post;
        const auto read = readPost(json, item, post);
        m_authorless = m_authorless && post.authorId.empty();
        ++m_read;
        if (isNumber(post.id) && (m_newestId.empty() || isLater(post.id, m_newestId))) {
            m_newestId = post.id;
        }
        // Passing on says nothing of its own, and only the latest version of a post is its text.
        if (referenceOf(post, "retweeted") != nullptr || (read && isFormerVersion(post))) {
            continue;
        }
        auto message = read ? toMessage(post, page.includes, m_context.self, near)
                            : toUnreadable(item, read.error(), post, m_context.self, near);
        near = message.at;
        m_oldestAt = m_oldestAt ? std::min(*m_oldestAt, message.at) : message.at;
        if (m_plan.mentions) {
            message.notificationId = message.remoteId;
        }
        message.foundBy = m_plan.foundBy;
        if (m_plan.wanted == nullptr || m_plan.wanted(message)) {
            batch.messages.push_back(std::move(message));
        }
    }
}

void Timeline::planNext(const WirePage& page, model::IncomingBatch& batch) {
    const bool first = m_plan.cursor.empty();
    m_pageToken = page.nextToken;
    if (m_pageToken.empty()) {
        if (!first && m_plan.reach > 0 && m_read >= m_plan.reach) {
            batch.gaps.push_back(
                {.after = timeOfId(m_plan.cursor),
                 .before = m_oldestAt,
                 .reason = fmt::format("X shows only the newest {} {}; older ones were not read.",
                                       m_plan.reach, m_plan.gapWord)});
        }
        return finish(batch);
    }
    // Nobody waits for an answer to what a search finds: the newest are enough.
    const bool limited = first || !m_plan.foundBy.empty();
    if (limited && m_read >= std::min(m_plan.firstImportItems.items(), m_plan.mostFirst)) {
        if (!m_plan.gapWord.empty()) {
            batch.gaps.push_back(
                {.before = m_oldestAt,
                 .reason = fmt::format("The first import stops after {} {}; older ones were not read.",
                                       m_read, m_plan.gapWord)});
        }
        return finish(batch);
    }
    if (!m_askedFor.insert(m_pageToken).second || m_askedFor.size() >= kMostPages) {
        batch.gaps.push_back(
            {.after = timeOfId(m_plan.cursor),
             .before = m_oldestAt,
             .reason = fmt::format("X does not show all {} that came while Shopbell was away.",
                                   m_plan.gapWord.empty() ? "posts" : m_plan.gapWord)});
        finish(batch);
    }
}

void Timeline::finish(model::IncomingBatch& batch) {
    m_done = true;
    if (!m_newestId.empty() && (!isNumber(m_plan.cursor) || isLater(m_newestId, m_plan.cursor))) {
        batch.cursors[m_plan.name] = m_newestId;
    }
}

Timeline::Given Timeline::handOut(model::IncomingBatch&& batch) {
    if (m_switched && m_context.dialect != m_firstDialect) {
        batch.cursors[std::string(kDialectCursor)] = name(m_context.dialect);
    }
    if (batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty()) {
        return std::optional<model::IncomingBatch>();
    }
    return questionOr(std::move(batch), m_context.named, m_question);
}

}  // namespace platform::x
