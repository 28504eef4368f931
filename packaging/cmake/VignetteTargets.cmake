# Flags shared by every target, and the functions that declare layers and tests.
add_library(vignette_flags INTERFACE)
target_compile_options(vignette_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(VIGNETTE_DEVELOPER)
  target_compile_options(vignette_flags INTERFACE -Werror)
endif()
if(VIGNETTE_SANITIZE)
  string(REPLACE ";" "," _sanitizers "${VIGNETTE_SANITIZE}")
  add_compile_options(-fsanitize=${_sanitizers} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${_sanitizers})
  # GCC warns wrongly of std::optional in instrumented code (its manual says so of sanitizers).
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(VIGNETTE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "VIGNETTE_FUZZ needs clang and its libFuzzer: apt-get install clang-19 libclang-rt-19-dev, and "
                        "configure with cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined)
endif()
find_program(VIGNETTE_MOLD mold)
if(VIGNETTE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
# The wheel's targets add odd RUNPATHs; ours names LibTorch's folder alone.
set(CMAKE_SKIP_BUILD_RPATH OFF)
set(CMAKE_BUILD_RPATH "${VIGNETTE_TORCH_LIB_DIR}")
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/vignette;${VIGNETTE_TORCH_LIB_DIR}")

# vignette_layer(<name> SOURCES … [LAYERS …] [LIBRARIES …] [PRIVATE_LIBRARIES …] [TORCH])
# One static library per folder of engine/. LAYERS are lower layers; TORCH links LibTorch privately.
function(vignette_layer name)
  cmake_parse_arguments(L "TORCH" "" "SOURCES;LAYERS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  add_library(vignette_${name} STATIC ${L_SOURCES})
  target_include_directories(vignette_${name} PUBLIC ${PROJECT_SOURCE_DIR}/engine)
  list(TRANSFORM L_LAYERS PREPEND vignette_)
  target_link_libraries(vignette_${name} PUBLIC ${L_LAYERS} ${L_LIBRARIES}
                                         PRIVATE vignette_flags ${L_PRIVATE_LIBRARIES} Threads::Threads)
  if(L_TORCH)
    target_link_libraries(vignette_${name} PRIVATE vignette_torch)
  endif()
endfunction()

# vignette_test(<name> SOURCES … LIBRARIES … [TORCH] [OFFSCREEN])
# One Qt Test program; it links the libraries of the layer it tests and no other.
function(vignette_test name)
  cmake_parse_arguments(T "TORCH;OFFSCREEN" "TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  # Qt would compile the build folder's path into each program: ccache could not share them between folders.
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests QT_TESTCASE_BUILDDIR ".")
  target_link_libraries(${name} PRIVATE ${T_LIBRARIES} Qt6::Test vignette_flags)
  if(T_TORCH)
    target_link_libraries(${name} PRIVATE vignette_torch)
  endif()
  target_compile_definitions(${name} PRIVATE
    VIGNETTE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" VIGNETTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${T_TIMEOUT} ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;OMP_WAIT_POLICY=passive;LC_ALL=C.UTF-8;ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1;TSAN_OPTIONS=die_after_fork=0:suppressions=${PROJECT_SOURCE_DIR}/tests/tsan-suppressions.txt")
endfunction()
