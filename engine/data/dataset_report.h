#pragma once
// What a dataset holds and what in it is odd, for people who open it.

#include <cstdint>
#include <map>
#include <string>

#include "data/dataset.h"

namespace vignette {

struct DatasetReport {
  /// How often something was met, and the first of it: a file name, with the caption or the size.
  struct Finding {
    std::int64_t count = 0;
    std::string first;
  };

  std::int64_t images = 0, captions = 0;                      ///< captions: those of a corpus too
  std::map<std::string, std::int64_t> splits;                 ///< images, by split_name
  std::map<std::string, std::int64_t> domains;                ///< images, where they have one
  std::map<std::int64_t, std::int64_t> captions_of_an_image;  ///< number of captions → images that have as many
  double mean_words = 0;
  Finding without_captions;                     ///< images
  Finding repeated_in_image;                    ///< captions that their image has already
  Finding shared_by_images;                     ///< captions that an earlier image has
  Finding short_captions;                       ///< under 2 words
  Finding long_captions;                        ///< over 60 words, which is more than CLIP's 77 tokens hold
  Finding not_ascii;                            ///< captions with letters outside of ASCII
  Finding unknown_size;                         ///< images whose size nobody told
  Finding odd_shape;                            ///< images more than 4 times as long as wide, or as wide as long
  Finding small;                                ///< images with a side under 32 pixels
  std::map<std::string, std::size_t> problems;  ///< Dataset::problem_counts
};

/// Takes about a microsecond a caption.
DatasetReport report_on(const Dataset& dataset);

}  // namespace vignette
