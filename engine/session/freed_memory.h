#pragma once
// What becomes of memory that a training step frees.

namespace vignette {

/// Call at the start of main(), before threads. A step allocates the large tensors that the one before it freed; glibc
/// gives each back to the system and asks for it anew, page by page, which takes a sixth of the time of a bf16 step at
/// GPT-2's size. After this call freed memory stays with the process until return_freed_memory(). Does nothing without
/// glibc.
void keep_freed_memory();

/// Gives what is free back to the system: after a run.
void return_freed_memory();

}  // namespace vignette
