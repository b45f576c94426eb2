# SPDX-License-Identifier: GPL-3.0-or-later
# The walls of the house.
#
# add_layer(NAME SOURCES_DIR dir [PREFIX p] [EXCLUDE regex…] [DEPS layer…] [TEST_DEPS layer…] [THIRD_PARTY target…])
#   builds the static library NAME from every .cpp below dir. What stands in its headers is written "p/file.h" (p is NAME
#   unless told otherwise). The only way to a header of ours is a shim folder in the build tree that holds p/ and nothing
#   else. Every layer in DEPS puts its own shim on NAME's include path; DEPS are linked PRIVATE, so that nothing arrives
#   through a neighbour. An upward include is therefore "no such file".
#   TEST_DEPS are layers that only the layer's tests read. EXCLUDE takes files out by regular expression.
#
# add_layer_test(NAME TEST_DIR dir MAIN target [SUPPORT target…])
#   builds NAME_test from every .cpp below dir. It takes the whole archive of NAME and then its declared DEPS alone, so
#   that an upward call is an undefined reference. SUPPORT libraries come without dependencies of their own.

set(SHOPBELL_SHIMS "${PROJECT_BINARY_DIR}/layers")

# Makes the folder that holds only a link PREFIX -> DIR, and hands back its path.
function(make_shim name prefix dir out)
  set(shim "${SHOPBELL_SHIMS}/${name}")
  file(MAKE_DIRECTORY "${shim}")
  if(NOT EXISTS "${shim}/${prefix}")
    file(CREATE_LINK "${dir}" "${shim}/${prefix}" SYMBOLIC)
  endif()
  set(${out} "${shim}" PARENT_SCOPE)
endfunction()

# The .cpp and .h files below DIR, without those whose path inside DIR matches a pattern of EXCLUDE.
function(layer_files dir exclude out_sources out_headers)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${dir}" "${dir}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${dir}" "${dir}/*.h")
  foreach(pattern IN LISTS exclude)
    list(FILTER sources EXCLUDE REGEX "${pattern}")
    list(FILTER headers EXCLUDE REGEX "${pattern}")
  endforeach()
  list(TRANSFORM sources PREPEND "${dir}/")
  set(${out_sources} "${sources}" PARENT_SCOPE)
  set(${out_headers} "${headers}" PARENT_SCOPE)
endfunction()

# One generated .cpp a header, compiled with its own layer's include path: a header must stand alone.
function(add_header_checks name prefix headers)
  if(NOT SHOPBELL_HEADER_CHECKS OR NOT headers)
    return()
  endif()
  set(checks "")
  foreach(relative IN LISTS headers)
    set(check "${PROJECT_BINARY_DIR}/header_checks/${name}/${relative}.cpp")
    file(CONFIGURE OUTPUT "${check}" CONTENT "#include \"${prefix}/${relative}\"\n" @ONLY)
    list(APPEND checks "${check}")
  endforeach()
  add_library(${name}_headers OBJECT ${checks})
  target_include_directories(${name}_headers PRIVATE "${SHOPBELL_SHIMS}/${name}")
  target_link_libraries(${name}_headers PRIVATE shopbell_warnings ${ARGN})
  # Only whether it compiles matters.
  set_target_properties(${name}_headers PROPERTIES AUTOMOC OFF)
  if(NOT MSVC)
    target_compile_options(${name}_headers PRIVATE -O0 -g0)
  endif()
endfunction()

function(add_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "SOURCES_DIR;PREFIX" "EXCLUDE;DEPS;TEST_DEPS;THIRD_PARTY")
  if(layer_UNPARSED_ARGUMENTS OR NOT layer_SOURCES_DIR)
    message(FATAL_ERROR "add_layer(${name} …): wrong arguments: ${layer_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT layer_PREFIX)
    set(layer_PREFIX "${name}")
  endif()
  set(dir "${PROJECT_SOURCE_DIR}/${layer_SOURCES_DIR}")
  file(MAKE_DIRECTORY "${dir}")
  layer_files("${dir}" "${layer_EXCLUDE}" sources headers)
  make_shim("${name}" "${layer_PREFIX}" "${dir}" shim)

  if(NOT sources)
    # A layer that has only headers so far still is a library.
    set(sources "${PROJECT_BINARY_DIR}/empty/${name}.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "// Nothing to compile in ${name} yet.\n" @ONLY)
  endif()
  # Qt's moc looks into the headers that a target names.
  list(TRANSFORM headers PREPEND "${dir}/" OUTPUT_VARIABLE header_paths)
  add_library(${name} STATIC ${sources} ${header_paths})
  target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${shim}>")
  target_link_libraries(${name} PRIVATE ${layer_DEPS} ${layer_THIRD_PARTY} shopbell_warnings)
  set_target_properties(${name} PROPERTIES
    SHOPBELL_DEPS "${layer_DEPS}" SHOPBELL_TEST_DEPS "${layer_TEST_DEPS}" SHOPBELL_THIRD_PARTY "${layer_THIRD_PARTY}")
  add_header_checks("${name}" "${layer_PREFIX}" "${headers}" ${layer_DEPS} ${layer_THIRD_PARTY})
endfunction()

function(add_layer_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "TEST_DIR;MAIN" "SUPPORT")
  set(dir "${PROJECT_SOURCE_DIR}/${test_TEST_DIR}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS LIST_DIRECTORIES false "${dir}/*.cpp")
  if(NOT sources)
    message(STATUS "Shopbell: no tests for ${name} yet (${test_TEST_DIR})")
    return()
  endif()
  get_target_property(deps ${name} SHOPBELL_DEPS)
  get_target_property(test_deps ${name} SHOPBELL_TEST_DEPS)
  get_target_property(third_party ${name} SHOPBELL_THIRD_PARTY)
  add_executable(${name}_test ${sources})
  # The order matters: what the tests and their support need is found behind them.
  target_link_libraries(${name}_test PRIVATE ${test_MAIN} ${test_SUPPORT} "$<LINK_LIBRARY:WHOLE_ARCHIVE,${name}>"
    ${test_deps} ${deps} ${third_party} shopbell_warnings)
endfunction()
