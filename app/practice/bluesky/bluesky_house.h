// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/drafting.h"
#include "practice/bluesky/server_state.h"
#include "practice/platform_house.h"

#include <map>
#include <string>

namespace app::practice::bluesky {

/// A PDS, the AppView and the chat service behind it, as far as a client of customers' messages can tell.
/// Posts are named by their address, chat messages by their id.
class BlueskyHouse final : public PlatformHouse, public Stage {
public:
    BlueskyHouse(const HouseSettings& settings, DeliveryLog& log);

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
    [[nodiscard]] Json tokens() const override;

    PostRef say(const Utterance& utterance, std::int64_t atMs) override;
    void edit(const PostRef& post, const std::string& text, std::int64_t atMs) override;
    void remove(const PostRef& post, std::int64_t atMs) override;
    void like(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void passOn(std::string_view persona, const PostRef& post, std::int64_t atMs) override;
    void follow(std::string_view persona, std::int64_t atMs) override;
    [[nodiscard]] bool exists(const PostRef& post) const override;

private:
    enum class Wording { AsWritten, Addressed };

    [[nodiscard]] PostRef current(const PostRef& post) const;
    [[nodiscard]] std::string addressed(const Utterance& utterance, const Account& author,
                                        const Record* parent);
    /// What somebody says about the shop without naming it, once the shop has a past.
    void talkAside(std::string_view persona, std::int64_t atMs);
    [[nodiscard]] const Record& publish(const Draft& draft, std::int64_t atMs);
    const Record& write(const std::string& did, std::string_view collection, Json value, std::int64_t atMs);
    ChatMessage& whisper(const Account& from, const Account& to, const std::string& text, std::int64_t atMs);
    [[nodiscard]] const Account& partnerOf(const Account& author, const PostRef& message) const;
    PostRef correct(const PostRef& post, const std::string& text, Wording wording, std::int64_t atMs);

    [[nodiscard]] base::Result<const Account*> person(const Json& request, const char* key) const;
    [[nodiscard]] base::Result<const Record*> namedPost(const Json& request, const char* key) const;
    [[nodiscard]] base::Result<Json> sayDirect(const Json& request, const Account& author,
                                               const std::string& text, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> sayPublic(const Json& request, const Account& author,
                                               const std::string& text, std::int64_t nowMs);
    [[nodiscard]] base::Result<Json> setGate(const Json& request, std::int64_t nowMs);
    [[nodiscard]] Json shown(const Record& post) const;
    [[nodiscard]] Json shown(const ChatMessage& message) const;

    ServerState m_state;
    std::int64_t m_startMs;
    enum class Aside { TooEarly, Due, Said } m_aside = Aside::TooEarly;
    Dice m_habits;  ///< who names the shop although a reply would do
    std::map<std::string, std::string> m_passwords;
    std::string m_passwordWithoutMessages;
    std::map<PostRef, PostRef> m_movedTo;    ///< a corrected post and where it is now
    std::map<PostRef, PostRef> m_standsFor;  ///< a correction and what it corrects
};

}  // namespace app::practice::bluesky
