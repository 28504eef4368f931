#pragma once
// Each returns what is wrong, empty if nothing. `folder` is an empty one to write into.

#include <filesystem>
#include <string>
#include <vector>

namespace vignette {

std::string round_trip_problems(const std::filesystem::path& folder);
/// The message of the WeightsError that opening `header` + `data_bytes` zero bytes gives; "none" without one.
/// `claimed`: the header's length as the file states it, -1 for the true one.
std::string open_error(const std::filesystem::path& file, const std::string& header, std::size_t data_bytes,
                       std::int64_t claimed = -1);
std::string open_error(const std::filesystem::path& file);
std::string missing_parameter_error(const std::filesystem::path& folder);
std::string atomic_write_problems(const std::filesystem::path& folder);

std::string gpt2_save_problems(const std::filesystem::path& folder);
std::string roberta_save_problems(const std::filesystem::path& folder);
std::string clip_save_problems(const std::filesystem::path& folder);
std::string captioner_save_problems(const std::filesystem::path& folder);
std::string config_error(const std::filesystem::path& folder, const std::string& config);
std::string initialisation_problems();
std::string dropout_problems();

std::string archive_problems(const std::filesystem::path& goldens);
/// The message of the WeightsError for a torch archive whose data.pkl is `pickle`.
/// Values of tensors in files of every kind.
std::string container_problems(const std::filesystem::path& goldens);
std::string loading_memory_problems(const std::filesystem::path& folder);
std::string archive_error(const std::filesystem::path& file, const std::string& pickle);

}  // namespace vignette
