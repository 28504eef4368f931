#include <ATen/ops/log_softmax.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "decoding/beam_search.h"
#include "decoding/decoding_checks.h"
#include "decoding/decoding_fixture.h"

namespace vignette {

std::string beam_scoring_problems() {
  Problems problems;
  const at::Tensor one = prefix().narrow(0, 1, 1);
  BeamOptions options;
  options.max_length = 12;
  for (const BeamScoring scoring : {BeamScoring::summed, BeamScoring::length_normalised, BeamScoring::clipcap}) {
    options.scoring = scoring;
    const auto captions = beam_search(captioner(), one, options)[0];
    problems.equal("captions", captions.size(), std::size_t{5});
    for (std::size_t i = 0; i < captions.size(); ++i) {
      const double sum = log_probability_of(one, captions[i].ids), length = static_cast<double>(captions[i].ids.size());
      problems.near("mean", captions[i].log_probability, sum / length);
      problems.near("score", captions[i].score, scoring == BeamScoring::summed ? sum : sum / length);
      if (i > 0) problems.require("best first", captions[i - 1].score >= captions[i].score);
    }
  }
  options.beams = 1;
  options.scoring = BeamScoring::summed;
  const std::vector<GenerateRow> row = {{1, true, 0, 0}};
  GenerateOptions greedy;
  greedy.max_length = options.max_length;
  greedy.force_stop_at_limit = false;
  problems.equal("one beam is greedy", beam_search(captioner(), one, options)[0][0].ids,
                 row_ids(generate(captioner(), prefix(), row, greedy), 0));
  return problems.text();
}

std::string length_penalty_problems() {
  Problems problems;
  const at::Tensor one = prefix().narrow(0, 2, 1);
  BeamOptions options;
  options.max_length = 12, options.scoring = BeamScoring::length_normalised, options.length_penalty = 0.5;
  const auto captions = beam_search(captioner(), one, options)[0];
  for (const auto& caption : captions) {
    const double sum = log_probability_of(one, caption.ids);
    problems.near("sum / length^0.5", caption.score, sum / std::sqrt(static_cast<double>(caption.ids.size())), 1e-4);
    double told = 0;
    for (const float value : caption.token_log_probs) told += value;
    problems.near("sum of the tokens' log p", told, sum, 1e-4);
  }
  return problems.text();
}

std::string diverse_beam_problems() {
  Problems problems;
  BeamOptions plain, groups;
  plain.max_length = groups.max_length = 8;
  plain.scoring = groups.scoring = BeamScoring::summed;
  plain.beams = 2, groups.beams = 6, groups.groups = 3;
  const auto expected = beam_search(captioner(), prefix(), plain);
  const auto same = beam_search(captioner(), prefix(), groups);
  for (std::size_t row = 0; row < expected.size(); ++row)
    for (std::size_t i = 0; i < 6; ++i)
      problems.equal("groups that nothing parts are alike", same[row][i].ids, expected[row][i / 3].ids);
  groups.diversity_penalty = 100;
  const auto parted = beam_search(captioner(), prefix(), groups);
  for (std::size_t row = 0; row < parted.size(); ++row) {
    std::multiset<std::int64_t> firsts;
    for (const auto& caption : parted[row]) {
      firsts.insert(caption.ids.front());
      problems.near("the score is without the penalty", caption.score,
                    log_probability_of(prefix().narrow(0, static_cast<std::int64_t>(row), 1), caption.ids), 1e-4);
    }
    // No group takes a first token that another one has; each may take one for both of its beams.
    std::set<std::int64_t> different(firsts.begin(), firsts.end());
    problems.require("three groups begin differently", different.size() >= 3);
    for (const auto token : different) problems.require("one group only", firsts.count(token) <= 2);
  }
  return problems.text();
}

std::string required_word_problems() {
  Problems problems;
  const auto golden =
      read_golden(std::filesystem::path(VIGNETTE_TEST_DATA) / "goldens/decoding/constrained_beams.json");
  for (const auto& expected : golden.at("captions")) {
    BeamOptions options;
    options.beams = golden.at("beams"), options.max_length = golden.at("max_length");
    options.stop_tokens = {golden.at("stop")}, options.least_required = golden.at("least_required");
    options.scoring = BeamScoring::length_normalised, options.best_sum_of_states_first = true;
    for (const auto& word : expected.at("words")) options.required.add(word.get<std::vector<Ids>>());
    const auto found = beam_search(captioner(), prefix().narrow(0, expected.at("row"), 1), options)[0].front();
    const std::string name = expected.at("words").dump() + " row " + expected.at("row").dump();
    problems.equal(name, found.ids, expected.at("ids").get<Ids>());
    problems.near(name + ": sum", found.log_probability * static_cast<double>(found.ids.size()),
                  expected.at("sum").get<double>(), 1e-3);
    problems.require(name + ": words", found.required >= std::min<std::int64_t>(2, options.required.size()));
  }
  return problems.text();
}

std::string required_state_problems() {
  Problems problems;
  RequiredWords words;
  words.add({{5, 6}, {7}});
  words.add({{5, 8}});
  const auto begun = words.after({}, 5);
  problems.equal("two forms begin with 5", begun.size(), std::size_t{2});
  problems.equal("6 ends the first", words.after(begun[0], 6).front().said, 1u);
  problems.equal("8 ends the second", words.after(begun[1], 8).front().said, 2u);
  problems.equal("another token starts again", words.after(begun[0], 9).front() == RequiredState{}, true);
  problems.equal("7 alone", words.after(begun[1], 7).front().said, 1u);
  problems.equal("said is said", words.after({1, -1, 0}, 7).front() == RequiredState{1, -1, 0}, true);
  problems.equal("tokens once each", words.tokens(), Ids{5, 6, 7, 8});
  problems.require("empty", throws_invalid_argument([&] { words.add(std::vector<Ids>{{}}); }));
  RequiredWords nested;
  nested.add({{3}});
  nested.add({{3, 4}});
  const auto red = nested.after({}, 3);
  problems.equal("said, or the beginning of more", red.size(), std::size_t{2});
  problems.equal("'red flower' holds 'red'", nested.after(red[1], 4).front().said, 3u);
  return problems.text();
}

std::string bad_beam_option_problems() {
  Problems problems;
  const auto refused = [](const auto& change) {
    BeamOptions options;
    change(options);
    return throws_invalid_argument([&] { options.check(1000); });
  };
  problems.require("good ones pass", !refused([](BeamOptions&) {}));
  problems.require("no beams", refused([](BeamOptions& o) { o.beams = 0; }));
  problems.require("more beams than tokens", refused([](BeamOptions& o) { o.beams = 1001; }));
  problems.require("no length", refused([](BeamOptions& o) { o.max_length = 0; }));
  problems.require("temperature", refused([](BeamOptions& o) { o.temperature = 0; }));
  problems.require("groups", refused([](BeamOptions& o) { o.groups = 2; }));
  problems.require("too many states", refused([](BeamOptions& o) {
                     o.beams = 600;
                     for (std::int64_t id = 1; id <= 3; ++id) o.required.add(std::vector<Ids>{{id}});
                   }));
  problems.require("penalty", refused([](BeamOptions& o) { o.diversity_penalty = -1; }));
  problems.require("words of groups",
                   refused([](BeamOptions& o) { o.groups = 5, o.required.add(std::vector<Ids>{{1}}); }));
  return problems.text();
}

std::string beam_batch_problems() {
  Problems problems;
  BeamOptions options;
  options.max_length = 12, options.stop_tokens = {13, 510};
  const auto all = beam_search(captioner(), prefix(), options);
  for (std::int64_t row = 0; row < prefix().size(0); ++row) {
    const auto alone = beam_search(captioner(), prefix().narrow(0, row, 1), options)[0];
    for (std::size_t i = 0; i < alone.size(); ++i) {
      const Ids& ids = all[static_cast<std::size_t>(row)][i].ids;
      problems.equal("alone", alone[i].ids, ids);
      const auto stop = std::find_if(ids.begin(), ids.end(), [](auto id) { return id == 13 || id == 510; });
      problems.require("ends at either stop token", stop == ids.end() ? ids.size() == 12 : stop + 1 == ids.end());
    }
  }
  return problems.text();
}

}  // namespace vignette
