// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport_library.h"

#include <fmt/format.h>

#ifdef SHOPBELL_CURL_LIBRARY
#include <dlfcn.h>
#endif

namespace net {

#ifdef SHOPBELL_CURL_LIBRARY

base::Result<CurlLibrary> loadCurl(const char* name) {
    const char* const wanted = name != nullptr ? name : SHOPBELL_CURL_LIBRARY;
    void* const library = ::dlopen(wanted, RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) {
        return base::fail(base::ErrorKind::Internal,
                          fmt::format("{} is missing on this computer: install libcurl, without which "
                                      "no platform can be reached",
                                      wanted));
    }
    CurlLibrary curl;
    const char* missing = nullptr;
    const auto find = [&]<class Function>(Function& function, const char* symbol) {
        function = reinterpret_cast<Function>(::dlsym(library, symbol));
        if (function == nullptr) {
            missing = symbol;
        }
    };
    find(curl.globalInit, "curl_global_init");
    find(curl.globalCleanup, "curl_global_cleanup");
    find(curl.easyInit, "curl_easy_init");
    find(curl.easyCleanup, "curl_easy_cleanup");
    find(curl.easySetopt, "curl_easy_setopt");
    find(curl.easyGetinfo, "curl_easy_getinfo");
    find(curl.easyStrerror, "curl_easy_strerror");
    find(curl.slistAppend, "curl_slist_append");
    find(curl.slistFreeAll, "curl_slist_free_all");
    find(curl.multiInit, "curl_multi_init");
    find(curl.multiCleanup, "curl_multi_cleanup");
    find(curl.multiAddHandle, "curl_multi_add_handle");
    find(curl.multiRemoveHandle, "curl_multi_remove_handle");
    find(curl.multiPerform, "curl_multi_perform");
    find(curl.multiPoll, "curl_multi_poll");
    find(curl.multiWakeup, "curl_multi_wakeup");
    find(curl.multiInfoRead, "curl_multi_info_read");
    if (missing != nullptr) {
        return base::fail(base::ErrorKind::Internal,
                          fmt::format("{} on this computer is too old: it has no {}", wanted, missing));
    }
    return curl;
}

#else

base::Result<CurlLibrary> loadCurl(const char* /*name*/) {
    return CurlLibrary{.globalInit = &::curl_global_init,
                       .globalCleanup = &::curl_global_cleanup,
                       .easyInit = &::curl_easy_init,
                       .easyCleanup = &::curl_easy_cleanup,
                       .easySetopt = &::curl_easy_setopt,
                       .easyGetinfo = &::curl_easy_getinfo,
                       .easyStrerror = &::curl_easy_strerror,
                       .slistAppend = &::curl_slist_append,
                       .slistFreeAll = &::curl_slist_free_all,
                       .multiInit = &::curl_multi_init,
                       .multiCleanup = &::curl_multi_cleanup,
                       .multiAddHandle = &::curl_multi_add_handle,
                       .multiRemoveHandle = &::curl_multi_remove_handle,
                       .multiPerform = &::curl_multi_perform,
                       .multiPoll = &::curl_multi_poll,
                       .multiWakeup = &::curl_multi_wakeup,
                       .multiInfoRead = &::curl_multi_info_read};
}

#endif

}  // namespace net
