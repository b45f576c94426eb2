// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

/// Certificates and TLS servers of the openssl command line, made on the fly.
namespace tls {

/// False where the openssl command is missing.
[[nodiscard]] bool hasOpenssl();

/// Certificates signed by an authority that nobody else trusts.
class CertificateAuthority {
public:
    CertificateAuthority();
    ~CertificateAuthority();
    CertificateAuthority(const CertificateAuthority&) = delete;
    CertificateAuthority& operator=(const CertificateAuthority&) = delete;

    /// The authority's own certificate.
    [[nodiscard]] std::string caFile() const { return file("ca.pem"); }
    [[nodiscard]] std::string keyFile(const std::string& name) const { return file(name + ".key"); }
    [[nodiscard]] std::string certificateFile(const std::string& name) const { return file(name + ".pem"); }

    /// `alternative` as openssl writes it: "IP:127.0.0.1", "DNS:shop.example". Times as YYYYMMDDHHMMSSZ.
    void issue(const std::string& name, const std::string& alternative,
               const std::string& from = "20200101000000Z", const std::string& until = "20990101000000Z");
    void selfSign(const std::string& name, const std::string& alternative);

private:
    [[nodiscard]] std::string file(const std::string& name) const { return (m_folder / name).string(); }

    std::filesystem::path m_folder;
};

/// "openssl s_server" on a free port of 127.0.0.1; it answers every GET with a page of its own.
class Server {
public:
    Server(const std::string& certificateFile, const std::string& keyFile,
           const std::vector<std::string>& more = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port) + "/"; }

private:
    pid_t m_process = 0;
    int m_output = -1;
    int m_input = -1;
    std::uint16_t m_port = 0;
};

}  // namespace tls
