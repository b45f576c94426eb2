# SPDX-License-Identifier: GPL-3.0-or-later
# Script: writes OUTPUT, a .cpp that defines store::allMigrations(), from the files MIGRATIONS/000N_name.sql.
# The number in a file's name is its version; numbers start at 1 and leave no gap, for a gap would be a lost file.
cmake_minimum_required(VERSION 3.25)

file(GLOB files LIST_DIRECTORIES false "${MIGRATIONS}/*.sql")
list(SORT files COMPARE NATURAL)
set(rows "")
set(expected 0)
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+$")
    message(FATAL_ERROR "${file}: a migration is named like 0001_first_steps.sql")
  endif()
  math(EXPR expected "${expected} + 1")
  string(REGEX REPLACE "^0+" "" version "${CMAKE_MATCH_1}")
  if(NOT version STREQUAL expected)
    message(FATAL_ERROR "${file}: version ${expected} was expected here")
  endif()
  file(READ "${file}" sql)
  string(FIND "${sql}" ")migration\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${file} holds the end mark of the literal it is put into")
  endif()
  string(APPEND rows "    Migration{${version}, \"${name}\", R\"migration(${sql})migration\"},\n")
endforeach()
if(NOT rows)
  set(body "    return {};\n")
else()
  set(body "    return kMigrations;\n")
  set(rows "constexpr Migration kMigrations[] = {\n${rows}};\n")
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "// Generated from core/store/migrations/*.sql at build time.
#include \"store/migrations.h\"

namespace store {
namespace {
@rows@}  // namespace

std::span<const Migration> allMigrations() {
@body@}

}  // namespace store
" @ONLY)
file(TOUCH "${OUTPUT}")
