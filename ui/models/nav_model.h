// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/sync_status_view.h"
#include "view/words.h"

#include <QAbstractListModel>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace ui {

/// What the window shows in its middle.
/// Spam is in the side bar while something is in it, Streams while an account searches.
enum class Place { NeedsReply, Answered, Snoozed, Done, All, Outbox, Spam, Streams };

/// A line of the side bar.
struct NavItem {
    enum class Kind { View, Heading, Account };
    Kind kind = Kind::View;
    Place place = Place::NeedsReply;
    QString title;
    int count = 0;  ///< 0 is left out
    view::AccountRow account{};
    QString spoken;
};

/// The side bar: views with their counts, and each account with the truth about it.
class NavModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const NavItem>;

    NavModel(const view::Words& words, const base::Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    void show(const view::ConsoleSource::Counts& counts, std::span<const model::Account> accounts,
              std::span<const model::AccountPulse> pulses, Place chosen = Place::NeedsReply);
    [[nodiscard]] const NavItem* itemAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(Place place) const;
    [[nodiscard]] base::UtcTime nextTick() const { return m_nextTick; }

    [[nodiscard]] static QString titleOf(Place place);

private:
    void exchange(std::vector<Shown> items);

    const view::Words& m_words;
    const base::Clock& m_clock;
    std::vector<Shown> m_items;
    base::UtcTime m_nextTick = base::UtcTime::max();
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::NavModel::Shown)
