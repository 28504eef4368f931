#include <algorithm>
#include <array>

#include "log/log.h"
#include "session/training_session.h"
#include "store/experiment_store.h"

namespace vignette {

void command_run(const std::filesystem::path& store, RunId run, const std::string& verb, const std::string& key,
                 const std::string& value) {
  constexpr std::array<std::string_view, 5> kVerbs = {"pause", "resume", "step", "stop", "adjust"};
  if (std::find(kVerbs.begin(), kVerbs.end(), verb) == kVerbs.end())
    throw SessionError(concat("a run knows no command \"", verb, "\": use pause, resume, step, stop or adjust"));
  if (verb == "adjust") live_value(key, value);
  ExperimentStore connection(store);
  if (!connection.run(run)) throw SessionError(concat(store.string(), " holds no run ", run));
  if (!connection.owner_alive(run))
    throw SessionError(concat("run ", run, " is not training: nothing can be sent to it"));
  connection.post_command(run, verb, key, value);
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
