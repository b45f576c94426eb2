// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/browser.h"

#include <spawn.h>
#include <string_view>
#include <vector>

extern char** environ;

namespace app {

bool openInBrowser(const std::string& url) {
    if (!url.starts_with("https://") && !url.starts_with("http://127.0.0.1:")) {
        return false;
    }
#ifdef __APPLE__
    std::string program = "open";
#else
    std::string program = "xdg-open";
#endif
    std::string address = url;
    std::vector<char*> words{program.data(), address.data(), nullptr};
    pid_t child = 0;
    // No shell in between: the address is one word.
    return ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, words.data(), environ) == 0;
}

}  // namespace app
