// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice {

/// Names a post on a stage; only the stage knows what is in it. Empty = no post.
using PostRef = std::string;

enum class Reach { Public, Direct };

/// Something that a person of the street says.
struct Utterance {
    std::string_view persona;
    std::string text;  ///< without the handles that address somebody; the stage adds them
    Reach reach = Reach::Public;
    PostRef inReplyTo{};
    std::string warning{};
    std::vector<std::string> pictures{};  ///< descriptions; "" = none given
};

/// Where the script plays: one platform. Times are street time in UTC ms and never go back.
class Stage {
public:
    virtual ~Stage() = default;

    virtual PostRef say(const Utterance& utterance, std::int64_t atMs) = 0;
    virtual void edit(const PostRef& post, const std::string& text, std::int64_t atMs) = 0;
    virtual void remove(const PostRef& post, std::int64_t atMs) = 0;
    virtual void like(std::string_view persona, const PostRef& post, std::int64_t atMs) = 0;
    virtual void passOn(std::string_view persona, const PostRef& post, std::int64_t atMs) = 0;
    virtual void follow(std::string_view persona, std::int64_t atMs) = 0;
    [[nodiscard]] virtual bool exists(const PostRef& post) const = 0;
};

}  // namespace app::practice
