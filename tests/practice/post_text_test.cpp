// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/post_text.h"

#include "support/catch.h"

using namespace app::practice::mastodon;

namespace {

HtmlSettings settings(Origin origin = Origin::Local) {
    return {.origin = origin, .tagBase = "https://me.example/tags/", .profileOf = [](const Entity& mention) {
                return mention.name == "shop" ? std::optional<std::string>("https://me.example/@shop")
                                              : std::nullopt;
            }};
}

std::string html(const std::string& text, Origin origin = Origin::Local) {
    return renderHtml(text, settings(origin));
}

}  // namespace

TEST_CASE("line feeds break lines, blank lines part paragraphs, and nothing of it is a line feed") {
    CHECK(html("a\nb\n\nc\n\n\n\nd") == "<p>a<br />b</p><p>c</p><p>d</p>");
}

TEST_CASE("what looks like HTML is shown as it was typed") {
    CHECK(html("<b>\"it's\"</b> & more") == "<p>&lt;b&gt;&quot;it&#39;s&quot;&lt;/b&gt; &amp; more</p>");
}

TEST_CASE("a mention of somebody known is a card, one of nobody stays text") {
    CHECK(html("@shop hi @nobody") == "<p><span class=\"h-card\" translate=\"no\"><a "
                                      "href=\"https://me.example/@shop\" class=\"u-url mention\">"
                                      "@<span>shop</span></a></span> hi @nobody</p>");
    CHECK(html("@shop", Origin::Remote) ==
          "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://me.example/@shop\" class=\"u-url "
          "mention\" "
          "rel=\"nofollow noopener\" target=\"_blank\">@<span>shop</span></a></span></p>");
}

TEST_CASE("an address without a mention in it is none") {
    CHECK(findEntities("write to mail@shop.example or a=@shop").empty());
    const auto found = findEntities("(@ana@other.example.) and @ana.b-");
    REQUIRE(found.size() == 2);
    CHECK(found[0].domain == "other.example");
    CHECK(found[1].name == "ana.b");
}

TEST_CASE("of a long link only the host and thirty characters are shown") {
    CHECK(html("see https://www.kiln.example/orders/2026/08/4711?track=EX-000.") ==
          "<p>see <a href=\"https://www.kiln.example/orders/2026/08/4711?track=EX-000\" target=\"_blank\" "
          "rel=\"nofollow noopener\" "
          "translate=\"no\"><span class=\"invisible\">https://www.</span><span "
          "class=\"ellipsis\">kiln.example/orders/2026/08/47</span>"
          "<span class=\"invisible\">11?track=EX-000</span></a>.</p>");
    CHECK(html("http://kiln.example/") ==
          "<p><a href=\"http://kiln.example/\" target=\"_blank\" rel=\"nofollow noopener\" "
          "translate=\"no\"><span class=\"invisible\">"
          "http://</span><span class=\"\">kiln.example/</span><span class=\"invisible\"></span></a></p>");
}

TEST_CASE("a closing parenthesis belongs to a link only when it was opened there") {
    CHECK(findEntities("(https://a.example/b)")[0].name == "https://a.example/b");
    CHECK(findEntities("https://a.example/b_(c)")[0].name == "https://a.example/b_(c)");
}

TEST_CASE("a hashtag needs a letter and may be of any script") {
    CHECK(html("#Tea #2026 #Töpferei #急須") ==
          "<p><a href=\"https://me.example/tags/tea\" class=\"mention hashtag\" "
          "rel=\"tag\">#<span>Tea</span></a> #2026 "
          "<a href=\"https://me.example/tags/t%C3%B6pferei\" class=\"mention hashtag\" "
          "rel=\"tag\">#<span>Töpferei</span></a> "
          "<a href=\"https://me.example/tags/%E6%80%A5%E9%A0%88\" class=\"mention hashtag\" "
          "rel=\"tag\">#<span>急須</span></a></p>");
}

TEST_CASE("a post without words has no content") {
    CHECK(html("").empty());
}
