// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/catch.h"

namespace support {

/// Runs the tests so that a case without an assertion fails, and so does a title that matches no test: Catch2 2 would
/// call both a success.
inline int runStrictly(int argc, char* argv[]) {
    Catch::Session session;
    if (const int failure = session.applyCommandLine(argc, argv); failure != 0) {
        return failure;
    }
    int warnings = static_cast<int>(session.configData().warnings) | Catch::WarnAbout::NoAssertions;
#ifdef CATCH_VERSION_MAJOR
#if CATCH_VERSION_MAJOR < 3
    warnings |= Catch::WarnAbout::NoTests;
#else
    warnings |= Catch::WarnAbout::UnmatchedTestSpec;
#endif
#endif
    session.configData().warnings = static_cast<Catch::WarnAbout::What>(warnings);
    return session.run();
}

}  // namespace support
