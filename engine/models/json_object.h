#pragma once
// Reading one object of a JSON configuration file with errors that name file and key.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace vignette {

/// Keys that are absent or null leave the target at its default. All members throw WeightsError.
class JsonObject {
 public:
  /// `model_type`: what the key of that name must say, if it is there; "": anything.
  static JsonObject from_file(const std::filesystem::path& file, const std::string& model_type);
  /// The nested object; an empty one when absent.
  JsonObject child(const std::string& key) const;

  void read(const std::string& key, std::int64_t& target, std::int64_t minimum = 1) const;
  void read(const std::string& key, double& target, double minimum = 0) const;
  void read(const std::string& key, std::string& target) const;
  void read(const std::string& key, bool& target) const;
  /// A list of whole numbers of at least 1.
  void read(const std::string& key, std::vector<std::int64_t>& target) const;
  /// Three numbers.
  void read(const std::string& key, float (&target)[3]) const;
  bool is_object(const std::string& key) const;
  bool contains(const std::string& key) const;

  /// Width must be a multiple of heads.
  void check_heads(const std::string& width_key, std::int64_t width, const std::string& heads_key,
                   std::int64_t heads) const;
  void check_activation(const std::string& key, const std::string& name) const;
  [[noreturn]] void fail(const std::string& key, const std::string& problem) const;

 private:
  JsonObject(std::string where, std::shared_ptr<const nlohmann::json> json);
  const nlohmann::json* find(const std::string& key) const;  ///< null when absent or null
  std::string where_;                                        ///< file, and the path of keys to this object
  std::shared_ptr<const nlohmann::json> json_;
};

}  // namespace vignette
