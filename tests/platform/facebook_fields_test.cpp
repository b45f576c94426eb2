// SPDX-License-Identifier: GPL-3.0-or-later
#include "cassette.h"
#include "facebook_samples.h"
#include "support/catch.h"
#include "support/paths.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What we ask Graph for and read stands in the vendor's own lists of fields; what those leave out is named
/// here one by one, with the recording or the page of notes that has it.
namespace {

using fb::Json;

/// The shared facts; says that the test is skipped where they are not.
std::optional<std::filesystem::path> sharedOrSkip() {
    auto shared = cassette::sharedFolder();
    if (!shared) {
        SUCCEED("skipped: the shared specifications are not here");
        WARN("skipped: the shared specifications are not here");
    }
    return shared ? std::optional<std::filesystem::path>(*shared) : std::nullopt;
}

/// Fields and edges of one kind of object, each with the kind that it leads to.
std::map<std::string, std::string> fieldsOf(const std::filesystem::path& shared, const std::string& kind) {
    std::map<std::string, std::string> fields;
    const auto file = shared / "specs/meta-codegen" / (kind + ".json");
    if (!std::filesystem::exists(file)) {
        return fields;
    }
    const auto spec = Json::parse(support::readFile(file));
    for (const auto& field : spec["fields"]) {
        fields[field["name"]] = field["type"];
    }
    for (const auto& api : spec["apis"]) {
        if (api["method"] == "GET" && api.contains("endpoint")) {
            fields[api["endpoint"]] = api["return"];
        }
    }
    return fields;
}

/// "id,from{id},comments.limit(5){id}" as names, each with what stands in its braces.
struct Asked {
    std::string name;
    std::string inner;
};
std::vector<Asked> namesIn(std::string_view text) {
    std::vector<Asked> names{{}};
    int depth = 0;
    bool modifier = false;
    for (const char letter : text) {
        const bool closes = letter == '}' || letter == ')';
        depth -= closes ? 1 : 0;
        if (depth == 0 && letter == ',') {
            names.emplace_back();
            modifier = false;
        } else if (depth == 0 && letter == '.') {
            modifier = true;
        } else if (depth == 0 && !modifier && letter != '{' && !closes) {
            names.back().name += letter;
        } else if (depth > 0 && (letter != '(' || depth > 1)) {
            names.back().inner += letter;
        }
        if (letter == '(') {
            ++depth;
        } else if (letter == '{') {
            // What stood in the brackets of a modifier is no field.
            names.back().inner = depth > 0 ? names.back().inner : std::string();
            ++depth;
        }
    }
    return names;
}

/// What no list of the vendor's has, and where it stands: a recording, or the notes on the platforms.
const std::map<std::string, std::string>& namedElsewhere() {
    static const std::string kNotes = "platforms.md";
    static const std::string kMessage = "captures/recorded/facebook/message_info.json";
    static const std::map<std::string, std::string> kPlaces{
        {"UnifiedMessage.id", kMessage},
        {"UnifiedMessage.created_time", kMessage},
        {"UnifiedMessage.from", kMessage},
        {"UnifiedMessage.to", kMessage},
        {"UnifiedMessage.message", kNotes},
        {"UnifiedMessage.sticker", kNotes},
        {"UnifiedMessage.attachments", kMessage},
        {"UnifiedMessage.attachments.id", kMessage},
        {"UnifiedMessage.attachments.mime_type", kMessage},
        {"UnifiedMessage.attachments.name", kMessage},
        {"UnifiedMessage.attachments.size", kMessage},
        {"UnifiedMessage.attachments.file_url", kNotes},
        {"UnifiedMessage.attachments.image_data", kMessage},
        {"UnifiedMessage.attachments.video_data", "captures/recorded/facebook/messages_info.json"},
        {"UnifiedMessage.shares", kNotes},
        {"UnifiedMessage.shares.id", kNotes},
        {"UnifiedMessage.shares.link", kNotes},
        {"UnifiedMessage.shares.name", kNotes},
        {"UnifiedMessage.shares.description", kNotes},
        {"Account.id", kNotes},
        {"Account.name", kNotes},
        {"Account.access_token", kNotes},
        {"Account.tasks", kNotes},
    };
    return kPlaces;
}

/// Of one kind of object; the people in it have ids and names everywhere.
class Conformance {
public:
    explicit Conformance(std::filesystem::path shared) : m_shared(std::move(shared)) {}

    void judge(const std::string& kind, std::string_view asked) {
        const auto known = fieldsOf(m_shared, kind);
        for (const auto& [name, inner] : namesIn(asked)) {
            std::string next = kind + "." + name;
            CAPTURE(next);
            if (const auto found = known.find(name); found != known.end()) {
                next = fieldsOf(m_shared, found->second).empty() && found->second != "UnifiedMessage"
                           ? next
                           : found->second;
            } else if (!(kind.ends_with(".from") && (name == "id" || name == "name"))) {
                const auto place = namedElsewhere().find(next);
                REQUIRE(place != namedElsewhere().end());
                CHECK(support::readFile(m_shared / place->second).find(name) != std::string::npos);
                m_used.insert(next);
            }
            ++m_names;
            if (!inner.empty()) {
                judge(next, inner);
            }
        }
    }
    [[nodiscard]] const std::set<std::string>& used() const { return m_used; }
    [[nodiscard]] std::size_t names() const { return m_names; }

private:
    std::filesystem::path m_shared;
    std::set<std::string> m_used;
    std::size_t m_names = 0;
};

/// What kind of object an address leads to.
std::string kindOf(const std::filesystem::path& shared, const std::string& url) {
    std::string path = url.substr(url.find("/v26.0") + 6);
    path = path.substr(0, path.find('?'));
    const auto last = path.substr(path.rfind('/') + 1);
    const auto page = fieldsOf(shared, "Page");
    if (path == "/me/accounts") {
        return "Account";
    }
    if (path.starts_with("/1088/")) {
        REQUIRE(page.contains(last));
        return page.at(last);
    }
    if (last == "messages") {
        return fieldsOf(shared, "UnifiedThread").at("messages");
    }
    if (last == "comments") {
        return fieldsOf(shared, path.starts_with("/1088_") ? "PagePost" : "Comment").at("comments");
    }
    return path == "/me" || path == "/1088" ? "Page" : path.starts_with("/1088_") ? "PagePost" : "Comment";
}

/// The addresses that these steps ask for, when all that is asked for is there.
template <class T>
void collect(const std::unique_ptr<platform::Steps<T>>& steps, std::set<std::string>& urls) {
    int requests = 0;
    while (!steps->finished() && ++requests < 30) {
        const std::string url = std::get<platform::HttpCall>(steps->request()).request.url;
        urls.insert(url);
        const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
        const auto answer = has("/conversations?") ? fb::page({fb::conversation("t_2", 59)})
                            : has("/messages?")    ? fb::page({fb::message(59)})
                            : has("/published_posts?")
                                ? fb::page({fb::post(5001, 2, fb::kPage, {fb::comment(59)}, "n")})
                            : has("/me/accounts?") ? fb::refusal(100)
                            : has("ids=")          ? fb::refusal(803)
                            : has("/5001_25?")     ? dialogue::json(fb::comment(25).dump())
                            : has("/1088_5001?")   ? dialogue::json(fb::post(5001, 2).dump())
                            : has("/me?")          ? dialogue::json(R"({"id":"1088","name":"Lamp shop"})")
                                                   : fb::page({});
        REQUIRE(steps->accept(answer.response(), dialogue::kNow));
        static_cast<void>(steps->take());
    }
    CHECK(steps->finished());
}

std::set<std::string> everyAddress() {
    std::set<std::string> urls;
    auto account = fb::account();
    account.settings["human_agent"] = "on";
    const auto secrets = fb::secrets();
    const auto& adapter = fb::adapter();
    fb::Poll poll;
    poll.thorough = true;
    poll.recent = {{"5001_25", "5001_25"}};
    collect(poll.steps(), urls);
    collect(adapter.readThread(account, secrets, "5001_25", {}), urls);
    collect(adapter.readThread(account, secrets, "1088_5001", {}), urls);
    collect(adapter.identify(account, secrets), urls);
    collect(adapter.testAbilities(account, secrets), urls);
    model::ReplyDraft draft;
    draft.visibility = model::Visibility::Private;
    draft.addresseeRemoteId = fb::kAna;
    draft.addresseeWroteAt = dialogue::kNow - std::chrono::hours{30};
    collect(adapter.prepare(account, secrets, draft, dialogue::kNow), urls);
    for (const auto* body :
         {R"({"kind":"message","to":"6544"})", R"({"kind":"comment","parent":"5001_25"})"}) {
        collect(adapter.lookUp({.account = account,
                                .secrets = secrets,
                                .draft = {},
                                .frozen = {.body = body, .repeatKey = {}}}),
                urls);
    }
    return urls;
}

}  // namespace

TEST_CASE("fields and what stands in their braces are told apart") {
    const auto names = namesIn("id,from{id,name},comments.filter(stream).limit(10){id,parent{id}},story");
    REQUIRE(names.size() == 4);
    CHECK(names[1].name == "from");
    CHECK(names[1].inner == "id,name");
    CHECK(names[2].name == "comments");
    CHECK(names[2].inner == "id,parent{id}");
    CHECK(names[3].name == "story");
    CHECK(names[3].inner.empty());
}

TEST_CASE("every field that Graph is asked for stands in Meta's lists, or is named with its place") {
    const auto shared = sharedOrSkip();
    if (!shared) {
        return;
    }
    Conformance conformance(*shared);
    std::size_t asked = 0;
    for (const auto& url : everyAddress()) {
        CAPTURE(url);
        if (const auto fields = net::queryParameter(url, "fields")) {
            conformance.judge(kindOf(*shared, url), *fields);
            ++asked;
        }
    }
    CHECK(asked >= 14);
    CHECK(conformance.names() > 100);
    for (const auto& [field, place] : namedElsewhere()) {
        CAPTURE(field, place);
        CHECK(conformance.used().contains(field));
    }
}

TEST_CASE("every key that Graph's answers are read by is known from Meta's lists, a recording or the notes") {
    const auto shared = sharedOrSkip();
    if (!shared) {
        return;
    }
    std::set<std::string> listed;
    for (const auto* kind : {"Comment", "PagePost", "UnifiedThread", "Page"}) {
        for (const auto& [name, type] : fieldsOf(*shared, kind)) {
            listed.insert(name);
        }
    }
    std::string recorded = support::readFile(*shared / "platforms.md");
    for (const auto& entry : std::filesystem::directory_iterator(*shared / "captures/recorded/facebook")) {
        recorded += support::readFile(entry.path());
    }
    const std::regex key("\\{\"([a-z_]+)\",");
    std::size_t keys = 0;
    for (const auto* file : {"graph/parse.cpp", "facebook/parse.cpp", "facebook/identify.cpp"}) {
        const auto source = support::readFile(support::sourceFolder() / "core/platform" / file);
        for (std::sregex_iterator at(source.begin(), source.end(), key), end; at != end; ++at) {
            const std::string name = (*at)[1];
            CAPTURE(file, name);
            const bool known =
                listed.contains(name) || std::regex_search(recorded, std::regex("\\b" + name + "\\b"));
            CHECK(known);
            ++keys;
        }
    }
    CHECK(keys > 60);
}
