// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/facebook/server_state.h"
#include "practice/facebook/street_talk.h"
#include "practice/platform_house.h"

#include <string>

namespace app::practice::facebook {

/// A Facebook Page as far as a client of customers' messages can tell: its posts with their comments, what
/// people post on it, and Messenger. Everything is named by its id.
class FacebookHouse final : public PlatformHouse, public Stage {
public:
    FacebookHouse(const HouseSettings& settings, DeliveryLog& log);

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
    [[nodiscard]] std::string talkOf(const PostRef& message) const;
    PostRef write(const std::string& from, const std::string& with, Message message);
    PostRef mention(const std::string& author, const Utterance& utterance, std::int64_t atMs);

    [[nodiscard]] base::Result<std::string> author(const Json& request) const;
    [[nodiscard]] base::Result<Json> sayDirect(const Json& request, const std::string& author,
                                               std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> sayPublic(const Json& request, const std::string& author,
                                               std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> setTraits(const Json& request, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> setPerson(const Json& request, bool Person::* what);
    [[nodiscard]] Json shown(const PostRef& ref) const;

    // Looking things up hands out what may be changed.
    mutable ServerState m_state;
    StreetTalk m_talk;
    Dice m_dice;
    std::string m_pageToken;
    std::string m_userToken;
    std::string m_systemToken;
};

}  // namespace app::practice::facebook
