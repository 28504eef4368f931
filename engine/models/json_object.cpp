#include "models/json_object.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "models/activation.h"
#include "models/safetensors.h"

namespace vignette {

using Json = nlohmann::json;

namespace {

/// The value in a message: containers by name, since writing them out recurses as deep as they are nested.
std::string shown(const Json& value) {
  return value.is_structured() ? (value.is_array() ? "a list" : "an object") : value.dump();
}

}  // namespace

JsonObject::JsonObject(std::string where, std::shared_ptr<const Json> json)
    : where_(std::move(where)), json_(std::move(json)) {}

JsonObject JsonObject::from_file(const std::filesystem::path& file, const std::string& model_type) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw WeightsError(concat(file.string(), ": cannot be read. Is this the folder of a saved model?"));
  // Copies of what is nested deeper would exhaust the stack; no configuration is.
  const auto shallow = [](int depth, Json::parse_event_t, const Json&) { return depth < 64; };
  auto json = std::make_shared<const Json>(Json::parse(input, shallow, false));
  if (!json->is_object()) throw WeightsError(concat(file.string(), ": expected a JSON object; the file is damaged."));
  JsonObject object(file.string(), std::move(json));
  std::string type = model_type;
  object.read("model_type", type);
  if (!model_type.empty() && type != model_type)
    object.fail("model_type", concat("expected '", model_type, "', got '", type, "'"));
  return object;
}

JsonObject JsonObject::child(const std::string& key) const {
  const Json* value = find(key);
  if (value != nullptr && !value->is_object()) fail(key, "expected an object, got " + shown(*value));
  return {where_ + ": " + key, std::make_shared<const Json>(value == nullptr ? Json::object() : *value)};
}

void JsonObject::read(const std::string& key, std::int64_t& target, std::int64_t minimum) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  // A bound far above any model keeps products of sizes from overflowing.
  constexpr std::int64_t maximum = 1'000'000'000;
  if (!value->is_number_integer() || value->get<std::int64_t>() < minimum || value->get<std::int64_t>() > maximum)
    fail(key, concat("expected a whole number of at least ", minimum, ", got ", shown(*value)));
  target = value->get<std::int64_t>();
}

void JsonObject::read(const std::string& key, double& target, double minimum) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_number() || value->get<double>() < minimum)
    fail(key, concat("expected a number of at least ", minimum, ", got ", shown(*value)));
  target = value->get<double>();
}

void JsonObject::read(const std::string& key, std::string& target) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_string()) fail(key, "expected a text, got " + shown(*value));
  target = value->get<std::string>();
}

void JsonObject::read(const std::string& key, bool& target) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_boolean()) fail(key, "expected true or false, got " + shown(*value));
  target = value->get<bool>();
}

void JsonObject::read(const std::string& key, std::vector<std::int64_t>& target) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  const auto fits = [](const Json& number) {
    return number.is_number_integer() && number.get<std::int64_t>() > 0 && number.get<std::int64_t>() < 1'000'000;
  };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), fits))
    fail(key, "expected a list of whole numbers of at least 1, got " + shown(*value));
  target = value->get<std::vector<std::int64_t>>();
}

void JsonObject::read(const std::string& key, float (&target)[3]) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_array() || value->size() != 3) fail(key, "expected three numbers, got " + shown(*value));
  for (std::size_t i = 0; i < 3; ++i) {
    if (!(*value)[i].is_number()) fail(key, "expected three numbers, got " + shown(*value));
    target[i] = (*value)[i].get<float>();
  }
}

bool JsonObject::is_object(const std::string& key) const {
  const Json* value = find(key);
  return value != nullptr && value->is_object();
}

bool JsonObject::contains(const std::string& key) const {
  return find(key) != nullptr;
}

void JsonObject::check_heads(const std::string& width_key, std::int64_t width, const std::string& heads_key,
                             std::int64_t heads) const {
  if (width % heads != 0) fail(heads_key, concat("expected a divisor of ", width_key, " (", width, "), got ", heads));
}

void JsonObject::check_activation(const std::string& key, const std::string& name) const {
  if (!is_activation(name)) fail(key, concat("expected gelu, gelu_new, quick_gelu or relu, got '", name, "'"));
}

void JsonObject::fail(const std::string& key, const std::string& problem) const {
  throw WeightsError(concat(where_, ": ", key, ": ", problem, "."));
}

const Json* JsonObject::find(const std::string& key) const {
  const auto found = json_->find(key);
  return found == json_->end() || found->is_null() ? nullptr : &*found;
}

}  // namespace vignette
