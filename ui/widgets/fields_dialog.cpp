// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fields_dialog.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace ui {
namespace {

QString wordsFor(model::FieldFault::Kind kind) {
    using Kind = model::FieldFault::Kind;
    switch (kind) {
    case Kind::NoName:
        return FieldsDialog::tr("Not saved: this field has no name");
    case Kind::NameNotPossible:
        return FieldsDialog::tr("Not saved: a name has no spaces, braces, bars or question marks");
    case Kind::BuiltIn:
        return FieldsDialog::tr("Not saved: Shopbell fills this name in by itself");
    case Kind::NameTaken:
        return FieldsDialog::tr("Not saved: another field has this name");
    case Kind::NoValue:
        return FieldsDialog::tr("Not saved: this field has no value");
    case Kind::TooLong:
        return FieldsDialog::tr("Not saved: a name has at most %1 letters and a value %2")
            .arg(model::kLongestFieldName)
            .arg(model::kLongestFieldValue);
    case Kind::TooMany:
        break;
    }
    return FieldsDialog::tr("Not saved: there are at most %1 fields").arg(model::kMostOwnFields);
}

}  // namespace

FieldsDialog::FieldsDialog(const WindowContext& context, QWidget* parent)
    : SaveDialog(context, "fields", tr("Own fields"), tr("Save"), parent) {
    explain(tr("What is said here once stands in every canned reply that names it: the field "
               "shop.address fills in {{shop.address}}."));
    body().addWidget(&words());
    buildRows();
    const std::vector<model::OwnField> fields =
        context.seam.source.ownFields().value_or(std::vector<model::OwnField>{});
    for (const model::OwnField& field : fields) {
        addRow(field);
    }
    if (mayWrite()) {
        addRow({});
    }
    resize(context.theme.px(520), context.theme.px(400));
    if (!m_rows.empty()) {
        m_rows.front().name->setFocus();
    }
}

void FieldsDialog::buildRows() {
    const Theme& theme = context().theme;
    auto* rows = new QWidget(this);
    m_lines = new QVBoxLayout(rows);
    m_lines->setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2));
    m_lines->setSpacing(theme.px(8));
    m_lines->addStretch(1);
    m_area = new QScrollArea(this);
    m_area->setObjectName(QStringLiteral("fieldsArea"));
    m_area->setAccessibleName(windowTitle());
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(rows);
    rows->setAutoFillBackground(false);
    m_add = new QPushButton(theme.icon(IconName::Plus), tr("Add field"), this);
    m_add->setObjectName(QStringLiteral("fieldsAdd"));
    m_add->setAccessibleName(m_add->text());
    m_add->setAutoDefault(false);
    m_add->setVisible(mayWrite());
    setButtonKind(*m_add, ButtonKind::Small);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.back().name->setFocus();
    });
    body().addWidget(m_area, 1);
    body().addWidget(m_add, 0, Qt::AlignLeading);
}

QLineEdit* FieldsDialog::addField(Row& row, const char* name, const QString& words, const std::string& text) {
    auto* field = new QLineEdit(row.line);
    field->setProperty("part", QLatin1String(name));
    field->setPlaceholderText(words);
    field->setText(qt(text));
    field->setCursorPosition(0);
    field->setReadOnly(!mayWrite());
    field->setFixedHeight(context().theme.px(30));
    return field;
}

void FieldsDialog::addRow(const model::OwnField& field) {
    const Theme& theme = context().theme;
    Row row{.line = new QWidget(m_area->widget())};
    row.name = addField(row, "fieldName", tr("Name"), field.name);
    row.value = addField(row, "fieldValue", tr("Value"), field.value);
    auto* remove = new QPushButton(row.line);
    remove->setProperty("part", QStringLiteral("fieldRemove"));
    remove->setIcon(theme.icon(IconName::Close, Token::Text2));
    remove->setAutoDefault(false);
    remove->setFixedSize(theme.px(28), theme.px(28));
    remove->setVisible(mayWrite());
    connect(remove, &QPushButton::clicked, this, [this, line = row.line] { removeRow(line); });
    auto* parts = new QHBoxLayout(row.line);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(theme.px(8));
    parts->addWidget(row.name, 2);
    parts->addWidget(row.value, 3);
    parts->addWidget(remove);
    m_lines->insertWidget(static_cast<int>(m_rows.size()), row.line);
    m_rows.push_back(row);
    numberRows();
}

/// Each control is told apart by the number of its row.
void FieldsDialog::numberRows() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto number = static_cast<int>(i) + 1;
        const std::pair<const char*, QString> parts[] = {{"fieldName", tr("Name of field %1").arg(number)},
                                                         {"fieldValue", tr("Value of field %1").arg(number)},
                                                         {"fieldRemove", tr("Remove field %1").arg(number)}};
        for (QWidget* part : m_rows[i].line->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            for (const auto& [name, words] : parts) {
                if (part->property("part").toString() == QLatin1String(name)) {
                    part->setObjectName(QStringLiteral("%1%2").arg(QLatin1String(name)).arg(number));
                    part->setAccessibleName(words);
                    part->setToolTip(words);
                }
            }
        }
    }
}

void FieldsDialog::removeRow(const QWidget* line) {
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    if (found == m_rows.end()) {
        return;
    }
    // Its button is what asked for this: it goes when it is done.
    found->line->hide();
    found->line->setParent(nullptr);
    found->line->deleteLater();
    const auto next = m_rows.erase(found);
    numberRows();
    (next != m_rows.end() ? static_cast<QWidget*>(next->name) : m_add)->setFocus(Qt::OtherFocusReason);
}

std::vector<model::OwnField> FieldsDialog::written() const {
    std::vector<model::OwnField> fields;
    for (const Row& row : m_rows) {
        fields.push_back({.name = row.name->text().toStdString(), .value = row.value->text().toStdString()});
    }
    return fields;
}

void FieldsDialog::save() {
    const std::vector<model::OwnField> fields = model::tidied(written());
    if (const auto fault = model::faultOf(fields)) {
        showFault(*fault);
        return;
    }
    post(model::SaveOwnFields{.fields = fields});
}

/// What is empty is left out of the list that was judged, but has a row.
void FieldsDialog::showFault(const model::FieldFault& fault) {
    complain(wordsFor(fault.kind));
    std::size_t place = 0;
    for (const Row& row : m_rows) {
        if (row.name->text().trimmed().isEmpty() && row.value->text().trimmed().isEmpty()) {
            continue;
        }
        if (place++ == fault.place) {
            const bool value = fault.kind == model::FieldFault::Kind::NoValue;
            QLineEdit* wrong = value ? row.value : row.name;
            wrong->setFocus(Qt::OtherFocusReason);
            m_area->ensureWidgetVisible(wrong);
        }
    }
}

}  // namespace ui
