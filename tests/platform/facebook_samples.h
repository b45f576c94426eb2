// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_samples.h"
#include "model/account.h"
#include "platform/registry.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Facebook's JSON as small as it may be, with invented customers.
namespace fb {

using namespace graph_samples;

inline const std::string kPage = "1088";
inline const std::string kAna = "6544";
inline const std::string kBob = "7755";

/// "Lamp shop" at https://graph.facebook.example.
model::Account account();
platform::Secrets secrets();
const platform::PlatformAdapter& adapter();

/// {"id","name"} of one of the three above.
Json person(const std::string& id);
/// A row of the list of conversations; with Ana, "t_NAME".
Json conversation(const std::string& id, int minute);
/// "m_MINUTE" of that minute.
Json message(int minute, const std::string& from = kAna, std::string_view text = "Is size M back?");
/// "5001_MINUTE", below the post 1088_5001.
Json comment(int minute, const std::string& from = kAna, std::string_view text = "Price?");
Json replyTo(Json comment, const std::string& parent);
/// "1088_NUMBER"; with comments below it where there are some, and where those go on.
Json post(int number, int minute, const std::string& from = kPage, const std::vector<Json>& comments = {},
          const std::string& after = "");

std::string askedConversations(const std::string& after = "", int limit = 25);
std::string askedMessages(const std::string& conversation, const std::string& after = "");
std::string askedPosts(const std::string& edge, const std::string& after = "", int limit = 25);
std::string askedComments(const std::string& post, const std::string& after);
std::string askedComment(const std::string& id);

struct Poll {
    model::Account account = fb::account();
    platform::Secrets secrets = fb::secrets();
    std::map<std::string, std::string> cursors;
    std::vector<platform::PollInput::Recent> recent;
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>> steps() const;
    [[nodiscard]] dialogue::Course<model::IncomingBatch> run(const std::vector<Exchange>& exchanges) const;
};
/// A poll of direct messages that were known up to that minute; nothing comes after them.
dialogue::Course<model::IncomingBatch>
readMessages(const std::string& cursor, std::vector<Exchange> exchanges, int firstImportItems = 2'000);
/// A poll of the comments below our posts; nothing comes before and after them.
dialogue::Course<model::IncomingBatch> readPosts(const std::string& cursor, std::vector<Exchange> exchanges,
                                                 int firstImportItems = 2'000);
}  // namespace fb
