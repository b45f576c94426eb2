// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include "support/main/strict_session.h"

int main(int argc, char* argv[]) {
    return support::runStrictly(argc, argv);
}
