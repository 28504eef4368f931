// Properties of decoding, and literal cases.

#include <QTest>

#include "decoding/decoding_checks.h"
#include "problems_test.h"

using namespace vignette;

class TestDecoding : public QObject {
  Q_OBJECT

 private slots:
  void filters_by_literal_values() { expect_none(literal_filter_problems()); }
  void kept_token_survives_filters() { expect_none(kept_token_problems()); }
  void bad_options_are_refused() { expect_none(bad_option_problems()); }
  void uniform_draws() { expect_none(uniform_draw_problems()); }
  void frequencies_match_probabilities() { expect_none(frequency_problems()); }
  void same_captions_in_any_batch() { expect_none(batch_order_problems()); }
  void greedy_and_sampled_rows_mix() { expect_none(mixed_batch_problems()); }
  void cache_changes_nothing() { expect_none(cached_equals_uncached_problems()); }
  void captions_stop_or_hit_the_limit() { expect_none(stop_and_limit_problems()); }
  void cancels() { expect_none(cancel_problems()); }
  void tells_entropy_and_alternatives() { expect_none(statistics_problems()); }
  void chooses_tokens() { expect_none(token_choice_problems()); }
  void packed_weights_change_nothing() { expect_none(packed_problems()); }
  void other_dtypes() { expect_none(dtype_problems()); }
  void beam_scores() { expect_none(beam_scoring_problems()); }
  void length_penalty() { expect_none(length_penalty_problems()); }
  void diverse_beams() { expect_none(diverse_beam_problems()); }
  void required_words_parity() { expect_none(required_word_problems()); }
  void required_states() { expect_none(required_state_problems()); }
  void bad_beam_options() { expect_none(bad_beam_option_problems()); }
  void beams_in_any_batch() { expect_none(beam_batch_problems()); }
};

QTEST_GUILESS_MAIN(TestDecoding)
#include "tst_decoding.moc"
