// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/steps.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace platform {

/// A stretch of a step list: one stream of a poll, one question of a sign-in.
template <class T>
class Part {
public:
    virtual ~Part() = default;
    /// What to ask now; nothing when this part is done. Called once before each request.
    [[nodiscard]] virtual std::optional<HttpCall> next() = 0;
    /// What the answer gives; a failure ends the whole list.
    [[nodiscard]] virtual base::Result<std::optional<T>> accept(const net::HttpResponse& response,
                                                                base::UtcTime now) = 0;
};

/// Parts one after another as one step list.
template <class T>
class Sequence final : public Steps<T> {
public:
    explicit Sequence(std::vector<std::unique_ptr<Part<T>>> parts) : m_parts(std::move(parts)) { advance(); }

    [[nodiscard]] bool finished() const override { return !m_call; }
    [[nodiscard]] Request request() const override { return *m_call; }
    [[nodiscard]] base::Status accept(const net::HttpResponse& response, base::UtcTime now) override {
        if (!m_call) {
            return base::fail(base::ErrorKind::Internal, "An answer came that nobody asked for.");
        }
        auto given = m_parts[m_current]->accept(response, now);
        if (!given) {
            m_call.reset();
            m_current = m_parts.size();
            return base::fail(std::move(given.error()));
        }
        m_given = *std::move(given);
        advance();
        return {};
    }
    [[nodiscard]] std::optional<T> take() override { return std::exchange(m_given, std::nullopt); }

private:
    void advance() {
        m_call.reset();
        for (; m_current < m_parts.size(); ++m_current) {
            m_call = m_parts[m_current]->next();
            if (m_call) {
                return;
            }
        }
    }

    std::vector<std::unique_ptr<Part<T>>> m_parts;
    std::size_t m_current = 0;
    std::optional<HttpCall> m_call;
    std::optional<T> m_given;
};

/// A sequence whose parts share something that lives as long as they: a server, who we are.
template <class T, class Shared>
class ContextSequence final : public Steps<T> {
public:
    /// `partsFor(shared)` makes the parts, which may keep references to what they are given.
    template <class PartsFor>
    ContextSequence(Shared shared, const PartsFor& partsFor)
        : m_shared(std::move(shared)), m_steps(partsFor(m_shared)) {}
    ContextSequence(const ContextSequence&) = delete;
    ContextSequence& operator=(const ContextSequence&) = delete;

    [[nodiscard]] bool finished() const override { return m_steps.finished(); }
    [[nodiscard]] Request request() const override { return m_steps.request(); }
    [[nodiscard]] base::Status accept(const net::HttpResponse& response, base::UtcTime now) override {
        return m_steps.accept(response, now);
    }
    [[nodiscard]] std::optional<T> take() override { return m_steps.take(); }

private:
    Shared m_shared;
    Sequence<T> m_steps;
};

/// A result for which nothing has to be asked.
template <class T>
class Ready final : public Steps<T> {
public:
    explicit Ready(T result) : m_result(std::move(result)) {}
    [[nodiscard]] bool finished() const override { return true; }
    [[nodiscard]] Request request() const override { return HttpCall{}; }
    [[nodiscard]] base::Status accept(const net::HttpResponse& /*response*/, base::UtcTime /*now*/) override {
        return base::fail(base::ErrorKind::Internal, "An answer came that nobody asked for.");
    }
    [[nodiscard]] std::optional<T> take() override { return std::exchange(m_result, std::nullopt); }

private:
    std::optional<T> m_result;
};

/// A sequence of a single part, or of several given one by one.
template <class T, class... Parts>
[[nodiscard]] std::unique_ptr<Steps<T>> sequenceOf(std::unique_ptr<Parts>... parts) {
    std::vector<std::unique_ptr<Part<T>>> list;
    (list.push_back(std::move(parts)), ...);
    return std::make_unique<Sequence<T>>(std::move(list));
}

}  // namespace platform
