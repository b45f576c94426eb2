// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_keyring.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <map>
#include <utility>

namespace app {
namespace {

const QString kService = QStringLiteral("shopbell");

/// QtKeychain's backends answer on the main thread's event loop.
template <class Work>
void onMainThread(const Work& work) {
    if (QThread::currentThread() == QCoreApplication::instance()->thread()) {
        work();
    } else {
        QMetaObject::invokeMethod(QCoreApplication::instance(), work, Qt::BlockingQueuedConnection);
    }
}

struct Outcome {
    QKeychain::Error error = QKeychain::OtherError;
    QString message;
    QString text;
};

Outcome finish(QKeychain::Job& job) {
    job.setAutoDelete(false);
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    return {.error = job.error(), .message = job.errorString(), .text = {}};
}

Outcome readEntry(const QString& key) {
    Outcome outcome;
    onMainThread([&] {
        QKeychain::ReadPasswordJob job(kService);
        job.setKey(key);
        outcome = finish(job);
        outcome.text = job.textData();
    });
    return outcome;
}

Outcome writeEntry(const QString& key, const QString& text) {
    Outcome outcome;
    onMainThread([&] {
        QKeychain::WritePasswordJob job(kService);
        job.setKey(key);
        job.setTextData(text);
        outcome = finish(job);
    });
    return outcome;
}

Outcome removeEntry(const QString& key) {
    Outcome outcome;
    onMainThread([&] {
        QKeychain::DeletePasswordJob job(kService);
        job.setKey(key);
        outcome = finish(job);
    });
    return outcome;
}

base::Error complaint(const char* doing, const Outcome& outcome) {
    return {.kind = base::ErrorKind::Secret,
            .message = std::string("the keyring ") + doing + ": " + outcome.message.toStdString()};
}

class Keyring final : public store::SecretStore {
public:
    explicit Keyring(QString profile) : m_profile(std::move(profile)) {}

    base::Result<std::map<std::string, std::string>> read(const std::string& key) override {
        if (const auto known = m_known.find(key); known != m_known.end()) {
            return known->second;
        }
        const Outcome outcome = readEntry(entry(key));
        std::map<std::string, std::string> secrets;
        if (outcome.error == QKeychain::EntryNotFound) {
            return secrets;
        }
        if (outcome.error != QKeychain::NoError) {
            return base::fail(complaint("can't be read", outcome));
        }
        const QJsonObject object = QJsonDocument::fromJson(outcome.text.toUtf8()).object();
        for (auto item = object.begin(); item != object.end(); ++item) {
            secrets[item.key().toStdString()] = item.value().toString().toStdString();
        }
        return m_known[key] = secrets;
    }

    base::Status write(const std::string& key, const std::map<std::string, std::string>& secrets) override {
        QJsonObject object;
        for (const auto& [name, value] : secrets) {
            object[QString::fromStdString(name)] = QString::fromStdString(value);
        }
        const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
        if (const Outcome outcome = writeEntry(entry(key), QString::fromUtf8(text));
            outcome.error != QKeychain::NoError) {
            return base::fail(complaint("did not keep the token", outcome));
        }
        m_known[key] = secrets;
        return {};
    }

    base::Status remove(const std::string& key) override {
        m_known.erase(key);
        const Outcome outcome = removeEntry(entry(key));
        if (outcome.error != QKeychain::NoError && outcome.error != QKeychain::EntryNotFound) {
            return base::fail(complaint("did not forget the token", outcome));
        }
        return {};
    }

private:
    QString entry(const std::string& key) const {
        return m_profile + QLatin1Char('/') + QString::fromStdString(key);
    }

    QString m_profile;
    std::map<std::string, std::map<std::string, std::string>>
        m_known;  ///< the keyring may ask the person each time
};

}  // namespace

SecretOpener keyringOpener(const std::string& profileFolder) {
    return [profile = QString::fromStdString(
                profileFolder)]() -> base::Result<std::unique_ptr<store::SecretStore>> {
        // A program without a window has no application object of its own.
        static int count = 1;
        static char name[] = "shopbell";
        static char* words[] = {name, nullptr};
        static std::unique_ptr<QCoreApplication> application;
        if (QCoreApplication::instance() == nullptr) {
            application = std::make_unique<QCoreApplication>(count, words);
        }
        const Outcome probe = readEntry(QStringLiteral("is there a keyring"));
        if (probe.error != QKeychain::NoError && probe.error != QKeychain::EntryNotFound) {
            return base::fail(complaint("can't be used", probe));
        }
        return std::make_unique<Keyring>(profile);
    };
}

}  // namespace app
