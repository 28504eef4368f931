#include "text/clip_cleaning.h"
namespace vignette { std::string clean_as_openai(std::string_view text) { return std::string(text); } }
