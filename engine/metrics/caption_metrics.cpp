#include "metrics/caption_metrics.h"

#include <stdexcept>
#include <unordered_map>

#include "log/log.h"
#include "metrics/parallel_slices.h"
#include "metrics/tokenized_references.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

std::vector<std::string> tokenize_all(std::span<const std::string> texts) {
  std::vector<std::string> tokenised;
  tokenised.reserve(texts.size());
  for (const std::string& text : texts) tokenised.push_back(ptb_tokenize_joined(text));
  return tokenised;
}

std::vector<std::string> tokenize_references(std::int64_t image_id, std::span<const std::string> references) {
  if (references.empty()) throw std::invalid_argument(concat("image ", image_id, " has no reference caption"));
  return tokenize_all(references);
}

constexpr std::size_t kLeastSlice = 512;  // captions a thread is worth being started for

TokenizedReferences tokenize_images(std::span<const ReferenceSet::Image> images, const ReferenceOptions& options) {
  std::vector<TokenizedReferences::References> tokenised(images.size());
  in_parallel_slices(images.size(), kLeastSlice, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      tokenised[i] = tokenize_references(images[i].image_id, images[i].references);
  });
  return TokenizedReferences(tokenised, options);
}

}  // namespace

struct ReferenceSet::Impl {
  TokenizedReferences references;
  std::unordered_map<std::int64_t, std::size_t> positions;

  Impl(std::span<const Image> images, const ReferenceOptions& options) : references(tokenize_images(images, options)) {
    for (std::size_t i = 0; i < images.size(); ++i) {
      if (!positions.emplace(images[i].image_id, i).second) {
        throw std::invalid_argument(concat("image ", images[i].image_id, " is given twice among the references"));
      }
    }
  }

  std::size_t position(std::int64_t image_id) const {
    const auto found = positions.find(image_id);
    if (found == positions.end()) {
      throw std::invalid_argument(concat("image ", image_id, " has no references in this set"));
    }
    return found->second;
  }
};

ReferenceSet::ReferenceSet(std::span<const Image> images, const ReferenceOptions& options)
    : impl_(std::make_unique<Impl>(images, options)) {}
ReferenceSet::~ReferenceSet() = default;
ReferenceSet::ReferenceSet(ReferenceSet&&) noexcept = default;
ReferenceSet& ReferenceSet::operator=(ReferenceSet&&) noexcept = default;

std::size_t ReferenceSet::size() const {
  return impl_->references.size();
}

bool ReferenceSet::contains(std::int64_t image_id) const {
  return impl_->positions.contains(image_id);
}

MetricResult ReferenceSet::evaluate(std::span<const std::pair<std::int64_t, std::string>> candidates,
                                    std::span<const std::string> metrics,
                                    const std::function<void(double)>& progress) const {
  std::vector<TokenizedReferences::Candidate> tokenised(candidates.size());
  in_parallel_slices(candidates.size(), kLeastSlice, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      tokenised[i] = {impl_->position(candidates[i].first), ptb_tokenize_joined(candidates[i].second)};
  });
  return impl_->references.evaluate(tokenised, metrics, progress);
}

double ReferenceSet::cider(std::int64_t image_id, std::string_view candidate) const {
  return impl_->references.cider(impl_->position(image_id), ptb_tokenize_joined(candidate));
}

double ReferenceSet::cider(std::span<const std::string> references, std::string_view candidate) const {
  if (references.empty()) throw std::invalid_argument("CIDEr needs at least one reference caption");
  return impl_->references.cider(tokenize_all(references), ptb_tokenize_joined(candidate));
}

MetricResult evaluate_captions(std::span<const CaptionedImage> images, std::span<const std::string> metrics) {
  std::vector<TokenizedReferences::References> references;
  std::vector<TokenizedReferences::Candidate> candidates;
  for (const CaptionedImage& image : images) {
    references.push_back(tokenize_references(image.image_id, image.references));
    candidates.emplace_back(candidates.size(), ptb_tokenize_joined(image.candidate));
  }
  return TokenizedReferences(references).evaluate(candidates, metrics);
}

}  // namespace vignette
