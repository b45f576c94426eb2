// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"

#include "base/text.h"
#include "net/curl_transport_failure.h"
#include "net/curl_transport_library.h"
#include "net/response_reader.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <optional>

namespace net {
namespace {

using base::Cure;
using base::ErrorKind;

using EasyHandle = std::unique_ptr<CURL, decltype(&::curl_easy_cleanup)>;
using MultiHandle = std::unique_ptr<CURLM, decltype(&::curl_multi_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&::curl_slist_free_all)>;

/// Everything that one exchange needs for as long as curl works on it.
struct Transfer {
    Transfer(const CurlLibrary& curl, HttpTransport::RequestId itsId, HttpRequest itsRequest,
             base::Duration itsDeadline, HttpTransport::OnDone itsOnDone, std::size_t largestBody)
        : id(itsId), request(std::move(itsRequest)), deadline(itsDeadline), onDone(std::move(itsOnDone)),
          reader(largestBody), headers(nullptr, curl.slistFreeAll), easy(nullptr, curl.easyCleanup) {}

    HttpTransport::RequestId id;
    HttpRequest request;
    base::Duration deadline;
    HttpTransport::OnDone onDone;
    ResponseReader reader;
    /// Set by curl when the connection stands and the first byte of the request is about to leave.
    bool requestStarted = false;
    std::array<char, CURL_ERROR_SIZE> detail{};
    HeaderList headers;
    EasyHandle easy;  // goes first: it points at all the others
};

/// An outcome that waits for its callback.
struct Ready {
    HttpTransport::RequestId id = 0;
    HttpTransport::OnDone onDone;
    HttpOutcome outcome;
};

std::unexpected<TransportError> failed(ErrorKind kind, Cure cure, std::string message, bool mayHaveArrived) {
    return std::unexpected(
        TransportError{.error = {.kind = kind, .cure = cure, .message = std::move(message)},
                       .mayHaveArrived = mayHaveArrived});
}

// --- callbacks: no exception may pass through curl ---

std::size_t onHeader(char* bytes, std::size_t size, std::size_t count, void* transfer) noexcept {
    try {
        const std::string_view line(bytes, size * count);
        return static_cast<Transfer*>(transfer)->reader.takeHeaderLine(line) ? line.size() : 0;
    } catch (const std::bad_alloc&) {
        return 0;
    }
}

std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* transfer) noexcept {
    try {
        const std::string_view piece(bytes, size * count);
        constexpr std::size_t kStop = std::numeric_limits<std::size_t>::max();
        return static_cast<Transfer*>(transfer)->reader.takeBody(piece) ? piece.size() : kStop;
    } catch (const std::bad_alloc&) {
        return std::numeric_limits<std::size_t>::max();
    }
}

int onRequest(void* transfer, char* /*serverIp*/, char* /*ownIp*/, int /*serverPort*/,
              int /*ownPort*/) noexcept {
    static_cast<Transfer*>(transfer)->requestStarted = true;
    return CURL_PREREQFUNC_OK;
}

long longOf(const CurlLibrary& curl, CURL* easy, CURLINFO which) {
    long value = 0;
    curl.easyGetinfo(easy, which, &value);
    return value;
}

CurlFailure failureOf(CURLcode code, const Transfer& transfer, const CurlLibrary& curl,
                      const CurlOptions& options) {
    CURL* const easy = transfer.easy.get();
    return {.code = code,
            .verifyResult = longOf(curl, easy, CURLINFO_SSL_VERIFYRESULT),
            .systemError = longOf(curl, easy, CURLINFO_OS_ERRNO),
            .proxyAnswer = longOf(curl, easy, CURLINFO_HTTP_CONNECTCODE),
            .host = authorityOf(transfer.request.url),
            .detail = transfer.detail[0] != '\0' ? transfer.detail.data() : curl.easyStrerror(code),
            .requestStarted = transfer.requestStarted,
            .tooMuch = transfer.reader.overflowed(),
            .deadline = transfer.deadline,
            .connectTimeout = std::min(transfer.deadline, options.connectTimeout),
            .largestBody = options.largestBody};
}

// --- setting a request up ---

bool hasControl(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// Refuses before any connection what must never leave.
base::Status check(const HttpRequest& request) {
    const std::string_view authority = authorityOf(request.url);
    const std::string scheme = base::asciiLower(request.url.substr(0, request.url.find(':')));
    if (authority.empty() || hasControl(request.url) || request.url.find(' ') != std::string::npos) {
        return base::fail(ErrorKind::BadInput, fmt::format("\"{}\" is not a web address", request.url));
    }
    if (scheme != "https" && !(scheme == "http" && isLoopback(request.url))) {
        return base::fail(
            ErrorKind::BadInput,
            fmt::format("{} can only be reached by https; plain http is for this computer alone", authority));
    }
    for (const auto& [key, value] : request.headers.all()) {
        if (key.empty() || hasControl(key) || hasControl(value) ||
            key.find_first_of(": ") != std::string::npos) {
            return base::fail(ErrorKind::BadInput, fmt::format("the header \"{}\" can't be sent", key));
        }
    }
    return {};
}

/// Sets options and remembers whether curl took them all.
class Options {
public:
    Options(const CurlLibrary& curl, CURL* easy) : m_curl(curl), m_easy(easy) {}
    template <class Value>
    void set(CURLoption option, Value value) {
        m_allTaken = m_curl.easySetopt(m_easy, option, value) == CURLE_OK && m_allTaken;
    }
    [[nodiscard]] bool allTaken() const { return m_allTaken; }

private:
    const CurlLibrary& m_curl;
    CURL* m_easy;
    bool m_allTaken = true;
};

HeaderList headerList(const CurlLibrary& curl, const HttpRequest& request) {
    curl_slist* list = nullptr;
    const auto append = [&list, &curl](const std::string& line) {
        if (curl_slist* const longer = curl.slistAppend(list, line.c_str()); longer != nullptr) {
            list = longer;
        }
    };
    append("Expect:");  // no waiting for "100 Continue"
    if (!request.headers.find("content-type")) {
        append("Content-Type:");  // none rather than curl's guess
    }
    for (const auto& [key, value] : request.headers.all()) {
        append(value.empty() ? fmt::format("{};", key) : fmt::format("{}: {}", key, value));
    }
    return {list, curl.slistFreeAll};
}

void setMethod(Options& options, const HttpRequest& request) {
    if (request.method == Method::Get) {
        options.set(CURLOPT_HTTPGET, 1L);
        return;
    }
    if (request.method != Method::Delete || !request.body.empty()) {
        options.set(CURLOPT_POST, 1L);
        options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        options.set(CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (request.method != Method::Post) {
        options.set(CURLOPT_CUSTOMREQUEST, std::string(name(request.method)).c_str());
    }
}

void setSafety(Options& options, const HttpRequest& request, const CurlOptions& settings) {
    const bool loopback = isLoopback(request.url);
    options.set(CURLOPT_PROTOCOLS_STR, loopback ? "http,https" : "https");
    options.set(CURLOPT_FOLLOWLOCATION, 0L);
    options.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    options.set(CURLOPT_SSL_VERIFYPEER, 1L);
    options.set(CURLOPT_SSL_VERIFYHOST, 2L);
#ifdef _WIN32
    options.set(CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_NATIVE_CA));
#endif
    if (!settings.caFile.empty()) {
        options.set(CURLOPT_CAINFO, settings.caFile.c_str());
    }
    if (loopback) {
        options.set(CURLOPT_PROXY, "");  // overrules the environment
    }
    options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (request.once) {
        // curl repeats a request by itself when a kept connection turns out to be dead, and on HTTP/2 when
        // the server refuses the stream.
        options.set(CURLOPT_FRESH_CONNECT, 1L);
        options.set(CURLOPT_FORBID_REUSE, 1L);
        options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    }
}

void setLimits(Options& options, const Transfer& transfer, const CurlOptions& settings) {
    static constexpr base::Duration kLongest{24 * 60 * 60 * 1'000};
    const auto milliseconds = [](base::Duration duration) {  // 0 would mean "for ever"
        return static_cast<long>(std::clamp(duration, base::Duration{1}, kLongest).count());
    };
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_TIMEOUT_MS, milliseconds(transfer.deadline));
    options.set(CURLOPT_CONNECTTIMEOUT_MS,
                milliseconds(std::min(settings.connectTimeout, transfer.deadline)));
    options.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(settings.largestBody));
#if LIBCURL_VERSION_NUM >= 0x075700
    options.set(CURLOPT_QUICK_EXIT, 1L);  // giving up must not wait for a name server that does not answer
#endif
}

bool setUp(Transfer& transfer, const CurlLibrary& curl, const CurlOptions& settings) {
    transfer.easy.reset(curl.easyInit());
    transfer.headers = headerList(curl, transfer.request);
    if (!transfer.easy || !transfer.headers) {
        return false;
    }
    Options options(curl, transfer.easy.get());
    options.set(CURLOPT_URL, transfer.request.url.c_str());
    options.set(CURLOPT_HTTPHEADER, transfer.headers.get());
    options.set(CURLOPT_USERAGENT, settings.userAgent.c_str());
    options.set(CURLOPT_ACCEPT_ENCODING, "");
    options.set(CURLOPT_ERRORBUFFER, transfer.detail.data());
    options.set(CURLOPT_PRIVATE, static_cast<void*>(&transfer));
    options.set(CURLOPT_HEADERFUNCTION, &onHeader);
    options.set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    options.set(CURLOPT_WRITEFUNCTION, &onBody);
    options.set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    options.set(CURLOPT_PREREQFUNCTION, &onRequest);
    options.set(CURLOPT_PREREQDATA, static_cast<void*>(&transfer));
    setMethod(options, transfer.request);
    setSafety(options, transfer.request, settings);
    setLimits(options, transfer, settings);
    return options.allTaken();
}

// --- the transport ---

/// curl's global state, counted by curl itself, and the handle that all transfers share.
class CurlStack {
public:
    explicit CurlStack(const CurlLibrary& curl) : m_curl(curl), m_multi(nullptr, curl.multiCleanup) {
        m_curl.globalInit(CURL_GLOBAL_DEFAULT);
        m_multi.reset(m_curl.multiInit());
    }
    ~CurlStack() {
        m_multi.reset();
        m_curl.globalCleanup();
    }
    CurlStack(const CurlStack&) = delete;
    CurlStack& operator=(const CurlStack&) = delete;
    [[nodiscard]] const CurlLibrary& curl() const { return m_curl; }
    [[nodiscard]] CURLM* multi() const { return m_multi.get(); }

private:
    CurlLibrary m_curl;
    MultiHandle m_multi;
};

/// Loads curl with its first request. Until then it waits by itself.
class CurlTransport final : public HttpTransport {
public:
    explicit CurlTransport(CurlOptions options) : m_options(std::move(options)) {}
    ~CurlTransport() override {
        for (const auto& [id, transfer] : m_transfers) {
            m_stack->curl().multiRemoveHandle(m_stack->multi(), transfer->easy.get());
        }
    }
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    RequestId start(HttpRequest request, base::Duration deadline, OnDone onDone) override;
    void cancel(RequestId request) override;
    void wake() override;
    void pump(base::Duration longest) override;
    [[nodiscard]] bool busy() const override { return !m_transfers.empty() || !m_ready.empty(); }

private:
    base::Status load();
    void wait(base::Duration longest);
    void carryOn();
    void finish(CURL* easy, CURLcode code);
    bool deliver();

    CurlOptions m_options;
    std::mutex m_mutex;  // wake() comes from anywhere, while the core thread loads
    std::condition_variable m_woken;
    bool m_wakeAsked = false;          // while there is no stack
    std::optional<CurlStack> m_stack;  // before the transfers, which go first
    std::map<RequestId, std::unique_ptr<Transfer>> m_transfers;
    std::deque<Ready> m_ready;
    RequestId m_lastId = 0;
};

HttpTransport::RequestId CurlTransport::start(HttpRequest request, base::Duration deadline, OnDone onDone) {
    const RequestId id = ++m_lastId;
    if (const base::Status checked = check(request); !checked) {
        m_ready.push_back({id, std::move(onDone),
                           failed(checked.error().kind, Cure::Never, checked.error().message, false)});
        return id;
    }
    if (const base::Status loaded = load(); !loaded) {
        m_ready.push_back({id, std::move(onDone),
                           failed(loaded.error().kind, Cure::BackOff, loaded.error().message, false)});
        return id;
    }
    const CurlLibrary& curl = m_stack->curl();
    auto transfer = std::make_unique<Transfer>(curl, id, std::move(request), deadline, std::move(onDone),
                                               m_options.largestBody);
    if (!setUp(*transfer, curl, m_options) ||
        curl.multiAddHandle(m_stack->multi(), transfer->easy.get()) != CURLM_OK) {
        m_ready.push_back({id, std::move(transfer->onDone),
                           failed(ErrorKind::Internal, Cure::BackOff, "the request can't be set up", false)});
        return id;
    }
    m_transfers.emplace(id, std::move(transfer));
    return id;
}

void CurlTransport::cancel(RequestId request) {
    const auto cancelled = [](bool mayHaveArrived) {
        return failed(ErrorKind::Cancelled, Cure::Never, "cancelled", mayHaveArrived);
    };
    if (const auto found = m_transfers.find(request); found != m_transfers.end()) {
        Transfer& transfer = *found->second;
        m_stack->curl().multiRemoveHandle(m_stack->multi(), transfer.easy.get());
        m_ready.push_back({request, std::move(transfer.onDone), cancelled(transfer.requestStarted)});
        m_transfers.erase(found);
        return;
    }
    const auto waiting = std::ranges::find(m_ready, request, &Ready::id);
    if (waiting != m_ready.end()) {
        waiting->outcome = cancelled(waiting->outcome.has_value() || waiting->outcome.error().mayHaveArrived);
    }
}

void CurlTransport::pump(base::Duration longest) {
    if (deliver()) {
        return;
    }
    carryOn();
    if (deliver()) {
        return;
    }
    wait(longest);
    carryOn();
    deliver();
}

base::Status CurlTransport::load() {
    if (m_stack) {
        return {};
    }
    const auto curl = loadCurl();
    if (!curl) {
        return std::unexpected(curl.error());
    }
    const std::lock_guard lock(m_mutex);
    m_stack.emplace(*curl);
    if (m_wakeAsked) {
        curl->multiWakeup(m_stack->multi());
    }
    return {};
}

void CurlTransport::wake() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stack) {
            m_stack->curl().multiWakeup(m_stack->multi());
            return;
        }
        m_wakeAsked = true;
    }
    m_woken.notify_one();
}

void CurlTransport::wait(base::Duration longest) {
    constexpr base::Duration kMost{std::numeric_limits<int>::max()};
    const base::Duration bounded = std::clamp(longest, base::Duration{0}, kMost);
    if (m_stack) {
        m_stack->curl().multiPoll(m_stack->multi(), nullptr, 0, static_cast<int>(bounded.count()), nullptr);
        return;
    }
    std::unique_lock lock(m_mutex);
    m_woken.wait_for(lock, bounded, [this] { return m_wakeAsked; });
    m_wakeAsked = false;
}

void CurlTransport::carryOn() {
    if (!m_stack) {
        return;
    }
    const CurlLibrary& curl = m_stack->curl();
    int running = 0;
    curl.multiPerform(m_stack->multi(), &running);
    int left = 0;
    while (const CURLMsg* const message = curl.multiInfoRead(m_stack->multi(), &left)) {
        if (message->msg == CURLMSG_DONE) {
            finish(message->easy_handle, message->data.result);
        }
    }
}

void CurlTransport::finish(CURL* easy, CURLcode code) {
    const CurlLibrary& curl = m_stack->curl();
    void* itself = nullptr;
    curl.easyGetinfo(easy, CURLINFO_PRIVATE, &itself);
    auto& transfer = *static_cast<Transfer*>(itself);
    curl.multiRemoveHandle(m_stack->multi(), easy);
    // curl calls an answer whose headers stop in the middle a success.
    if (code == CURLE_OK && transfer.reader.headersComplete()) {
        m_ready.push_back({transfer.id, std::move(transfer.onDone), transfer.reader.takeResponse()});
    } else {
        m_ready.push_back({transfer.id, std::move(transfer.onDone),
                           std::unexpected(describe(failureOf(code, transfer, curl, m_options)))});
    }
    m_transfers.erase(transfer.id);
}

bool CurlTransport::deliver() {
    // What the callbacks add waits for the next time.
    const std::size_t due = m_ready.size();
    for (std::size_t i = 0; i < due; ++i) {
        Ready ready = std::move(m_ready.front());
        m_ready.pop_front();
        ready.onDone(std::move(ready.outcome));
    }
    return due > 0;
}

}  // namespace

std::unique_ptr<HttpTransport> makeCurlTransport(CurlOptions options) {
    return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace net
