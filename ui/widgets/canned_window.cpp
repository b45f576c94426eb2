// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/canned_window.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/canned_form.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/library_menu.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/mined_strip.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/top_bar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int kListWidth = 300;

QString wordsFor(model::CannedFault fault) {
    switch (fault) {
    case model::CannedFault::NoTitle:
        return CannedWindow::tr("Not saved: the title is missing");
    case model::CannedFault::NoText:
        return CannedWindow::tr("Not saved: the text is missing");
    case model::CannedFault::TitleTaken:
        break;
    }
    return CannedWindow::tr("Not saved: another canned reply has this title");
}

}  // namespace

CannedWindow::CannedWindow(const WindowContext& context, ComposerPane& composer, QWidget* parent)
    : QDialog(parent), m_context(context), m_composer(composer), m_model(context.seam.source, context.words),
      m_desk(context, m_model), m_delegate(context.theme) {
    setObjectName(QStringLiteral("cannedWindow"));
    setWindowTitle(tr("Canned replies"));
    setAccessibleName(windowTitle());
    build();
    buildKeys();
    connectParts();
    readPlace();
    m_form->setReadOnly(!m_context.seam.readOnly.empty());
    showPlatforms();
    m_desk.refresh();
    m_desk.open(m_model.idAt(m_model.index(0, 0)));
    refreshPage();
    refreshState();
}

void CannedWindow::build() {
    const Theme& theme = m_context.theme;
    QWidget* list = buildList();
    m_form = new CannedForm(theme, m_composer, this);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addWidget(list);
    auto* line = new Surface(theme, Token::Line, {}, this);
    line->setFixedWidth(1);
    panes->addWidget(line);
    panes->addWidget(m_form, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(panes, 1);
    all->addWidget(buildFoot());
    setMinimumSize(theme.px(760), theme.px(480));
    resize(theme.px(920), theme.px(600));
    QList<QWidget*> stops{m_search, m_new, m_more, m_list};
    stops << m_mined->stops() << m_undo << m_form->stops() << QList<QWidget*>{m_discard, m_remove, m_save, m_insert};
    for (qsizetype i = 1; i < stops.size(); ++i) {
        setTabOrder(stops.at(i - 1), stops.at(i));
    }
}

QWidget* CannedWindow::buildList() {
    const Theme& theme = m_context.theme;
    auto* pane = new Surface(theme, Token::List, {}, this);
    pane->setObjectName(QStringLiteral("cannedPane"));
    pane->setFixedWidth(theme.px(kListWidth));
    m_search = new SearchField(theme, pane);
    m_search->setObjectName(QStringLiteral("cannedSearch"));
    m_search->setAccessibleName(tr("Search canned replies"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setFixedHeight(theme.px(30));
    m_new = new QPushButton(pane);
    m_new->setObjectName(QStringLiteral("cannedNew"));
    m_new->setAccessibleName(tr("New canned reply"));
    m_new->setToolTip(tr("New canned reply (%1)")
                          .arg(QKeySequence(Qt::CTRL | Qt::Key_N).toString(QKeySequence::NativeText)));
    m_new->setIcon(theme.icon(IconName::Plus));
    m_new->setAutoDefault(false);
    m_new->setFixedSize(theme.px(30), theme.px(30));
    m_more = new QPushButton(pane);
    m_more->setFixedSize(theme.px(30), theme.px(30));
    m_menu = new LibraryMenu(m_context, m_model, *m_more);
    m_list = new RowList(QStringLiteral("cannedList"), tr("Canned replies"), pane);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_empty = new EmptyState(theme, Token::List, QStringLiteral("cannedEmpty"), pane);
    m_pages = new QStackedWidget(pane);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(8));
    head->setSpacing(theme.px(8));
    head->addWidget(m_search, 1);
    head->addWidget(m_new);
    head->addWidget(m_more);
    auto* lines = new QVBoxLayout(pane);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addLayout(head);
    lines->addWidget(m_pages, 1);
    m_mined = new MinedStrip(m_context, m_desk, pane);
    lines->addWidget(m_mined);
    lines->addWidget(buildRemoved(pane));
    return pane;
}

QWidget* CannedWindow::buildRemoved(QWidget* parent) {
    const Theme& theme = m_context.theme;
    m_removedLine = new Surface(theme, Token::List, Qt::TopEdge, parent);
    m_removedLine->setObjectName(QStringLiteral("cannedRemovedLine"));
    m_removedText = new PlainLabel(theme, Type::Secondary, Token::Text2, m_removedLine);
    m_removedText->setObjectName(QStringLiteral("cannedRemoved"));
    m_undo = new LinkButton(theme, Type::SecondaryMedium, Token::Accent, m_removedLine);
    m_undo->setObjectName(QStringLiteral("cannedUndo"));
    m_undo->setText(tr("Undo"));
    m_undo->setGlyph(IconName::Undo);
    auto* row = new QHBoxLayout(m_removedLine);
    row->setContentsMargins(theme.px(14), theme.px(4), theme.px(8), theme.px(4));
    row->setSpacing(theme.px(8));
    row->addWidget(m_removedText, 1);
    row->addWidget(m_undo);
    return m_removedLine;
}

QWidget* CannedWindow::buildFoot() {
    const Theme& theme = m_context.theme;
    auto* foot = new Surface(theme, Token::Chrome, Qt::TopEdge, this);
    foot->setFixedHeight(theme.px(52));
    const auto button = [&](const char* name, const QString& text, const QKeySequence& key) {
        auto* made = new QPushButton(text, foot);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(text);
        made->setToolTip(tr("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
        made->setAutoDefault(false);
        return made;
    };
    m_remove = button("cannedRemove", tr("Remove"), Qt::Key_Delete);
    m_save = button("cannedSave", tr("Save"), Qt::CTRL | Qt::Key_S);
    m_insert = button("cannedInsert", tr("Insert into reply"), Qt::CTRL | Qt::Key_Return);
    setButtonKind(*m_insert, ButtonKind::Primary);
    m_insert->setFont(theme.font(Type::BodySemibold));
    m_stateGlyph = new Glyph(theme, IconName::Warn, 14, Token::DueInk, foot);
    m_state = new PlainLabel(theme, Type::Secondary, Token::Text2, foot);
    m_state->setObjectName(QStringLiteral("cannedState"));
    m_discard = new LinkButton(theme, Type::SecondaryMedium, Token::Accent, foot);
    m_discard->setObjectName(QStringLiteral("cannedDiscard"));
    m_discard->setText(tr("Discard changes"));
    m_discard->setAccessibleName(m_discard->text());
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_remove);
    row->addSpacing(theme.px(8));
    row->addWidget(m_stateGlyph);
    row->addWidget(m_state, 1);
    row->addWidget(m_discard);
    row->addWidget(m_save);
    row->addWidget(m_insert);
    return foot;
}

void CannedWindow::buildKeys() {
    const auto key = [this](const QKeySequence& keys, QWidget* where, auto work) {
        auto* shortcut = new QShortcut(keys, where);
        shortcut->setContext(where == this ? Qt::WindowShortcut : Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, work);
    };
    key(Qt::CTRL | Qt::Key_S, this, [this] { m_save->click(); });
    key(Qt::CTRL | Qt::Key_N, this, [this] { m_new->click(); });
    key(Qt::CTRL | Qt::Key_F, this, &CannedWindow::find);
    key(Qt::Key_Slash, this, &CannedWindow::find);
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
        key(Qt::CTRL | enter, this, &CannedWindow::insert);
        key(enter, m_list, &CannedWindow::insert);
    }
    key(Qt::Key_Delete, m_list, &CannedWindow::remove);
    key(QKeySequence::Undo, m_list, [this] { m_desk.undoRemoval(); });
}

void CannedWindow::connectParts() {
    connect(m_search, &QLineEdit::textChanged, this, &CannedWindow::search);
    connect(m_search, &SearchField::leftForHits, this, [this] { m_list->setFocus(Qt::TabFocusReason); });
    connect(m_search, &SearchField::escaped, this, [this] {
        if (m_search->text().isEmpty()) {
            reject();
        }
        m_search->clear();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CannedWindow::choose);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &CannedWindow::insert);
    connect(m_empty, &EmptyState::pressed, this, &CannedWindow::write);
    connect(m_new, &QPushButton::clicked, this, &CannedWindow::write);
    connectForm();
    connect(m_discard, &QAbstractButton::clicked, &m_desk, &CannedDesk::discard);
    connect(m_remove, &QPushButton::clicked, this, &CannedWindow::remove);
    connect(m_undo, &QAbstractButton::clicked, &m_desk, &CannedDesk::undoRemoval);
    connect(m_insert, &QPushButton::clicked, this, &CannedWindow::insert);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (!m_desk.save()) {
            focusFault();
        }
    });
    connect(&m_desk, &CannedDesk::opened, this, [this] {
        m_form->fill(m_desk.edit());
        showUse();
        showChoice();
    });
    connect(&m_desk, &CannedDesk::stateChanged, this, [this] {
        m_failure.clear();
        m_outcome.clear();
        refreshState();
    });
    connect(&m_desk, &CannedDesk::failed, this, [this](const QString& sentence) {
        m_failure = sentence;
        refreshState();
    });
    connect(&m_desk, &CannedDesk::gone, this, &CannedWindow::goOnAfterRemoval);
    // Behind what the same reading has to say of the state.
    connect(&m_model, &CannedModel::failed, &m_desk, &CannedDesk::failed, Qt::QueuedConnection);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        showChoice();
        refreshPage();
    });
    connect(&m_composer, &ComposerPane::customerChanged, this, &CannedWindow::refreshState);
    connect(&m_context.theme, &Theme::changed, m_list, [this] { m_list->doItemsLayout(); });
    connect(&m_context.seam.changes, &ChangeRelay::changed, this, [this](const model::Change& change) {
        if (change.cannedReplies) {
            m_desk.refresh();
        }
        if (change.lessons && isVisible()) {
            askUses();
        }
    });
}

void CannedWindow::connectForm() {
    connect(m_form, &CannedForm::titleEdited, &m_desk, &CannedDesk::setTitle);
    connect(m_form, &CannedForm::textEdited, &m_desk, &CannedDesk::setText);
    connect(m_form, &CannedForm::tagsEdited, &m_desk, &CannedDesk::setTags);
    connect(m_form, &CannedForm::variantsEdited, &m_desk, &CannedDesk::setVariants);
    connect(m_form, &CannedForm::escaped, this, &CannedWindow::reject);
    connect(m_menu, &LibraryMenu::failed, &m_desk, &CannedDesk::failed);
    connect(m_menu, &LibraryMenu::went, this, [this](const QString& sentence) {
        m_desk.refresh();
        m_outcome = sentence;
        refreshState();
    });
}

void CannedWindow::find() {
    showPlatforms();
    askUses();
    m_mined->refresh();
    show();
    raise();
    activateWindow();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CannedWindow::reject() {
    if (!m_desk.save()) {
        focusFault();
        return;
    }
    savePlace();
    QDialog::reject();
}

bool CannedWindow::event(QEvent* event) {
    if (event->type() == QEvent::WindowActivate) {
        m_form->refreshPreview();
        refreshState();
    }
    return QDialog::event(event);
}

void CannedWindow::readPlace() {
    if (const QSettings* settings = m_context.seam.settings) {
        restoreGeometry(settings->value(QStringLiteral("canned/geometry")).toByteArray());
    }
}

void CannedWindow::savePlace() {
    if (QSettings* settings = m_context.seam.settings) {
        settings->setValue(QStringLiteral("canned/geometry"), saveGeometry());
    }
}

void CannedWindow::choose(const QModelIndex& index) {
    if (m_choosing || !index.isValid()) {
        return;
    }
    if (!m_desk.open(m_model.idAt(index))) {
        // The view is not done with this choice yet.
        QMetaObject::invokeMethod(this, &CannedWindow::showChoice, Qt::QueuedConnection);
        focusFault();
    }
}

void CannedWindow::showChoice() {
    const QModelIndex index = m_model.indexOf(m_desk.edit().id);
    m_choosing = true;
    if (index.isValid()) {
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index);
    } else {
        m_list->leaveAt(std::max(0, m_list->currentIndex().row()));
    }
    m_choosing = false;
}

/// The best that is found is at hand at once, unless what is being written has to be mended first.
void CannedWindow::search() {
    m_model.setFilter(m_search->text());
    if (!m_search->text().trimmed().isEmpty() && m_model.rowCount() > 0) {
        m_desk.open(m_model.idAt(m_model.index(0, 0)));
    }
}

void CannedWindow::write() {
    if (!m_context.seam.readOnly.empty()) {
        return;
    }
    if (!m_desk.open({})) {
        focusFault();
        return;
    }
    m_search->clear();
    m_form->focusTitle();
}

void CannedWindow::remove() {
    m_removedRow = m_model.indexOf(m_desk.edit().id).row();
    m_desk.remove();
}

void CannedWindow::goOnAfterRemoval() {
    const int row = std::clamp(m_removedRow, 0, std::max(0, m_model.rowCount() - 1));
    if (m_desk.isBlank() && m_desk.open(m_model.idAt(m_model.index(row, 0)))) {
        m_pages->currentWidget()->setFocus();
    }
}

void CannedWindow::insert() {
    if (!m_insert->isEnabled()) {
        return;
    }
    const model::CannedReply reply = m_desk.edit();
    const std::size_t wording = m_form->wording();
    reject();
    if (isVisible()) {
        return;  // there is something to mend first
    }
    m_composer.window()->activateWindow();
    m_composer.insertReply(reply, wording);
    emit inserted();
}

void CannedWindow::refreshPage() {
    if (m_model.rowCount() > 0) {
        m_pages->setCurrentWidget(m_list);
        return;
    }
    if (m_model.library().empty()) {
        m_empty->show({.icon = IconName::Canned,
                       .title = tr("No canned reply yet"),
                       .fact = tr("What you write again and again can be kept here."),
                       .button = m_context.seam.readOnly.empty() ? tr("Write one") : QString()});
    } else {
        m_empty->show({.icon = IconName::Search,
                       .title = tr("No canned reply says “%1”").arg(isolated(m_search->text().trimmed()))});
    }
    m_pages->setCurrentWidget(m_empty);
}

void CannedWindow::refreshState() {
    const std::string& readOnly = m_context.seam.readOnly;
    const auto fault = m_desk.fault();
    const bool dirty = m_desk.isDirty();
    QString words = !readOnly.empty()      ? asSentence(readOnly)
                    : !m_failure.isEmpty() ? m_failure
                    : fault                ? wordsFor(*fault)
                    : !m_outcome.isEmpty() ? m_outcome
                    : m_desk.isBlank()     ? tr("Nothing is written yet")
                    : dirty                ? tr("Saved when you go on")
                                           : tr("Saved");
    const bool wrong = !readOnly.empty() || !m_failure.isEmpty() || fault;
    m_state->setText(words);
    m_state->setToolTip(plainToolTip(words));
    m_state->setInk(wrong ? Token::DueInk : Token::Text2);
    m_stateGlyph->setVisible(wrong);
    m_discard->setVisible(dirty && readOnly.empty());
    m_new->setEnabled(readOnly.empty());
    m_save->setEnabled(dirty && readOnly.empty());
    m_remove->setEnabled(m_desk.edit().id && readOnly.empty());
    m_insert->setEnabled(m_composer.previewOf({}).hasCustomer && !m_desk.edit().text.empty());
    for (QPushButton* button : {m_new, m_save, m_remove, m_insert}) {
        button->setAccessibleDescription(button->isEnabled() ? QString() : words);
    }
    const auto& removed = m_desk.removed();
    m_removedLine->setVisible(removed.has_value());
    if (removed) {
        m_removedText->setText(tr("Removed: %1").arg(isolated(qt(removed->title))));
        m_undo->setAccessibleName(tr("Undo the removal of %1").arg(qt(removed->title)));
    }
}

void CannedWindow::askUses() {
    if (m_context.seam.background == nullptr) {
        return;
    }
    m_context.seam.background->cannedUses(
        [window = QPointer(this)](base::Result<BackgroundReader::Uses> uses) {
            if (window == nullptr) {
                return;
            }
            if (!uses) {
                emit window->m_desk.failed(asSentence(uses.error().what()));
                return;
            }
            window->m_uses = std::move(*uses);
            window->showUse();
        });
}

void CannedWindow::showUse() {
    if (!m_uses || !m_desk.edit().id) {
        m_form->setUse({});
        return;
    }
    const auto use = std::ranges::find(*m_uses, m_desk.edit().id, &model::CannedUse::reply);
    if (use == m_uses->end()) {
        m_form->setUse(tr("Never used yet"));
        return;
    }
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const view::Words& words = m_context.words;
    const bool thisYear = words.local(now).year == words.local(use->lastAt).year;
    const QString day =
        qt(words.date(thisYear ? view::DateForm::LongDay : view::DateForm::LongDayAndYear, use->lastAt));
    m_form->setUse(use->times == 1 ? tr("Used once, on %1").arg(day)
                                   : tr("Used %1 times, last on %2").arg(use->times).arg(day));
}

/// Those of the accounts, each once.
void CannedWindow::showPlatforms() {
    std::vector<std::string> platforms;
    const auto accounts = m_context.seam.source.accounts();
    for (const model::Account& account : accounts ? *accounts : std::vector<model::Account>{}) {
        if (std::ranges::find(platforms, account.platform) == platforms.end()) {
            platforms.push_back(account.platform);
        }
    }
    m_form->setPlatforms(platforms);
}

void CannedWindow::focusFault() {
    if (m_desk.fault() == model::CannedFault::NoText) {
        m_form->focusText();
    } else if (m_desk.fault()) {
        m_form->focusTitle();
    }
}

}  // namespace ui
