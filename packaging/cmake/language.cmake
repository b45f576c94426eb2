# SPDX-License-Identifier: GPL-3.0-or-later
# The language, where things are put, and the compiler cache.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Qt's libraries ask for it, and one setting for everything lets all targets share precompiled headers.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Kind of build" FORCE)
endif()

find_program(SHOPBELL_CCACHE ccache)
mark_as_advanced(SHOPBELL_CCACHE)
if(SHOPBELL_CCACHE AND (NOT CMAKE_CXX_COMPILER_LAUNCHER OR CMAKE_CXX_COMPILER_LAUNCHER STREQUAL "ccache"))
  # ccache refuses precompiled headers unless it is told that their defines and time macros are harmless here. A base
  # directory makes a build folder of any name hit the cache of another one.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 "${SHOPBELL_CCACHE}")
endif()

# Qt 6.4's moc follows the includes of a header and gives up at g++ 12's <concepts> unless another header of the
# standard library came before.
set(CMAKE_AUTOMOC_MOC_OPTIONS --include cstddef)
