// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/platform_house.h"
#include "practice/x/bill.h"
#include "practice/x/oauth.h"
#include "practice/x/rate_meter.h"
#include "practice/x/town.h"

namespace app::practice::x {

/// X's API version 2 as far as a client of customers' messages can tell.
class XHouse final : public PlatformHouse, public Stage {
public:
    XHouse(const HouseSettings& settings, DeliveryLog& log);

    [[nodiscard]] Answer answer(const Question& question, std::int64_t nowMs) override;
    [[nodiscard]] Answer faultAnswer(const Fault& fault, const Question& question,
                                     std::int64_t nowMs) override;
    [[nodiscard]] Stage& stage() override { return *this; }
    void onShopReply(ShopReply listener) override { m_town.onShopReply = std::move(listener); }

    [[nodiscard]] base::Result<Json> say(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> edit(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> remove(const Json& request, std::int64_t nowMs) override;
    [[nodiscard]] base::Result<Json> like(const Json& request, std::int64_t nowMs) override;
    /// "dialect" {"words":"post"|"tweet","strict":bool}, "credits" {"left":bool}, "bill" {}, "sign-in" {}.
    [[nodiscard]] base::Result<Json> pull(std::string_view place, const Json& request,
                                          std::int64_t nowMs) override;
    [[nodiscard]] Json tokens() const override;

    PostRef say(const Utterance& utterance, std::int64_t atMs) override;
    void edit(const PostRef& post, const std::string& text, std::int64_t atMs) override;
    void remove(const PostRef& post, std::int64_t atMs) override;
    void like(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void passOn(std::string_view /*persona*/, const PostRef& /*post*/, std::int64_t /*atMs*/) override {}
    void follow(std::string_view /*persona*/, std::int64_t /*atMs*/) override {}
    [[nodiscard]] bool exists(const PostRef& post) const override;

private:
    [[nodiscard]] base::Result<Post*> named(const Json& request, const char* key);

    Town m_town;
    OauthDesk m_oauth;
    Bill m_bill;
    RateMeter m_rates;
    OauthDesk::Tokens m_tokens;
};

}  // namespace app::practice::x
