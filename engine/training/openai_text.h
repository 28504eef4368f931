#pragma once
// What OpenAI's CLIP does to a text before its tokenizer (ftfy and html.unescape), where Hugging Face's does nothing.

#include <string>
#include <string_view>

namespace vignette {

/// Control characters and byte-order marks dropped, C1 controls read as windows-1252, curly quotes straightened,
/// ligatures and full-width forms replaced, HTML entities (&amp; &lt; &gt; &quot; &apos; and numbers) resolved twice:
/// the part of ftfy's work that generated captions can meet. Mojibake is left as it is. compat = "reference" scores
/// captions so.
std::string clean_as_openai(std::string_view text);

}  // namespace vignette
