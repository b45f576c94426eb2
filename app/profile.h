// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace app {

/// The folder that holds all data of one profile.
class Profile {
public:
    /// `folder` empty = the platform's data folder (XDG_DATA_HOME/shopbell, ~/.local/share/shopbell).
    /// Created with mode 0700 when missing.
    [[nodiscard]] static base::Result<Profile> open(const std::string& folder);

    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] std::string database() const { return m_folder + "/shopbell.db"; }
    [[nodiscard]] std::string vault() const { return m_folder + "/secrets.vault"; }
    [[nodiscard]] std::string status() const { return m_folder + "/status.json"; }
    [[nodiscard]] std::string socket() const { return m_folder + "/control.sock"; }
    /// Of English words, where somebody put them there.
    [[nodiscard]] std::string wordVectors() const { return m_folder + "/word_vectors.bin"; }
    [[nodiscard]] std::string log() const { return m_folder + "/shopbell.log"; }

private:
    explicit Profile(std::string folder) : m_folder(std::move(folder)) {}
    std::string m_folder;
};

}  // namespace app
