// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Catch2 2 has one header, Catch2 3 many; tests include this one and nothing of Catch itself.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
