#include "text/ptb_abbreviations.h"

#include <string>
#include <unordered_set>

#include "text/ptb_characters.h"
#include "text/unicode.h"

namespace vignette::ptb {
namespace {

using Words = std::unordered_set<std::string>;

// In any case of letters.
const Words& common() {
  static const Words words{"mr",   "mrs",  "ms",   "dr",   "prof", "st",   "ste",  "mt",     "ft",   "jr",   "sr",
                           "inc",  "co",   "corp", "ltd",  "bros", "mfg",  "vs",   "etc",    "cf",   "al",   "gov",
                           "gen",  "col",  "lt",   "sgt",  "capt", "cpl",  "maj",  "cmdr",   "adm",  "rev",  "hon",
                           "sen",  "rep",  "pres", "supt", "esq",  "ave",  "blvd", "rd",     "dept", "univ", "assn",
                           "bldg", "intl", "est",  "eds",  "tel",  "ph.d", "hwy",  "messrs", "mlle", "mme",  "pvt",
                           "atty", "dist", "natl", "govt", "ing",  "v"};
  return words;
}

// Also English words in lower case, so taken for abbreviations only with a capital.
const Words& capitalised() {
  static const Words words{"jan", "feb",  "mar",  "apr",   "jun",  "jul",  "aug",  "sep",  "sept",  "oct",
                           "nov", "dec",  "mon",  "tue",   "tues", "wed",  "thu",  "thur", "thurs", "fri",
                           "ala", "ariz", "ark",  "calif", "colo", "conn", "del",  "fla",  "ga",    "ill",
                           "ind", "kan",  "kans", "ky",    "la",   "md",   "mass", "mich", "minn",  "miss",
                           "mo",  "mont", "neb",  "nev",   "okla", "ore",  "pa",   "penn", "tenn",  "tex",
                           "va",  "vt",   "wash", "wis",   "wyo",  "ont",  "que",  "alta", "sask"};
  return words;
}

const Words& numbered() {
  static const Words words{"no", "nos", "fig", "figs", "ext", "pp", "vol", "ch", "sec", "art", "prop", "eq"};
  return words;
}

bool holds(const Words& words, std::u32string_view word) {
  constexpr std::size_t kLongest = 8;
  return word.size() <= kLongest && words.contains(encode_utf8(to_lower(word)));
}

}  // namespace

bool is_abbreviation(std::u32string_view word) {
  if (word.empty()) return false;
  return holds(common(), word) || (is_upper_ascii(word.front()) && holds(capitalised(), word));
}

bool is_abbreviation_before_number(std::u32string_view word) {
  return holds(numbered(), word);
}

}  // namespace vignette::ptb
