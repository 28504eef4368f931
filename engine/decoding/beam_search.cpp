#include "decoding/beam_search.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>

#include "decoding/decoding.h"
#include "decoding/token_choice.h"
#include "log/log.h"
#include "models/index_tensor.h"

namespace vignette {
namespace {

/// Rows decoded at once at most; more would only make the cache larger.
constexpr std::int64_t most_rows = 320;

struct Beam {
  std::vector<std::int64_t> ids;
  std::vector<float> log_probs;
  double sum = 0;
  bool ended = false;
  RequiredState state;
  std::int64_t row = 0;  ///< of the cache, that its next token comes from
};

/// A beam and one more token; an ended beam has none.
struct Extension {
  const Beam* beam = nullptr;
  std::int64_t token = -1;
  float log_prob = 0;
  RequiredState state;
  double rank = 0;
};

/// Beams that compete with each other: of one group, or of one state of the required words.
using Banks = std::map<std::pair<std::int64_t, RequiredState>, std::vector<Beam>>;

/// What all rows offer next, on the CPU.
struct Offers {
  std::int64_t count = 0, words = 0;
  at::Tensor tokens, log_probs;  ///< [R, count] the likeliest
  at::Tensor word_log_probs;     ///< [R, words] of the required words' tokens
};

class Search {
 public:
  Search(const Captioner& captioner, const at::Tensor& prefix, const BeamOptions& options)
      : captioner_(captioner), options_(options), decoding_(captioner.start_decoding(prefix, options.max_length)) {
    for (std::int64_t embedding = 0; embedding < prefix.size(0); ++embedding) {
      Banks banks;
      for (std::int64_t group = 0; group < options.groups; ++group) {
        Beam beam;
        beam.row = embedding;
        banks[{group, {}}] = {beam};
      }
      searches_.push_back(std::move(banks));
    }
  }

  void run() {
    for (std::int64_t position = 0; position < options_.max_length; ++position) {
      if (options_.cancelled && options_.cancelled()) throw Cancelled();
      const Offers offers = offers_of(decoding_.logits);
      for (Banks& banks : searches_) banks = options_.groups > 1 ? extend_groups(banks, offers) : extend(banks, offers);
      if (!keep_rows() || position + 1 == options_.max_length) return;
      decoding_.logits = captioner_.continue_decoding(last_tokens(), decoding_.cache);
    }
  }

  std::vector<std::vector<BeamCaption>> captions() const {
    std::vector<std::vector<BeamCaption>> all;
    for (const Banks& banks : searches_) all.push_back(captions_of(banks));
    return all;
  }

 private:
  /// Each beam's likeliest tokens are enough: of one beam no more than `beams` can be kept. Tokens of required words
  /// may push others of them to states of their own.
  Offers offers_of(const at::Tensor& logits) const {
    Offers offers;
    const auto& words = options_.required.tokens();
    offers.words = static_cast<std::int64_t>(words.size());
    offers.count = std::min(options_.beams + offers.words, logits.size(1));
    const at::Tensor scaled = options_.temperature == 1 ? logits : logits.to(at::kFloat).div(options_.temperature);
    const auto likeliest = likeliest_tokens(scaled, offers.count);
    offers.tokens = likeliest.tokens.cpu(), offers.log_probs = likeliest.log_probs.cpu();
    if (offers.words == 0) return offers;
    const at::Tensor columns = index_tensor(words, scaled.device());
    // logit - log p is the same for all tokens of a row.
    const at::Tensor shift =
        scaled.gather(1, likeliest.tokens.narrow(1, 0, 1)).sub(likeliest.log_probs.narrow(1, 0, 1));
    offers.word_log_probs = scaled.index_select(1, columns).sub(shift).to(at::kFloat).cpu().contiguous();
    return offers;
  }

  double rank(double sum, std::size_t length) const {
    return options_.scoring == BeamScoring::clipcap ? sum / static_cast<double>(length) : sum;
  }

  /// Calls `use(extension)` with every way that `beam` may go on.
  template <typename Use>
  void each_extension(const Beam& beam, const Offers& offers, const Use& use) const {
    if (beam.ended) return use(Extension{&beam, -1, 0, beam.state, rank(beam.sum, beam.ids.size())});
    const auto offer = [&](std::int64_t token, float log_prob) {
      const double ranked = rank(beam.sum + log_prob, beam.ids.size() + 1);
      if (offers.words == 0) return use(Extension{&beam, token, log_prob, {}, ranked});
      for (const auto& state : options_.required.after(beam.state, token))
        use(Extension{&beam, token, log_prob, state, ranked});
    };
    const auto& words = options_.required.tokens();
    const auto* tokens = offers.tokens.const_data_ptr<std::int64_t>() + beam.row * offers.count;
    const auto* log_probs = offers.log_probs.const_data_ptr<float>() + beam.row * offers.count;
    for (std::int64_t i = 0; i < offers.count; ++i)
      if (std::find(words.begin(), words.end(), tokens[i]) == words.end()) offer(tokens[i], log_probs[i]);
    for (std::size_t i = 0; i < words.size(); ++i)
      offer(words[i],
            offers.word_log_probs.const_data_ptr<float>()[beam.row * offers.words + static_cast<std::int64_t>(i)]);
  }

  Beam extended(const Extension& extension) const {
    Beam beam = *extension.beam;
    if (extension.token < 0) return beam;
    beam.ids.push_back(extension.token);
    beam.log_probs.push_back(extension.log_prob);
    beam.sum += extension.log_prob;
    beam.state = extension.state;
    const auto& stops = options_.stop_tokens;
    beam.ended = std::find(stops.begin(), stops.end(), extension.token) != stops.end();
    return beam;
  }

  /// The best of `extensions`, at most `count`, the first of equals.
  std::vector<Beam> best(std::vector<Extension>& extensions, std::int64_t count) const {
    std::stable_sort(extensions.begin(), extensions.end(),
                     [](const Extension& a, const Extension& b) { return a.rank > b.rank; });
    if (extensions.size() > static_cast<std::size_t>(count)) extensions.resize(static_cast<std::size_t>(count));
    std::vector<Beam> kept;
    for (const auto& extension : extensions) kept.push_back(extended(extension));
    return kept;
  }

  Banks extend(const Banks& banks, const Offers& offers) const {
    std::map<Banks::key_type, std::vector<Extension>> extensions;
    for (const auto& [key, beams] : banks)
      for (const Beam& beam : beams)
        each_extension(beam, offers,
                       [&, group = key.first](const Extension& one) { extensions[{group, one.state}].push_back(one); });
    Banks next;
    for (auto& [key, list] : extensions) next[key] = best(list, options_.beams);
    return next;
  }

  Banks extend_groups(const Banks& banks, const Offers& offers) const {
    Banks next;
    std::map<std::int64_t, std::int64_t> taken;
    for (const auto& [key, beams] : banks) {
      std::vector<Extension> extensions;
      for (const Beam& beam : beams)
        each_extension(beam, offers, [&](Extension one) {
          if (const auto found = taken.find(one.token); one.token >= 0 && found != taken.end())
            one.rank -= options_.diversity_penalty * static_cast<double>(found->second);
          extensions.push_back(one);
        });
      next[key] = best(extensions, options_.beams / options_.groups);
      for (const auto& extension : extensions)
        if (extension.token >= 0) ++taken[extension.token];
    }
    return next;
  }

  template <typename Use>
  void each_active(const Use& use) {
    for (Banks& banks : searches_)
      for (auto& [key, beams] : banks)
        for (Beam& beam : beams)
          if (!beam.ended) use(beam);
  }

  /// The cache keeps the rows of beams that go on. False when none does.
  bool keep_rows() {
    std::vector<std::int64_t> rows;
    each_active([&](Beam& beam) {
      rows.push_back(beam.row);
      beam.row = static_cast<std::int64_t>(rows.size()) - 1;
    });
    if (!rows.empty()) decoding_.cache.select_rows(rows);
    return !rows.empty();
  }

  at::Tensor last_tokens() {
    std::vector<std::int64_t> last;
    each_active([&](Beam& beam) { last.push_back(beam.ids.back()); });
    return index_tensor(last, decoding_.logits.device());
  }

  BeamCaption caption_of(const Beam& beam) const {
    BeamCaption caption{beam.ids, beam.log_probs, beam.sum, 0, beam.state.count()};
    // The original counts the end token that a cut caption lacks when it looks for the best with required words.
    const double missing = !beam.ended && options_.required.size() > 0 ? 1 : 0;
    const double length = static_cast<double>(beam.ids.size()) + missing;
    caption.log_probability = beam.sum / static_cast<double>(beam.ids.size());
    if (options_.scoring == BeamScoring::clipcap) caption.score = beam.sum / length;
    if (options_.scoring == BeamScoring::length_normalised)
      caption.score = beam.sum / std::pow(length, options_.length_penalty);
    return caption;
  }

  std::vector<BeamCaption> captions_of(const Banks& banks) const {
    std::vector<std::pair<bool, BeamCaption>> ranked;
    for (const auto& [key, beams] : banks)
      for (const Beam& beam : beams)
        ranked.emplace_back(options_.best_sum_of_states_first && &beam == &beams.front(), caption_of(beam));
    const auto place = [&](const std::pair<bool, BeamCaption>& one) {
      const bool enough = one.second.required >= std::min(options_.least_required, options_.required.size());
      return std::tuple(enough, one.first, one.second.score);
    };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) { return place(a) > place(b); });
    std::vector<BeamCaption> all;
    for (auto& [first, caption] : ranked) {  // a caption may have been reached by several states
      const bool known = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.ids == caption.ids; });
      if (!known || options_.required.size() == 0) all.push_back(std::move(caption));
    }
    if (all.size() > static_cast<std::size_t>(options_.beams)) all.resize(static_cast<std::size_t>(options_.beams));
    return all;
  }

  const Captioner& captioner_;
  const BeamOptions& options_;
  Captioner::Decoding decoding_;
  std::vector<Banks> searches_;  ///< of each embedding
};

/// Embeddings whose beams fit into most_rows.
std::int64_t embeddings_at_once(const BeamOptions& options) {
  const std::int64_t states = std::int64_t{1} << options.required.size();
  return std::max<std::int64_t>(1, most_rows / (options.beams * states));
}

}  // namespace

void BeamOptions::check(std::int64_t vocabulary) const {
  const auto require = [](bool holds, const auto&... words) {
    if (!holds) throw std::invalid_argument(concat(words...));
  };
  require(beams >= 1 && beams <= vocabulary, "beams: expected 1 to ", vocabulary, ", got ", beams);
  require(max_length >= 1, "max_length: expected at least 1, got ", max_length);
  require(temperature > 0, "temperature: expected more than 0, got ", temperature);
  require(length_penalty >= 0, "length_penalty: expected 0 or more, got ", length_penalty);
  require(groups >= 1 && beams % groups == 0, "groups: expected a divisor of the ", beams, " beams, got ", groups);
  require(diversity_penalty >= 0, "diversity_penalty: expected 0 or more, got ", diversity_penalty);
  constexpr std::int64_t most = 4096;
  require(beams << required.size() <= most, "beams: ", beams, " for each of the states of ", required.size(),
          " required words are more than ", most, "; ask for fewer beams or words");
  require(groups == 1 || required.size() == 0, "groups: required words cannot be asked for of diverse groups");
}

std::vector<std::vector<BeamCaption>> beam_search(const Captioner& captioner, const at::Tensor& prefix,
                                                  const BeamOptions& options) {
  options.check(captioner.language_model().config().vocab_size);
  c10::InferenceMode inference;
  const auto packed = pack_for(captioner, prefix.size(0) * options.beams * options.max_length);
  std::vector<std::vector<BeamCaption>> all;
  const std::int64_t chunk = embeddings_at_once(options);
  for (std::int64_t start = 0; start < prefix.size(0); start += chunk) {
    Search search(captioner, prefix.narrow(0, start, std::min(chunk, prefix.size(0) - start)), options);
    search.run();
    for (auto& captions : search.captions()) all.push_back(std::move(captions));
  }
  return all;
}

}  // namespace vignette
