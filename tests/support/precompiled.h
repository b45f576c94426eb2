// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Compiled once for all test executables. A test still includes what it uses.
#include "support/catch.h"

#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>
