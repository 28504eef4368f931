#include "data/caption_list.h"

#include <algorithm>

namespace vignette {
namespace {

struct OwnTexts {
  std::vector<std::string> texts;
  std::vector<std::string_view> views;
};

}  // namespace

CaptionList::CaptionList(std::initializer_list<std::string_view> captions)
    : CaptionList(std::vector<std::string>(captions.begin(), captions.end())) {}

CaptionList::CaptionList(const std::vector<std::string>& captions) : count_(captions.size()) {
  if (captions.empty()) return;
  const auto own = std::make_shared<OwnTexts>();
  own->texts = captions;
  own->views.assign(own->texts.begin(), own->texts.end());
  first_ = std::shared_ptr<const std::string_view>(own, own->views.data());
}

bool operator==(const CaptionList& a, const CaptionList& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace vignette
