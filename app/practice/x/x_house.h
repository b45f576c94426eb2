// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/platform_house.h"
#include "practice/x/server_state.h"
#include "practice/x/street_talk.h"

#include <map>
#include <string>

namespace app::practice::x {

/// X as far as a client of customers' messages can tell. Posts and messages are named by their ids, an edited
/// post by its first.
class XHouse final : public PlatformHouse, public Stage {
public:
    XHouse(const HouseSettings& settings, DeliveryLog& log);

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
    [[nodiscard]] const Message* message(const PostRef& ref) const;
    [[nodiscard]] const Post* post(const PostRef& ref) const;
    [[nodiscard]] Post* post(const PostRef& ref);
    [[nodiscard]] const Account& partnerOf(const Account& author, const PostRef& message) const;
    [[nodiscard]] std::string addressed(const Account& author, const std::string& text,
                                        const Post* parent) const;
    Message& sayAgain(const Message& message, const std::string& text, std::int64_t atMs);

    [[nodiscard]] base::Result<const Account*> person(const Json& request, const char* key) const;
    [[nodiscard]] base::Result<Json> sayDirect(const Json& request, const Account& author,
                                               const std::string& text, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> sayPublic(const Json& request, const Account& author,
                                               const std::string& text, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> setTraits(const Json& request);
    [[nodiscard]] base::Result<Json> setInbox(const Json& request);
    [[nodiscard]] base::Result<Json> setProtected(const Json& request);
    [[nodiscard]] Family consentOf(const TokenPair& pair) const;
    [[nodiscard]] Json shown(const Post& post) const;
    [[nodiscard]] Json shown(const Message& message) const;

    ServerState m_state;
    StreetTalk m_talk;
    std::map<std::string, TokenPair> m_tokens;
    TokenPair m_withoutMessages;
    TokenPair m_app;
    std::map<Id, Id> m_standsFor;  ///< a message said again and the one that it corrects
};

}  // namespace app::practice::x
