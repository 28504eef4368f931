#pragma once
// Keys and values of the positions that a decoding language model has seen.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/packed_linear.h"

namespace vignette {

/// The lead (the positions that all captions of one embedding share) is kept once for each embedding, later positions
/// once for each row; both are allocated once, unless rows are added. Rows that leave or change places move nothing on
/// the CPU, where attention looks up where each position of a row lies; on other devices they move the later positions
/// alone, as long as they stay with their leads. No gradient. One thread at a time.
class KeyValueCache {
 public:
  struct Sizes {
    std::size_t layers = 0;
    std::int64_t heads = 0, width = 0;
    std::int64_t capacity = 0;  ///< positions, the lead's included
  };
  /// `options`: device and dtype of what is kept.
  KeyValueCache(const Sizes& sizes, const at::TensorOptions& options);

  std::int64_t length() const { return length_; }
  std::int64_t capacity() const { return sizes_.capacity; }
  std::int64_t rows() const { return static_cast<std::int64_t>(owners_.size()); }

  /// Takes in the next positions of one layer, `packed` [rows·time, 3·width] of query, key and value, and attends
  /// causally -> [rows·time, width]. The first call of a layer brings the lead, one row for each embedding; later ones
  /// one position each (time 1).
  at::Tensor attend(std::size_t layer, const at::Tensor& packed, std::int64_t rows);
  /// All layers have taken `count` positions in.
  void advance(std::int64_t count);
  /// Row i is from now on what row index[i] was. There may be fewer rows than before, or more.
  void select_rows(std::span<const std::int64_t> index);

  /// Keys and values [rows, heads, M, head size] that cross-attention reads; undefined until set.
  struct Memory {
    at::Tensor keys, values;
  };
  Memory& memory(std::size_t layer) { return layers_[layer].memory; }
  const Memory& memory(std::size_t layer) const { return layers_[layer].memory; }

  /// Matrices to decode with instead of the parameters; may be null.
  std::shared_ptr<const PackedWeights> weights;

 private:
  struct Layer {
    at::Tensor lead_keys, lead_values;  ///< [embeddings, lead, width]
    /// [rows, capacity - lead, width], or with copies of the lead in front [rows, capacity, width] (moves_rows_).
    at::Tensor keys, values;
    Memory memory;
  };
  at::Tensor attend_lead(Layer& layer, const at::Tensor& packed, std::int64_t rows);
  at::Tensor attend_next(Layer& layer, const at::Tensor& packed) const;
  at::Tensor attend_moved(const Layer& layer, const at::Tensor& packed) const;
  void allocate_rows();
  void add_rows();
  void move_rows(std::span<const std::int64_t> index, bool same_leads);
  at::Tensor heads_of(const at::Tensor& rows) const;

  Sizes sizes_;
  at::TensorOptions options_;
  bool moves_rows_;  ///< positions follow their rows, for attention that cannot look them up
  std::int64_t length_ = 0, lead_length_ = 0;
  std::vector<std::int32_t> owners_;                ///< [rows] the lead of each
  std::vector<std::vector<std::int32_t>> sources_;  ///< [positions after the lead][rows]: where each lies in `keys`
  std::vector<Layer> layers_;
};

}  // namespace vignette
