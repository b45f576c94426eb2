// SPDX-License-Identifier: GPL-3.0-or-later
#include "failing_memory.h"

#include <sqlite3.h>

namespace support {
namespace {

sqlite3_mem_methods own;  ///< SQLite's
FailingMemory::Times times = FailingMemory::Times::Once;
long armedAt = 0;  ///< 0 = not armed
long called = 0;
long refused = 0;

bool fails() {
    if (armedAt == 0) {
        return false;
    }
    ++called;
    const bool now = times == FailingMemory::Times::Once ? called == armedAt : called >= armedAt;
    refused += now ? 1 : 0;
    return now;
}

void* allocate(int size) {
    return fails() ? nullptr : own.xMalloc(size);
}

void* resize(void* block, int size) {
    return fails() ? nullptr : own.xRealloc(block, size);
}

}  // namespace

bool FailingMemory::install() {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &own) != SQLITE_OK) {
        return false;
    }
    sqlite3_mem_methods ours = own;
    ours.xMalloc = allocate;
    ours.xRealloc = resize;
    // Small blocks come from a store of their own otherwise.
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

void FailingMemory::arm(long at, Times when) {
    armedAt = at;
    times = when;
    called = 0;
    refused = 0;
}

void FailingMemory::disarm() {
    armedAt = 0;
}

long FailingMemory::calls() {
    return called;
}

long FailingMemory::failed() {
    return refused;
}

}  // namespace support
