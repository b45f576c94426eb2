// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace support {

std::filesystem::path sourceFolder() {
    return SHOPBELL_SOURCE_FOLDER;
}

std::filesystem::path fixture(const std::string& name) {
    return sourceFolder() / "tests" / "fixtures" / name;
}

std::filesystem::path programFolder() {
    return SHOPBELL_PROGRAM_FOLDER;
}

std::string readFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw std::runtime_error("can't read " + file.string());
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace support
