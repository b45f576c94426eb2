# SPDX-License-Identifier: GPL-3.0-or-later
# Sanitizers are set for everything at once: a library built without one hides what the others would find.

if(SHOPBELL_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(SHOPBELL_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(SHOPBELL_SANITIZE STREQUAL "fuzzer")
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "SHOPBELL_SANITIZE=fuzzer needs clang (use the preset fuzz)")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(NOT SHOPBELL_SANITIZE STREQUAL "none")
  message(FATAL_ERROR "SHOPBELL_SANITIZE is none, address, thread or fuzzer, not '${SHOPBELL_SANITIZE}'")
endif()
