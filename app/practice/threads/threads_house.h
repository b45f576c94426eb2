// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/platform_house.h"
#include "practice/threads/server_state.h"
#include "practice/threads/street_talk.h"

#include <string>

namespace app::practice::threads {

/// Threads as far as a client of customers' messages can tell: posts, replies and mentions. What is said in
/// private goes on without anybody seeing it, since this platform's API has no messages.
class ThreadsHouse final : public PlatformHouse, public Stage {
public:
    ThreadsHouse(const HouseSettings& settings, DeliveryLog& log);

    [[nodiscard]] Answer answer(const Question& question, std::int64_t nowMs) override;
    [[nodiscard]] Answer faultAnswer(const Fault& fault, const Question& question,
                                     std::int64_t nowMs) override;
    [[nodiscard]] Stage& stage() override { return *this; }
    void onShopReply(ShopReply listener) override;

    [[nodiscard]] base::Result<Json> say(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> edit(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> remove(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> like(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> pull(std::string_view place, const Json& request,
                                          std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> look(std::string_view place, std::int64_t nowMs) const override;
    [[nodiscard]] Json tokens() const override;

    PostRef say(const Utterance& utterance, std::int64_t atMs) override;
    void edit(const PostRef& post, const std::string& text, std::int64_t atMs) override;
    void remove(const PostRef& post, std::int64_t atMs) override;
    void like(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void passOn(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void follow(std::string_view persona, std::int64_t atMs) override;
    [[nodiscard]] bool exists(const PostRef& post) const override;

private:
    [[nodiscard]] std::string idOf(std::string_view persona) const;
    [[nodiscard]] base::Result<Json> setTraits(const Json& request, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> setClosed(const Json& request);
    [[nodiscard]] Json shown(const Post& post) const;

    // Looking things up hands out what may be changed.
    mutable ServerState m_state;
    StreetTalk m_talk;
    std::string m_token;
};

}  // namespace app::practice::threads
