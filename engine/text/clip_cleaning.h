#pragma once
// What OpenAI's CLIP tokenizer does to a text before it splits it.

#include <string>
#include <string_view>

namespace vignette {

/// As clip.tokenize does it: ftfy.fix_text, html.unescape twice, blanks collapsed and stripped, Python's str.lower (a
/// final sigma is ς). Of ftfy's repair of mojibake the plain case is done: a run of characters beyond ASCII that is
/// wholly UTF-8 read as Latin-1 or Windows-1252. (OpenAI's tokenizer then differs in one more thing: its expression
/// takes no account of case, so that ſ after an apostrophe is a contraction; not followed.) Needs no valid UTF-8; the
/// result is valid. Pure; any thread.
std::string clean_as_openai(std::string_view text);

}  // namespace vignette
