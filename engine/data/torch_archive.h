#pragma once
// Where the tensors lie in a zip archive that torch.save (since torch 1.6) or torch.jit.save wrote, found without
// running pickle code. Internal to the data layer.

#include "data/mapped_weights.h"
#include "data/weight_files.h"

namespace vignette {

struct TorchArchive {
  bool scripted = false;  ///< of torch.jit.save: a module's attributes
  std::map<std::string, StoredWeight> weights;
};

/// Name -> tensor; dictionaries in the dictionary and modules in the module give names joined by '.'. Where the
/// dictionary keeps the weights under 'state_dict', 'model' or 'model_state_dict', only what is there counts. Nothing
/// is executed; classes other than tensors, plain containers and TorchScript's modules are refused by name. Throws
/// WeightsError naming the file and what was found.
TorchArchive read_torch_archive(const MappedWeights& file);

}  // namespace vignette
