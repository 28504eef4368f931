#include <algorithm>
#include <array>
#include <chrono>
#include <sstream>
#include <thread>

#include "log/log.h"
#include "session/training_session.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr std::array<std::string_view, 5> verbs = {"pause", "resume", "step", "stop", "adjust"};

std::int64_t post(const std::filesystem::path& store, RunId run, const std::string& verb, const std::string& key,
                  const std::string& value) {
  ExperimentStore connection(store);
  if (!connection.run(run)) throw SessionError(concat(store.string(), " holds no run ", run));
  if (!connection.owner_alive(run))
    throw SessionError(concat("run ", run, " is not training: nothing can be sent to it"));
  return connection.post_command(run, verb, key, value);
}

}  // namespace

void command_run(const std::filesystem::path& store, RunId run, const std::string& verb, const std::string& key,
                 const std::string& value) {
  if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end())
    throw SessionError(concat("a run knows no command \"", verb, "\": use pause, resume, step, stop or adjust"));
  if (verb == "adjust") live_value(key, value);
  post(store, run, verb, key, value);
}

std::int64_t request_of_run(const std::filesystem::path& store, RunId run, const RunRequest& request) {
  if (request.kind == RunRequest::Kind::evaluate) return post(store, run, "evaluate", {}, {});
  // "caption", how many samples and of what, what.
  const auto key = concat(request.samples, request.image_id ? " image" : " picture");
  const auto subject =
      request.image_id ? std::to_string(*request.image_id) : std::filesystem::absolute(request.picture).string();
  return post(store, run, "caption", key, subject);
}

RunRequest request_of_command(const RunCommand& command) {
  RunRequest request;
  request.id = command.id;
  if (command.verb == "evaluate") return request;
  request.kind = RunRequest::Kind::caption;
  std::string what;
  std::istringstream key(command.key);
  std::int64_t image = 0;
  const bool good = key >> request.samples >> what && (what != "image" || std::istringstream(command.value) >> image);
  if (!good || request.samples < 0)
    throw SessionError(concat("command caption: \"", command.key, "\" \"", command.value, "\" names no picture"));
  if (what == "image")
    request.image_id = image;
  else
    request.picture = command.value;
  return request;
}

std::optional<RunAnswer> wait_for_answer(const std::filesystem::path& store, RunId run, std::int64_t command,
                                         const std::function<bool()>& go_on) {
  ExperimentStore connection(store, ExperimentStore::Mode::read_only);
  while (go_on()) {
    const bool alive = connection.owner_alive(run);  // before the last look
    if (auto answer = connection.answer_to(command)) return answer;
    if (!alive) throw SessionError(concat("run ", run, " ended before it had answered"));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return std::nullopt;
}

std::filesystem::path run_folder(const std::filesystem::path& store, RunId run) {
  std::filesystem::path folder = store;
  folder += ".runs";
  return folder / std::to_string(run);
}

ParameterValue live_value(const std::string& key, const std::string& text) {
  const Parameter* parameter = find_parameter(key);
  if (parameter == nullptr) Recipe().value(key);  // throws, naming the nearest key
  if (!parameter->live)
    throw RecipeError(
        concat(key, " cannot change while a run trains: stop it, then go on with --resume and --set ", key, "=", text));
  return parse_value(*parameter, text);
}

}  // namespace vignette
