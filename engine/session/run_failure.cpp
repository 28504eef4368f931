#include <algorithm>
#include <new>

#include "session/freed_memory.h"
#include "session/memory_check.h"
#include "session/run_worker.h"
#include "training/run_failures.h"

namespace vignette {
namespace {

// LibTorch puts a C++ backtrace behind this line, where an error comes out untranslated.
std::string without_backtrace(std::string text) {
  return text.substr(0, text.find("\nException raised from"));
}

// What the estimate missed is taken to be missed in a smaller form, too.
std::string advice(const Recipe& recipe, const SessionEngine& engine, std::int64_t asked, std::int64_t peak,
                   std::int64_t available) {
  if (!engine.estimate_memory || available == 0)
    return " Lower training.batch_size or training.samples_per_image, or close other programs.";
  const auto estimate = engine.estimate_memory(recipe);
  const auto missed = std::max<std::int64_t>(0, peak + asked - estimate);
  return concat(
      " By estimate it needs up to ", gigabytes(estimate + missed), ". ",
      what_would_fit(recipe, [&](const Recipe& form) { return engine.estimate_memory(form) + missed; }, available));
}

// The run's own memory has been freed by now: its peak is the process's.
std::string memory_text(const Recipe& recipe, const SessionEngine& engine, const MemoryRanOut& failure) try {
  return_freed_memory();
  std::string text = failure.gpu_peak() > 0 ? "the GPU's memory ran out" : "memory ran out";
  if (failure.asked() > 0) text += concat(": ", gigabytes(failure.asked()), " more could not be had");
  const auto process = process_memory().value_or(ProcessMemory{});
  const auto peak = failure.gpu_peak() > 0 ? failure.gpu_peak() : process.peak;
  if (peak > 0) text += concat(". At its peak the run took ", gigabytes(peak));
  const auto free = failure.gpu_peak() > 0 ? 0 : available_memory().value_or(0) + process.now;
  return text + "." + advice(recipe, engine, failure.asked(), peak, std::max(peak, free));
} catch (const std::exception&) {
  return "memory ran out. Lower training.batch_size or training.samples_per_image, or close other programs.";
}

}  // namespace

std::string failure_text(std::exception_ptr failure, const Recipe& recipe, const SessionEngine& engine) {
  try {
    std::rethrow_exception(failure);
  } catch (const MemoryRanOut& error) {
    return memory_text(recipe, engine, error);
  } catch (const std::bad_alloc&) {
    return memory_text(recipe, engine, MemoryRanOut("memory ran out"));
  } catch (const std::exception& error) {
    return without_backtrace(error.what());
  } catch (...) {
    return "the run ended with an unknown failure; its log file tells what it did last";
  }
}

}  // namespace vignette
