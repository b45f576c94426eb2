// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect_seam.h"
#include "ui/window_context.h"

#include "model/account.h"

#include <QWidget>

#include <array>
#include <span>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QRadioButton;

namespace ui {

class LinkButton;
class PlainLabel;

/// The fields of the Connect dialog: the platform, and what has to be known to sign in there.
class ConnectForm final : public QWidget {
    Q_OBJECT
public:
    enum class Mode {
        Asking,
        Busy,  ///< nothing can be changed
        Code,  ///< only the code of the sign-in page is asked for
    };

    explicit ConnectForm(const WindowContext& context, QWidget* parent = nullptr);

    void setMode(Mode mode);
    /// To sign in again: everything but the secret stands there and can't be changed to another account's.
    void fill(const model::Account& account);
    /// What stands in the fields. Takes the secrets out of them.
    [[nodiscard]] ConnectRequest takeRequest();
    /// The code of the sign-in page. Takes it out of its field.
    [[nodiscard]] std::string takeCode();
    [[nodiscard]] ConnectRequest::Way way() const;
    [[nodiscard]] QString platformName() const;
    /// What is still to be filled in, as a sentence; empty = nothing is.
    [[nodiscard]] QString missing() const;
    /// The caret goes to what has to be typed first or, after a refusal, again.
    void focusField();

signals:
    void edited();
    void platformChanged();

private:
    void build();
    [[nodiscard]] QWidget* buildWays();
    [[nodiscard]] QLineEdit* field(const char* name);
    [[nodiscard]] PlainLabel* label(const QString& text, QWidget* buddy);
    void choosePlatform();
    void arrange();
    [[nodiscard]] const ConnectPlatform& platform() const;
    [[nodiscard]] bool byPassword() const;
    [[nodiscard]] bool pastesOneToken() const;
    [[nodiscard]] std::span<const ConnectPlatform::Key> keys() const;
    void arrangeKeys(bool asking);

    const WindowContext& m_context;
    Mode m_mode = Mode::Asking;
    QComboBox* m_platform = nullptr;
    PlainLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    PlainLabel* m_passwordLabel = nullptr;
    QLineEdit* m_password = nullptr;
    PlainLabel* m_advice = nullptr;
    PlainLabel* m_serverLabel = nullptr;
    QLineEdit* m_server = nullptr;
    LinkButton* m_otherServer = nullptr;
    bool m_otherServerWanted = false;
    PlainLabel* m_waysLabel = nullptr;
    QWidget* m_ways = nullptr;
    QRadioButton* m_browser = nullptr;
    QRadioButton* m_code = nullptr;
    QRadioButton* m_token = nullptr;
    PlainLabel* m_secretLabel = nullptr;
    QLineEdit* m_secret = nullptr;
    struct KeyRow {
        PlainLabel* label = nullptr;
        QLineEdit* field = nullptr;
    };
    std::array<KeyRow, 4> m_keys{};
};

}  // namespace ui
