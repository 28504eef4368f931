#include <new>

#include "session/run_worker.h"

namespace vignette {
namespace {

// LibTorch puts a C++ backtrace behind this line, where an error comes out untranslated.
std::string without_backtrace(std::string text) {
  return text.substr(0, text.find("\nException raised from"));
}

}  // namespace

std::string failure_text(std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::bad_alloc&) {
    return "memory ran out: lower training.batch_size or training.samples_per_image, or close other programs";
  } catch (const std::exception& error) {
    return without_backtrace(error.what());
  } catch (...) {
    return "the run ended with an unknown failure; its log file tells what it did last";
  }
}

}  // namespace vignette
