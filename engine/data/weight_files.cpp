#include "data/weight_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "data/safetensors_header.h"
#include "data/torch_archive.h"
#include "log/log.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;
using Weights = std::map<std::string, StoredWeight>;

constexpr std::array kNames = {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
                               "pytorch_model.bin.index.json"};

[[noreturn]] void fail(const std::string& file, const std::string& problem) {
  throw WeightsError(concat(file, ": ", problem));
}

std::vector<std::int64_t> dense_strides(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size(), 1);
  for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * std::max<std::int64_t>(shape[i], 1);
  return strides;
}

Weights read_safetensors(const MappedWeights& file, std::map<std::string, std::string>* metadata = nullptr) try {
  const auto header = read_safetensors_header(file.bytes(), file.name());
  if (metadata) *metadata = header.metadata;
  const std::uint64_t start = file.size() - header.data.size();
  Weights weights;
  for (const auto& [name, entry] : header.entries)
    weights[name] = {entry.dtype, entry.shape, dense_strides(entry.shape), 0, start + entry.begin, start + entry.end};
  return weights;
} catch (const SafetensorsError& error) {
  throw WeightsError(error.what());
}

/// Python's one line that reads a file of an old format and writes it in today's.
std::string conversion(const std::string& file, bool weights_only) {
  return concat("python -c \"import torch; torch.save(torch.load('", file,
                "', map_location='cpu', weights_only=", weights_only ? "True" : "False", "), '", file, "')\"");
}

/// Files that look like weights to people and are none that can be read.
void refuse_others(const MappedWeights& file) {
  constexpr std::string_view pointer = "version https://git-lfs.github.com/spec/";
  constexpr std::string_view legacy = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";  // torch's magic number
  constexpr std::size_t tar_magic = 257;
  const auto bytes = file.bytes();
  if (bytes.size() > 8 && bytes[8] == '{') return;  // safetensors
  if (bytes.starts_with(pointer))
    fail(file.name(),
         "is a Git LFS pointer in place of the weights: the repository was cloned without Git LFS. Install git-lfs and "
         "run 'git lfs pull' in its folder, or download the file itself.");
  if (bytes.substr(0, 64).find(legacy) != bytes.npos)
    fail(file.name(),
         "was written in the format that torch.save had before torch 1.6, which is not read. Convert it: " +
             conversion(file.name(), true));
  if (bytes.size() > tar_magic + 5 && bytes.substr(tar_magic, 5) == "ustar")
    fail(file.name(),
         "is a tar archive, as torch before 0.1.11 wrote. Convert it, if you trust where it is from (old archives may "
         "run code): " +
             conversion(file.name(), false));
  if (bytes.starts_with('\x80'))
    fail(file.name(), "is a Python pickle, not weights. Save the model's state_dict with torch.save.");
}

struct ReadFile {
  WeightContainer container = WeightContainer::safetensors;
  Weights weights;
};

ReadFile read_file(const MappedWeights& file) {
  refuse_others(file);
  if (!file.bytes().starts_with("PK\3\4")) return {WeightContainer::safetensors, read_safetensors(file)};
  auto archive = read_torch_archive(file);
  return {archive.scripted ? WeightContainer::torch_script : WeightContainer::torch_archive,
          std::move(archive.weights)};
}

/// Name -> file, as "weight_map" says.
std::map<std::string, std::string> read_index(const fs::path& index) {
  std::ifstream input(index, std::ios::binary);
  const Json json = Json::parse(input, nullptr, false);
  if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object())
    fail(index.string(), "expected an object with \"weight_map\": the file of each tensor. Download it again.");
  std::map<std::string, std::string> files;
  for (const auto& [name, file] : json["weight_map"].items()) {
    if (!file.is_string()) fail(index.string(), concat("weight_map: expected the file of '", name, "'."));
    const auto text = file.get<std::string>();
    if (text.empty() || fs::path(text).filename() != fs::path(text))
      fail(index.string(), concat("weight_map: '", name, "': expected a file beside the index, got '", text, "'."));
    files.emplace(name, text);
  }
  return files;
}

WeightFiles open_shards(const fs::path& index) {
  const auto places = read_index(index);
  WeightFiles all;
  all.path = index;
  std::set<std::string> shards;
  for (const auto& [name, file] : places) shards.insert(file);
  for (const auto& shard : shards) {
    const auto path = index.parent_path() / shard;
    if (!fs::exists(path))
      fail(path.string(), concat("is missing; ", index.string(), " names it as one of ", shards.size(),
                                 " files of weights. Download it too."));
    all.files.push_back(std::make_shared<const MappedWeights>(path));
    auto read = read_file(*all.files.back());
    all.container = read.container == WeightContainer::safetensors ? WeightContainer::sharded_safetensors
                                                                   : WeightContainer::sharded_torch_archive;
    for (auto& [name, weight] : read.weights) {
      const auto place = places.find(name);
      if (place == places.end() || place->second != shard)
        fail(path.string(), concat("holds '", name, "', which ", index.string(), " ",
                                   place == places.end() ? "lacks" : "says is elsewhere",
                                   ". Index and shards do not belong together; download all of them again."));
      weight.file = all.files.size() - 1;
      all.weights.emplace(name, std::move(weight));
    }
  }
  for (const auto& [name, file] : places)
    if (!all.weights.contains(name))
      fail((index.parent_path() / file).string(),
           concat("lacks '", name, "', which ", index.string(),
                  " places there. Index and shards do not belong together; download all of them again."));
  return all;
}

/// What DataParallel puts in front of every name.
Weights without_module(Weights weights) {
  constexpr std::string_view prefix = "module.";
  const bool all = std::all_of(weights.begin(), weights.end(), [&](const auto& item) {
    return item.first.size() > prefix.size() && item.first.starts_with(prefix);
  });
  if (!all) return weights;
  Weights plain;
  for (auto& [name, weight] : weights) plain.emplace(name.substr(prefix.size()), std::move(weight));
  return plain;
}

}  // namespace

std::string_view name_of(WeightContainer container) {
  switch (container) {
    case WeightContainer::safetensors:
      return "safetensors";
    case WeightContainer::sharded_safetensors:
      return "sharded safetensors";
    case WeightContainer::torch_archive:
      return "torch archive";
    case WeightContainer::sharded_torch_archive:
      return "sharded torch archive";
    case WeightContainer::torch_script:
      break;
  }
  return "TorchScript archive";
}

fs::path weights_in(const fs::path& directory_or_file) {
  if (!fs::is_directory(directory_or_file)) return directory_or_file;
  for (const char* name : kNames)
    if (fs::exists(directory_or_file / name)) return directory_or_file / name;
  return {};
}

WeightFiles open_weights(const fs::path& directory_or_file) {
  const auto path = weights_in(directory_or_file);
  if (path.empty())
    fail(directory_or_file.string(),
         "expected model.safetensors or pytorch_model.bin, or their .index.json with the files that it names, in this "
         "folder; there is neither.");
  WeightFiles opened;
  if (path.extension() == ".json") {
    opened = open_shards(path);
  } else {
    opened.path = path;
    opened.files.push_back(std::make_shared<const MappedWeights>(path));
    auto read = read_file(*opened.files.front());
    opened.container = read.container;
    opened.weights = std::move(read.weights);
  }
  opened.weights = without_module(std::move(opened.weights));
  return opened;
}

WeightFiles open_safetensors(const fs::path& file, std::map<std::string, std::string>& metadata) {
  WeightFiles opened;
  opened.path = file;
  opened.files.push_back(std::make_shared<const MappedWeights>(file));
  opened.weights = read_safetensors(*opened.files.front(), &metadata);
  return opened;
}

WeightList list_weights(const fs::path& directory_or_file) {
  const WeightFiles opened = open_weights(directory_or_file);
  WeightList list;
  list.container = opened.container;
  for (const auto& file : opened.files) {
    list.files.emplace_back(file->name());
    list.bytes += file->size();
  }
  for (const auto& [name, weight] : opened.weights) list.entries.push_back({name, weight.dtype, weight.shape});
  return list;
}

}  // namespace vignette
