// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.h"

#ifdef SHOPBELL_HAS_KEYRING
#include "app/qt_keyring.h"
#endif

int main(int count, char** values) {
    const std::vector<std::string> words(values + (count > 0 ? 1 : 0), values + count);
#ifdef SHOPBELL_HAS_KEYRING
    return cli::run(words, app::keyringOpener);
#else
    return cli::run(words, {});
#endif
}
