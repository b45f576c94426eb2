// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

#include "net/http.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <numeric>

namespace bench {

namespace {

constexpr std::int64_t kBegin = 1'735'689'600'000;  // 2025-01-01
constexpr std::int64_t kYear = 365LL * 24 * 3'600'000;
constexpr double kMostMessages = 5000;
/// Ids grow with time, as Mastodon's do; the list is paged by them.
constexpr std::uint64_t kFirstId = 113'000'000'000'000'000;

std::string idOf(std::size_t index) {
    return std::to_string(kFirstId + index * 977);
}

std::size_t indexOf(const std::string& id) {
    return static_cast<std::size_t>((std::stoull(id) - kFirstId) / 977);
}

std::string iso(std::int64_t ms) {
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, ms % 1000);
}

std::string person(std::uint32_t author) {
    if (author == 0) {
        return R"({"id":"100","username":"shop","acct":"shop","display_name":"The Shop","locked":false,"bot":false,)"
               R"("discoverable":true,"group":false,"created_at":"2022-11-05T00:00:00.000Z","note":"<p>Bread since 1911</p>",)"
               R"("url":"https://shop.example/@shop","uri":"https://shop.example/users/shop",)"
               R"("avatar":"https://shop.example/avatars/original/missing.png","header":"https://shop.example/headers/original/missing.png",)"
               R"("followers_count":1234,"following_count":12,"statuses_count":5678,"last_status_at":"2025-06-01","emojis":[],"fields":[]})";
    }
    const std::string id = std::to_string(1000 + author);
    const std::string host = author % 3 == 0   ? "stadtfunk.example"
                             : author % 3 == 1 ? "dorfplatz.example"
                                               : "shop.example";
    const std::string acct = host == "shop.example" ? "kunde" + id : "kunde" + id + "@" + host;
    return fmt::format(
        R"({{"id":"{0}","username":"kunde{0}","acct":"{1}","display_name":"Customer {0} ✨","locked":false,"bot":false,)"
        R"("discoverable":null,"group":false,"created_at":"2023-02-03T00:00:00.000Z","note":"<p>Writes about bread, bikes and trains.</p>",)"
        R"("url":"https://{2}/@kunde{0}","uri":"https://{2}/users/kunde{0}",)"
        R"("avatar":"https://{2}/system/accounts/avatars/{0}/original/3f2a.png","avatar_static":"https://{2}/system/accounts/avatars/{0}/original/3f2a.png",)"
        R"("header":"https://{2}/headers/original/missing.png","header_static":"https://{2}/headers/original/missing.png",)"
        R"("followers_count":87,"following_count":120,"statuses_count":990,"last_status_at":"2025-06-01","emojis":[],"fields":[]}})",
        id, acct, host);
}

}  // namespace

Town::Town(std::size_t messages, std::uint64_t seed) : m_corpus(seed), m_seed(seed) {
    Dice dice(seed + 1);
    std::vector<std::vector<Post>> conversations;
    const std::uint32_t people = static_cast<std::uint32_t>(std::max<std::size_t>(messages / 12, 2));
    std::size_t left = messages;
    while (left > 0) {
        // Mean 10 messages.
        const double wanted = std::clamp(dice.logNormal(4.0, 1.35), 1.0, kMostMessages);
        const std::size_t size = std::min(left, static_cast<std::size_t>(wanted));
        const std::uint32_t customer = 1 + static_cast<std::uint32_t>(dice.below(people));
        const bool direct = dice.chance(0.15);
        std::int64_t at = kBegin + static_cast<std::int64_t>(dice.unit() * static_cast<double>(kYear));
        std::vector<Post>& posts = conversations.emplace_back();
        for (std::size_t i = 0; i < size; ++i) {
            Post post{.at = at,
                      .conversation = static_cast<std::uint32_t>(conversations.size()),
                      .author = customer,
                      .direct = direct};
            if (i > 0) {
                // Mostly the answer to the last one.
                post.parent = static_cast<std::uint32_t>(dice.chance(0.8) ? i : 1 + dice.below(i));
                const double who = dice.unit();
                post.author = who < 0.34              ? 0
                              : who < 0.40 && !direct ? 1 + static_cast<std::uint32_t>(dice.below(people))
                                                      : customer;
            }
            posts.push_back(post);
            at += static_cast<std::int64_t>(std::min(dice.logNormal(1'800'000, 1.6), 1e9));
        }
        left -= size;
    }
    m_conversations = conversations.size();
    placeInTime(conversations);
}

void Town::placeInTime(std::vector<std::vector<Post>>& conversations) {
    struct Place {
        std::int64_t at;
        std::uint32_t conversation;
        std::uint32_t position;
    };
    std::vector<Place> order;
    for (std::uint32_t c = 0; c < conversations.size(); ++c) {
        for (std::uint32_t p = 0; p < conversations[c].size(); ++p) {
            order.push_back({conversations[c][p].at, c, p});
        }
    }
    std::ranges::sort(order, {}, [](const Place& place) {
        return std::tuple(place.at, place.conversation, place.position);
    });
    std::vector<std::vector<std::uint32_t>> newIndex(conversations.size());
    for (std::uint32_t c = 0; c < conversations.size(); ++c) {
        newIndex[c].resize(conversations[c].size());
    }
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        newIndex[order[i].conversation][order[i].position] = i;
    }
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        Post post = conversations[order[i].conversation][order[i].position];
        if (post.parent != 0) {
            post.parent = newIndex[order[i].conversation][post.parent - 1] + 1;
        }
        m_posts.push_back(post);
        (post.author == 0 ? m_own : m_mentions).push_back(i);
    }
}

model::Account Town::shop() {
    model::Account account;
    account.platform = "mastodon";
    account.server = "https://shop.example";
    account.remoteId = "100";
    account.handle = "@shop@shop.example";
    account.name = "The Shop";
    account.profileUrl = "https://shop.example/@shop";
    account.facts = {.software = "mastodon", .version = "4.6.0", .largestReply = 500, .urlLength = 23};
    return account;
}

std::string Town::status(std::size_t index) const {
    const Post& post = m_posts[index];
    Dice dice(Dice(m_seed + index * 31).next());
    const std::string text = m_corpus.text(dice);
    // Whom it answers stands in front, as Mastodon's apps write it.
    const std::uint32_t addressed = post.parent != 0 ? m_posts[post.parent - 1].author : 0;
    const bool toShop = post.author != 0;
    const std::string mentionId = toShop ? "100" : std::to_string(1000 + addressed);
    const std::string mentionName = toShop ? "shop" : "kunde" + mentionId;
    const std::string mentionUrl =
        toShop ? "https://shop.example/@shop" : "https://stadtfunk.example/@" + mentionName;
    const std::string id = idOf(index);
    const std::string parent = post.parent == 0 ? "null" : '"' + idOf(post.parent - 1) + '"';
    const std::string parentAccount = post.parent == 0 ? "null"
                                      : addressed == 0 ? "\"100\""
                                                       : '"' + std::to_string(1000 + addressed) + '"';
    const std::string media =
        dice.chance(0.08)
            ? fmt::format(
                  R"([{{"id":"{0}","type":"image","url":"https://files.shop.example/media/{0}/original.jpg","preview_url":"https://files.shop.example/media/{0}/small.jpg",)"
                  R"("remote_url":null,"meta":{{"original":{{"width":1200,"height":900}}}},"description":"A photo of what came in the parcel","blurhash":"UBL_:rOpGG-oBUNG,qRj"}}])",
                  id)
            : "[]";
    return fmt::format(
        R"({{"id":"{0}","created_at":"{1}","in_reply_to_id":{2},"in_reply_to_account_id":{3},"sensitive":false,"spoiler_text":"",)"
        R"("visibility":"{4}","language":"en","uri":"https://shop.example/users/x/statuses/{0}","url":"https://shop.example/@x/{0}",)"
        R"("replies_count":0,"reblogs_count":0,"favourites_count":0,"edited_at":null,"favourited":false,"reblogged":false,"muted":false,"bookmarked":false,)"
        R"("content":"<p><span class=\"h-card\" translate=\"no\"><a href=\"{5}\" class=\"u-url mention\">@<span>{6}</span></a></span> {7}</p>",)"
        R"("filtered":[],"reblog":null,"application":null,"account":{8},"media_attachments":{9},)"
        R"("mentions":[{{"id":"{10}","username":"{6}","url":"{5}","acct":"{6}"}}],"tags":[],"emojis":[],"card":null,"poll":null}})",
        id, iso(post.at), parent, parentAccount, post.direct ? "direct" : "public", mentionUrl, mentionName,
        text, person(post.author), media, mentionId);
}

Town::Page Town::answer(const std::string& url, std::int64_t until) const {
    const bool notifications = url.find("/api/v1/notifications") != std::string::npos;
    const bool own = url.find("/statuses?") != std::string::npos || url.ends_with("/statuses");
    if (!notifications && !own) {
        return {.json = "[]", .link = {}, .items = 0};
    }
    const std::vector<std::uint32_t>& list = notifications ? m_mentions : m_own;
    const auto happened = static_cast<std::size_t>(
        std::ranges::upper_bound(list, until, {}, [&](std::uint32_t index) { return m_posts[index].at; }) -
        list.begin());
    const std::string minId = net::queryParameter(url, "min_id").value_or("");
    const std::string limit = net::queryParameter(url, "limit").value_or("40");
    // Servers give fewer than asked for, as they like: 40 to 80.
    std::size_t most = std::stoul(limit);
    std::size_t begin = 0;
    std::size_t end = happened;
    if (!minId.empty()) {
        const std::size_t after = minId == "1" ? 0 : indexOf(minId) + 1;
        begin = static_cast<std::size_t>(std::ranges::lower_bound(list, static_cast<std::uint32_t>(after)) -
                                         list.begin());
        most = std::min<std::size_t>(most, 40 + begin % 41);
        end = std::min(happened, begin + most);
    } else {
        begin = end > most ? end - most : 0;
    }
    Page page;
    page.json = "[";
    for (std::size_t i = end; i-- > begin && end > begin;) {
        const std::size_t index = list[i];
        if (page.json.size() > 1) {
            page.json += ',';
        }
        if (notifications) {
            page.json += fmt::format(
                R"({{"id":"{}","type":"mention","created_at":"{}","group_key":"ungrouped-{}","account":{},"status":{}}})",
                idOf(index), iso(m_posts[index].at), index, person(m_posts[index].author), status(index));
        } else {
            page.json += status(index);
        }
        ++page.items;
    }
    page.json += ']';
    if (page.items > 0) {
        const std::string path = url.substr(0, url.find('?'));
        page.link =
            fmt::format("<{0}?limit={1}&max_id={2}>; rel=\"next\", <{0}?limit={1}&min_id={3}>; rel=\"prev\"",
                        path, limit, idOf(list[begin]), idOf(list[end - 1]));
    }
    return page;
}

}  // namespace bench
