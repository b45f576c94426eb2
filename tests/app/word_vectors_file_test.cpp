// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/word_vectors_file.h"

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "support/word_vector_bytes.h"

#include <fstream>

TEST_CASE("word vectors are there when their file is, and a bad file says which one it is") {
    const support::TemporaryFolder folder;
    const std::string path = (folder.path() / "word_vectors.bin").string();
    const auto none = app::readWordVectors(path);
    REQUIRE(none.has_value());
    CHECK(*none == nullptr);
    std::ofstream(path, std::ios::binary) << "GIF89a";
    const auto bad = app::readWordVectors(path);
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().what() == path + ": these are no word vectors: the file does not begin as one of them");
    std::ofstream(path, std::ios::binary) << support::wordVectorBytes({{"cash", {1, 2}}});
    const auto good = app::readWordVectors(path);
    REQUIRE(good.has_value());
    REQUIRE(*good != nullptr);
    CHECK((*good)->find("cash").has_value());
}
