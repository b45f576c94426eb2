// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_samples.h"
#include "model/account.h"
#include "platform/registry.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Instagram's JSON as small as it may be, with invented customers.
namespace ig {

using namespace graph_samples;

inline const std::string kShop = "17841400000000001";
inline const std::string kAna = "1122334455";
inline const std::string kBob = "1155443322";
inline const std::string kFacebookPage = "1088";

/// How the account signed in: by itself, or by its Facebook Page.
enum class Login { Instagram, Facebook };

/// "@myshop" at https://graph.instagram.example, or at https://graph.facebook.example.
model::Account account(Login login = Login::Instagram);
platform::Secrets secrets(Login login = Login::Instagram);
const platform::PlatformAdapter& adapter();

/// {"id","username"} of one of the three above.
Json person(const std::string& id);
/// A row of the list of conversations; with Ana.
Json conversation(const std::string& id, int minute);
/// "d_MINUTE" of that minute.
Json message(int minute, const std::string& from = kAna, std::string_view text = "Size M?");
/// "c_MINUTE"; without replies.
Json comment(int minute, const std::string& from = kAna, std::string_view text = "Price?");
Json replyTo(Json comment, const std::string& parent);
/// With replies below it, and where those go on.
Json withReplies(Json comment, const std::vector<Json>& replies, const std::string& after = "");
/// "g_NUMBER" with so many comments.
Json medium(int number, std::optional<int> comments);
/// "t_NUMBER", Ana's picture with us in it.
Json tagged(int number);

std::string askedConversations(Login login = Login::Instagram, const std::string& after = "");
std::string askedMessages(const std::string& conversation, const std::string& after = "");
std::string askedMedia(const std::string& after = "", int limit = 25);
std::string askedComments(const std::string& medium, const std::string& after = "", int limit = 50);
std::string askedReplies(const std::string& comment, const std::string& after = "");
std::string askedTags(const std::string& after = "");
std::string askedComment(const std::string& id);

struct Poll {
    model::Account account = ig::account();
    platform::Secrets secrets = ig::secrets();
    std::map<std::string, std::string> cursors;
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>> steps() const;
    [[nodiscard]] dialogue::Course<model::IncomingBatch> run(const std::vector<Exchange>& exchanges) const;
};
/// A poll of direct messages that were known up to that cursor; no medium comes after them.
dialogue::Course<model::IncomingBatch>
readMessages(const std::string& cursor, std::vector<Exchange> exchanges, int firstImportItems = 2'000);
/// A poll of the comments below our media alone, of which these counts were known.
dialogue::Course<model::IncomingBatch> readMedia(const std::string& counts, std::vector<Exchange> exchanges,
                                                 int firstImportItems = 2'000);

}  // namespace ig
