// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/graph/id_mint.h"
#include "practice/instagram/model.h"

#include <map>
#include <string>
#include <string_view>

namespace app::practice::instagram {

/// All that the platform knows. Plain state and what follows from it; who may do what stands elsewhere.
struct Network {
    explicit Network(const Dice& dice);
    Network(const Network&) = delete;  // the inbox takes its ids from here
    Network& operator=(const Network&) = delete;
    Network(Network&&) = delete;
    Network& operator=(Network&&) = delete;
    ~Network() = default;

    graph::IdMint ids;
    std::string accountId;  ///< the same everywhere
    std::string scopedId;   ///< what the account calls itself in this app
    std::string pageId;     ///< of the page that it is linked to
    std::string userName = "kettleandkiln";
    std::string name;
    graph::People people;
    graph::Inbox inbox;
    std::map<std::string, Media, std::less<>> media;  ///< oldest first; deleted ones are gone
    std::map<std::string, Comment, std::less<>> comments;

    [[nodiscard]] Media* medium(std::string_view id);
    [[nodiscard]] Comment* comment(std::string_view id);
    [[nodiscard]] std::string userNameOf(const std::string& id);
    [[nodiscard]] std::string latestOwn() const;
    /// Those that are not hidden, replies as well.
    [[nodiscard]] std::size_t commentCount(const std::string& media) const;

    Media& publish(const std::string& author, std::string caption, std::int64_t atMs);
    /// Under a picture or a comment; a reply to a reply hangs on the comment at the top.
    Comment& comment(const std::string& author, const std::string& under, std::string text,
                     std::int64_t atMs);
    void eraseMedia(const std::string& id);
    void eraseComment(const std::string& id);
};

}  // namespace app::practice::instagram
