// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/incoming.h"

#include <iterator>
#include <utility>

namespace model {

namespace {

template <class T>
void moveBehind(std::vector<T>& all, std::vector<T>& next) {
    if (all.empty()) {
        all = std::move(next);
        return;
    }
    all.insert(all.end(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
}

}  // namespace

void IncomingBatch::append(IncomingBatch&& next) {
    moveBehind(messages, next.messages);
    moveBehind(deletedRemoteIds, next.deletedRemoteIds);
    moveBehind(gaps, next.gaps);
    moveBehind(threadsRead, next.threadsRead);
    if (problem.empty()) {
        problem = std::move(next.problem);
    }
    for (auto& [stream, cursor] : next.cursors) {
        cursors.insert_or_assign(stream, std::move(cursor));
    }
}

}  // namespace model
