// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/word_vectors.h"

#include "base/error.h"

#include <memory>
#include <string>

namespace app {

/// The word vectors in a file, which nobody needs to have: null where there is none. An error names the file.
[[nodiscard]] base::Result<std::shared_ptr<const model::WordVectors>>
readWordVectors(const std::string& path);

}  // namespace app
