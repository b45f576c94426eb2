# SPDX-License-Identifier: GPL-3.0-or-later
# One set of warnings for our own code; headers of libraries come from system folders and stay silent.

add_library(shopbell_warnings INTERFACE)
if(MSVC)
  target_compile_options(shopbell_warnings INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${SHOPBELL_WERROR}>:/WX>)
else()
  target_compile_options(shopbell_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wcast-qual -Wextra-semi -Wimplicit-fallthrough
    # A designated initialiser that names only what differs from the defaults is how we like them.
    -Wno-missing-field-initializers
    $<$<BOOL:${SHOPBELL_WERROR}>:-Werror>)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # libstdc++ 12 deprecates its own temporary buffers, and clang shows it in every std::stable_sort.
    target_compile_options(shopbell_warnings INTERFACE -Wno-deprecated-declarations)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees these in std::string, std::expected and std::optional of correct programs (GCC bugs 105651, 105562).
    target_compile_options(shopbell_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized
      -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=array-bounds -Wno-error=free-nonheap-object)
  endif()
endif()
