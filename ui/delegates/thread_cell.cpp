// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/thread_cell.h"

#include "ui/delegates/badge_painter.h"
#include "ui/delegates/search_format.h"
#include "ui/language.h"
#include "ui/style/theme.h"

#include <algorithm>

namespace ui {
namespace {

using view::ThreadRow;

constexpr int kSide = 16;  ///< of the pane
constexpr int kIndent = 26;
constexpr int kDisc = 26;
constexpr int kStrip = 26;
constexpr int kWidestText = 560;
constexpr int kWidestBubble = 460;

/// Puts an item's words and boxes in place, from the top down.
class Layout {
public:
    Layout(const ThreadItem& item, int width, const Theme& theme, Qt::LayoutDirection direction)
        : m_item(item), m_row(item.row), m_theme(theme), m_direction(direction) {
        m_cell.width = width;
    }

    ThreadCell make() {
        switch (m_row.kind) {
        case ThreadRow::Kind::DaySeparator:
        case ThreadRow::Kind::NewSeparator:
            m_cell.shape = ThreadCell::Shape::DaySeparator;
            m_cell.height = m_theme.px(26);
            m_cell.box = indented(m_row.level > 0 ? px(8) : 0, m_cell.height);
            break;
        case ThreadRow::Kind::Gap:
            gap();
            break;
        case ThreadRow::Kind::MissingParent:
            line(indented(px(8), m_theme.px(24)));
            break;
        case ThreadRow::Kind::Moved:
            moved();
            break;
        case ThreadRow::Kind::Message:
            message();
            break;
        }
        return std::move(m_cell);
    }

private:
    [[nodiscard]] int px(qreal pixels) const { return m_theme.px(pixels); }
    [[nodiscard]] int bodyLine() const { return m_theme.lineHeight(Type::Body, qt(m_row.text)) + px(1); }
    [[nodiscard]] int smallLine() const { return m_theme.lineHeight(Type::Secondary); }

    [[nodiscard]] QRect indented(int more, int height) const {
        const int left = px(kSide) + px(kIndent) * m_row.level;
        return {left + more, 0, m_cell.width - px(kSide) - left - more, height};
    }

    [[nodiscard]] TextBlock block(int width) const {
        QFont font = m_theme.font(Type::Body);
        font.setItalic(m_row.body == ThreadRow::Body::Unsent || m_row.body == ThreadRow::Body::Unreadable ||
                       m_row.body == ThreadRow::Body::Hidden);
        return {qt(m_row.text),
                {.font = font,
                 .lineHeight = bodyLine(),
                 .width = width,
                 .layout = m_direction,
                 .marks = searchFormat(m_item.marks, m_theme)}};
    }

    void gap() {
        m_cell.shape = ThreadCell::Shape::Gap;
        m_cell.box = indented(0, 0);
        const int widest = m_cell.box.width() - px(64);
        m_cell.body = TextBlock(qt(m_row.text), {.font = m_theme.font(Type::Secondary),
                                                 .lineHeight = smallLine(),
                                                 .width = widest,
                                                 .layout = m_direction});
        const int width = std::min(widest, m_cell.body.naturalWidth());
        m_cell.body.narrow(width + 1);
        m_cell.height = m_cell.body.height() + px(10);
        m_cell.box.setHeight(m_cell.height);
        m_cell.bodyRect = QRect(m_cell.box.left() + (m_cell.box.width() - width) / 2, px(5), width + 1,
                                m_cell.body.height());
    }

    /// One grey line without a disc or a bubble.
    void line(const QRect& place) {
        m_cell.shape = ThreadCell::Shape::Line;
        m_cell.box = place;
        m_cell.height = place.height();
        m_cell.bodyRect = place;
    }

    /// One line with a glyph, and the way to the other end.
    void moved() {
        m_cell.shape = ThreadCell::Shape::Line;
        m_cell.box = indented(px(8), 0);
        const int left = m_cell.box.left() + px(20);
        const QFont font = m_theme.font(Type::Secondary);
        const int link = linksWidth();
        const int room = std::max(px(80), m_cell.box.right() - left - link - px(8));
        m_cell.body = TextBlock(qt(m_row.text),
                                {.font = font, .lineHeight = px(20), .width = room, .layout = m_direction});
        const int width = std::min(room, m_cell.body.naturalWidth() + 1);
        m_cell.body.narrow(width);
        m_cell.bodyRect = QRect(left, px(3), width, m_cell.body.height());
        m_cell.height = m_cell.body.height() + px(6);
        addLinks(left + width + px(8), m_cell.bodyRect.top(), m_cell.box.right());
        m_cell.box.setHeight(m_cell.height);
    }

    void message() {
        if (m_item.inPublic) {
            treeRow();
            return;
        }
        switch (m_row.body) {
        case ThreadRow::Body::Unsent:
        case ThreadRow::Body::Automatic:
            privateLine();
            break;
        case ThreadRow::Body::Text:
        case ThreadRow::Body::Unreadable:
        case ThreadRow::Body::Hidden:
        case ThreadRow::Body::Note:
            bubble();
            break;
        }
    }

    int addSubject(int left, int top, int width) {
        if (m_row.subject.empty()) {
            return top;
        }
        m_cell.extras.push_back({.rect = QRect(left, top, width, smallLine() + px(2)),
                                 .icon = IconName::Warn,
                                 .text = qt(m_row.subject),
                                 .ink = Token::Text2});
        return top + smallLine() + px(2);
    }

    int addPictures(int left, int top, int width) {
        for (const ThreadRow::Picture& picture : m_row.pictures) {
            m_cell.extras.push_back({.rect = QRect(left, top, width, px(20)),
                                     .icon = IconName::Picture,
                                     .text = qt(picture.label)});
            top += px(20);
        }
        return top;
    }

    /// The row's actions as words, one after the other.
    int addLinks(int left, int top, int right) {
        const QFont font = m_theme.font(Type::SecondaryMedium);
        for (const ThreadAction action : threadActions(m_item)) {
            const bool elsewhere =
                action == ThreadAction::Like || action == ThreadAction::Hide ||
                (action == ThreadAction::OpenInBrowser && m_row.body != ThreadRow::Body::Unreadable);
            if (elsewhere) {
                continue;  // in the menu and in the strip
            }
            const QString text = threadActionText(action, m_item);
            const int width = lineWidth(text, font) + 1;
            if (left + width > right) {
                break;
            }
            m_cell.links.push_back({.rect = QRect(left, top, width, px(20)), .action = action, .text = text});
            left += width + px(8);
        }
        return left;
    }

    /// With the gap behind each.
    [[nodiscard]] int linksWidth() const {
        Layout probe(m_item, m_cell.width, m_theme, m_direction);
        return probe.addLinks(0, 0, m_cell.width);
    }

    /// That it is hidden or liked, and why it could not be.
    int addDeeds(int left, int top, int width) {
        if (!m_row.deedText.empty()) {
            m_cell.extras.push_back({.rect = QRect(left, top, width, px(20)),
                                     .icon = m_row.deeds.hidden  ? IconName::Hide
                                             : m_row.deeds.liked ? IconName::Liked
                                                                 : IconName::Undo,
                                     .text = qt(m_row.deedText)});
            top += px(20);
        }
        if (!m_row.deedRefusal.empty()) {
            m_cell.refusal = TextBlock(asSentence(m_row.deedRefusal), {.font = m_theme.font(Type::Secondary),
                                                                       .lineHeight = px(20),
                                                                       .width = width,
                                                                       .layout = m_direction});
            m_cell.refusalRect = QRect(left, top, width, m_cell.refusal.height());
            top += m_cell.refusal.height();
        }
        return top;
    }

    /// Beside the badge, where there is room for both.
    void addStrip(int left, int right) {
        if (m_row.role == ThreadRow::Role::Us || m_row.body == ThreadRow::Body::Unsent ||
            m_row.body == ThreadRow::Body::Hidden) {
            return;
        }
        m_cell.strip.push_back({.rect = {}, .action = ThreadAction::Reply, .icon = IconName::Reply});
        if (m_row.deeds.canLike) {
            m_cell.strip.push_back({.rect = {},
                                    .action = ThreadAction::Like,
                                    .icon = m_row.deeds.liked ? IconName::Liked : IconName::Like,
                                    .on = m_row.deeds.liked});
        }
        if (m_row.deeds.canHide) {
            m_cell.strip.push_back({.rect = {},
                                    .action = ThreadAction::Hide,
                                    .icon = m_row.deeds.hidden ? IconName::Show : IconName::Hide,
                                    .on = m_row.deeds.hidden});
        }
        if (!m_row.url.empty()) {
            m_cell.strip.push_back(
                {.rect = {}, .action = ThreadAction::OpenInBrowser, .icon = IconName::Open});
        }
        const int side = px(kStrip);
        const int width = side * static_cast<int>(m_cell.strip.size());
        const int beside = m_cell.badge.left() - px(8) - width;
        int x = beside >= left ? beside : right - width;
        for (ThreadCell::StripButton& button : m_cell.strip) {
            button.rect = QRect(x, px(3), side, side);
            x += side;
        }
    }

    void treeRow() {
        m_cell.shape = ThreadCell::Shape::TreeRow;
        const QRect space = indented(0, 0);
        m_cell.disc = QRect(space.left() + px(8), px(6), px(kDisc), px(kDisc));
        const int left = m_cell.disc.right() + 1 + px(10);
        const int right = space.right() + 1 - px(8);
        const int width = std::max(px(80), std::min(px(kWidestText), right - left));
        int y = px(6);
        const QSize badge = badgeSize(m_row.badge, BadgeLength::Full, m_theme);
        m_cell.badge = QRect(right - badge.width(), y, badge.width(), m_theme.lineHeight(Type::Body));
        m_cell.author = QRect(left, y, m_cell.badge.left() - px(8) - left, m_theme.lineHeight(Type::Body));
        y = m_cell.author.bottom() + 1 + px(1);
        y = addSubject(left, y, width);
        if (!m_row.text.empty()) {
            m_cell.body = block(width);
            m_cell.bodyRect = QRect(left, y, width, m_cell.body.height());
            y += m_cell.body.height();
        }
        y = addPictures(left, y, width);
        y = addDeeds(left, y, width);
        addStrip(left, right);
        if (!m_row.deliveryReason.empty()) {
            const bool failed = m_row.delivery == model::Delivery::Failed;
            m_cell.extras.push_back({.rect = QRect(left, y, right - left, px(20)),
                                     .text = asSentence(m_row.deliveryReason),
                                     .ink = failed ? Token::Trouble : Token::Text2});
            y += px(20);
        }
        addLinks(left, y, right);
        y += m_cell.links.empty() ? 0 : px(20);
        m_cell.height = y + px(6);
        m_cell.box = QRect(space.left(), 0, space.width(), m_cell.height);
    }

    /// Private: unsent, or sent by a machine.
    void privateLine() {
        m_cell.shape = ThreadCell::Shape::Line;
        m_cell.box = QRect(px(kSide), 0, m_cell.width - 2 * px(kSide), 0);
        const int left = m_cell.box.left() + px(20);
        const int width = m_cell.box.width() - px(20);
        const QString text =
            m_row.body == ThreadRow::Body::Automatic
                ? QStringLiteral("%1 %2").arg(isolated(qt(m_row.timeText)), qt(m_row.deliveryReason)) + u' ' +
                      isolated(qt(m_row.text))
                : qt(m_row.text);
        QFont font = m_theme.font(Type::Secondary);
        font.setItalic(m_row.body == ThreadRow::Body::Unsent);
        m_cell.body =
            TextBlock(text, {.font = font, .lineHeight = px(20), .width = width, .layout = m_direction});
        m_cell.bodyRect = QRect(left, px(3), width, m_cell.body.height());
        m_cell.height = m_cell.body.height() + px(6);
        if (m_row.cut) {
            addLinks(left, m_cell.height - px(3), m_cell.box.right());
            m_cell.height += px(20);
        }
        m_cell.box.setHeight(m_cell.height);
    }

    void bubble() {
        m_cell.shape = ThreadCell::Shape::Bubble;
        const bool out = m_row.role == ThreadRow::Role::Us;
        const bool note = m_row.body == ThreadRow::Body::Note;
        const int widest =
            std::max(px(80), std::min(px(kWidestBubble), m_cell.width - 2 * px(kSide) - px(40)) - 2 * px(11));
        const int top = m_row.continuesRun ? px(4) : px(6);
        TextBlock text = m_row.text.empty() ? TextBlock() : block(widest);
        int inner = text.naturalWidth();
        const bool named = m_row.role == ThreadRow::Role::ThirdParty && !m_row.continuesRun;
        if (named) {
            inner = std::max(inner, lineWidth(qt(m_row.author), m_theme.font(Type::SecondarySemibold)) + 1);
        }
        const QFont small = m_theme.font(Type::Secondary);
        for (const ThreadRow::Picture& picture : m_row.pictures) {
            inner = std::max(inner, lineWidth(qt(picture.label), small) + px(23));
        }
        if (!m_row.subject.empty()) {
            inner = std::max(inner, lineWidth(qt(m_row.subject), small) + px(23));
        }
        inner = std::min(inner, widest) + 1;
        text.narrow(inner);
        m_cell.body = std::move(text);

        const int boxWidth = inner + 2 * px(11);
        const int left = note  ? (m_cell.width - boxWidth) / 2
                         : out ? m_cell.width - px(kSide) - boxWidth
                               : px(kSide);
        int y = top + px(7);
        if (named) {
            m_cell.author = QRect(left + px(11), y, inner, smallLine());
            y += smallLine();
        }
        y = addSubject(left + px(11), y, inner);
        m_cell.bodyRect = QRect(left + px(11), y, inner, m_cell.body.height());
        y += m_cell.body.height();
        y = addPictures(left + px(11), y, inner);
        y += px(6);
        m_cell.box = QRect(left, top, boxWidth, y - top);
        m_cell.height = y;
        underBubble(out && !note);
    }

    [[nodiscard]] bool hasUnderLine() const {
        const bool quiet = m_row.badge.empty() || m_row.badge.kind == view::BadgeKind::SameTurn ||
                           m_row.badge.kind == view::BadgeKind::NotTimed;
        return !m_item.runGoesOn || !quiet || m_row.delivery != model::Delivery::None || m_row.cut ||
               m_row.body == ThreadRow::Body::Unreadable || m_row.body == ThreadRow::Body::Note;
    }

    [[nodiscard]] QString underWords() const {
        QStringList words{isolated(qt(m_row.timeText))};
        if (!m_row.editedText.empty()) {
            words.append(qt(m_row.editedText));
        }
        if (m_row.body == ThreadRow::Body::Note) {
            words.append(qt(m_row.roleText));
        }
        if (!m_row.deliveryReason.empty()) {
            words.append(qt(m_row.deliveryReason));
        }
        return words.join(QStringLiteral(" · "));
    }

    /// time · badge · window · links; a reply that is not confirmed begins with its badge.
    void underBubble(bool out) {
        if (m_item.runGoesOn && !hasUnderLine()) {
            return;
        }
        m_cell.underText = underWords();
        const int badge =
            m_row.badge.empty() ? 0 : badgeSize(m_row.badge, BadgeLength::Full, m_theme).width();
        const int window =
            m_row.window.empty() ? 0 : badgeSize(m_row.window, BadgeLength::Full, m_theme).width();
        const int gap = (badge > 0 ? px(8) : 0) + (window > 0 ? px(8) : 0);
        const int room = m_cell.width - 2 * px(kSide) - 2 * px(4);
        const int links = linksWidth();
        const int text = std::min(lineWidth(m_cell.underText, m_theme.font(Type::Secondary)) + 2,
                                  std::max(px(60), room - badge - window - gap - links - px(8)));
        const int total = text + gap + badge + window + links;
        int x = out ? m_cell.width - px(kSide) - px(4) - total : px(kSide) + px(4);
        if (m_row.body == ThreadRow::Body::Note) {
            x = (m_cell.width - total) / 2;
        }
        // A badge is as high as its line: without a gap it would touch the bubble.
        const int y = m_cell.height + px(2);
        const bool pending =
            m_row.delivery != model::Delivery::None && m_row.delivery != model::Delivery::Sent;
        const auto place = [&](QRect& rect, int width) {
            rect = QRect(x, y, width, px(20));
            x += width + px(8);
        };
        if (pending && badge > 0) {
            place(m_cell.badge, badge);
            place(m_cell.under, text);
        } else {
            place(m_cell.under, text);
            if (badge > 0) {
                place(m_cell.badge, badge);
            }
        }
        if (window > 0) {
            place(m_cell.window, window);
        }
        addLinks(x, y, m_cell.width - px(kSide) + px(8));
        m_cell.height = y + px(20);
    }

    const ThreadItem& m_item;
    const ThreadRow& m_row;
    const Theme& m_theme;
    Qt::LayoutDirection m_direction;
    ThreadCell m_cell;
};

}  // namespace

ThreadCell layOutThreadRow(const ThreadItem& item, int width, const Theme& theme,
                           Qt::LayoutDirection layout) {
    return Layout(item, width, theme, layout).make();
}

int guideX(int level, const Theme& theme) {
    return theme.px(kSide) + theme.px(kIndent) * level + theme.px(21);
}

}  // namespace ui
