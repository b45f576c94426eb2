// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/server_state.h"
#include "practice/platform_house.h"

#include <map>
#include <string>

namespace app::practice::mastodon {

/// Mastodon 4.6 as far as a client of customers' messages can tell.
class MastodonHouse final : public PlatformHouse, public Stage {
public:
    MastodonHouse(const HouseSettings& settings, DeliveryLog& log);

    [[nodiscard]] Answer answer(const Question& question, std::int64_t nowMs) override;
    [[nodiscard]] Answer faultAnswer(const Fault& fault, const Question& question,
                                     std::int64_t nowMs) override;
    [[nodiscard]] Stage& stage() override { return *this; }
    void onShopReply(ShopReply listener) override;

    [[nodiscard]] base::Result<Json> say(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> edit(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> remove(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> like(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] Json tokens() const override;

    PostRef say(const Utterance& utterance, std::int64_t atMs) override;
    void edit(const PostRef& post, const std::string& text, std::int64_t atMs) override;
    void remove(const PostRef& post, std::int64_t atMs) override;
    void like(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void passOn(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void follow(std::string_view persona, std::int64_t atMs) override;
    [[nodiscard]] bool exists(const PostRef& post) const override;

private:
    [[nodiscard]] std::string addressed(const Utterance& utterance, const Account& author,
                                        const Post* parent) const;
    [[nodiscard]] Post* find(const PostRef& post);
    [[nodiscard]] base::Result<Post*> named(const Json& request, const char* key);
    [[nodiscard]] Json shown(const Post& post) const;
    /// What somebody says about the shop without naming it, once the shop has a past.
    void talkAside(std::string_view persona, std::int64_t atMs);
    Id picture(Id owner, const std::string& description, std::int64_t atMs);

    ServerState m_state;
    std::int64_t m_startMs;
    enum class Aside { TooEarly, Due, Said } m_aside = Aside::TooEarly;
    Id m_web = 0;  ///< the app that people of the street write with
    std::map<std::string, std::string> m_tokens;
};

}  // namespace app::practice::mastodon
