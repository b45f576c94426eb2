// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/word_vectors_file.h"

#include "app/canned_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace app {

base::Result<std::shared_ptr<const model::WordVectors>> readWordVectors(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed) && !failed) {
        return nullptr;
    }
    auto bytes = readFile(path);
    if (!bytes) {
        return base::fail(std::move(bytes.error()));
    }
    auto vectors = model::WordVectors::read(std::move(*bytes));
    if (!vectors) {
        return base::fail(vectors.error().within(path));
    }
    return std::make_shared<const model::WordVectors>(std::move(*vectors));
}

}  // namespace app
