#pragma once
// The captions of an image.

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vignette {

/// Read-only; to change captions assign another list. Copies are cheap: they share the texts with each other and with
/// the lists of other images of the dataset, and any of them keeps these alive. A view of a caption lives as long.
class CaptionList {
 public:
  using value_type = std::string_view;
  using const_iterator = const std::string_view*;

  CaptionList() = default;
  CaptionList(std::initializer_list<std::string_view> captions);
  CaptionList(const std::vector<std::string>& captions);
  /// `first` of `count` views in a row; it owns them and the texts they show.
  CaptionList(std::shared_ptr<const std::string_view> first, std::size_t count)
      : first_(std::move(first)), count_(count) {}

  const_iterator begin() const { return first_.get(); }
  const_iterator end() const { return first_.get() + count_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  /// `index` below size().
  std::string_view operator[](std::size_t index) const { return first_.get()[index]; }
  operator std::vector<std::string>() const { return {begin(), end()}; }

  friend bool operator==(const CaptionList& a, const CaptionList& b);

 private:
  std::shared_ptr<const std::string_view> first_;
  std::size_t count_ = 0;
};

}  // namespace vignette
