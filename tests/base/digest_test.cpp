// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include "support/catch.h"

#include <algorithm>
#include <set>
#include <string>

namespace {

std::string hexOf(const base::Sha256& digest) {
    return base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// Hands out 0, 1, 2 …
class CountedRandom final : public base::Random {
public:
    std::string bytes(std::size_t count) override {
        std::string out(count, '\0');
        for (char& c : out) {
            c = static_cast<char>(m_next++);
        }
        return out;
    }

private:
    unsigned char m_next = 0;
};

/// Hands out one byte for ever.
class ConstantRandom final : public base::Random {
public:
    explicit ConstantRandom(char byte) : m_byte(byte) {}
    std::string bytes(std::size_t count) override { return std::string(count, m_byte); }

private:
    char m_byte;
};

}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-2") {
    CHECK(hexOf(base::sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hexOf(base::sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hexOf(base::sha256(std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231") {
    CHECK(hexOf(base::hmacSha256(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hexOf(base::hmacSha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hexOf(base::hmacSha256(std::string(131, '\xaa'),
                                 "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    CHECK(hexOf(base::hmacSha256("", "")) ==
          "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("base64url has no padding and no characters that an URL would change") {
    CHECK(base::base64Url("").empty());
    CHECK(base::base64Url("f") == "Zg");
    CHECK(base::base64Url("fo") == "Zm8");
    CHECK(base::base64Url("foo") == "Zm9v");
    CHECK(base::base64Url("foob") == "Zm9vYg");
    CHECK(base::base64Url("\xFB\xFF\xFE") == "-__-");
    CHECK(base::base64("\xFB\xFF\xFE") == "+//+");
    CHECK(base::base64("f") == "Zg==");
    CHECK(base::base64("fo") == "Zm8=");
    CHECK(base::base64("").empty());
    // RFC 7636 appendix B
    const base::Sha256 digest = base::sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    CHECK(base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}) ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("a UUID is of version 4 and its bytes come from the given randomness") {
    CountedRandom counted;
    CHECK(counted.uuid() == "00010203-0405-4607-8809-0a0b0c0d0e0f");
    CHECK(ConstantRandom('\xFF').uuid() == "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

TEST_CASE("unit is never 1 and uses the whole interval") {
    CHECK(ConstantRandom('\0').unit() == 0.0);
    CHECK(ConstantRandom('\xFF').unit() < 1.0);
    base::SeededRandom random(1);
    double least = 1;
    double most = 0;
    double sum = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double value = random.unit();
        least = std::min(least, value);
        most = std::max(most, value);
        sum += value;
    }
    CHECK(least < 0.01);
    CHECK(most > 0.99);
    CHECK(sum / 10'000 == Approx(0.5).margin(0.02));
}

TEST_CASE("a seed gives the same bytes again, another seed others") {
    base::SeededRandom one(42);
    base::SeededRandom again(42);
    base::SeededRandom other(43);
    const std::string first = one.bytes(33);
    CHECK(first.size() == 33);
    CHECK(first == again.bytes(33));
    CHECK(first != other.bytes(33));
    CHECK(first != one.bytes(33));
}

TEST_CASE("the system's randomness does not repeat itself") {
    base::SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        seen.insert(random.bytes(16));
    }
    CHECK(seen.size() == 100);
    CHECK(random.bytes(0).empty());
}
