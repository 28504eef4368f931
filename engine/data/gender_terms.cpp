#include "data/gender_terms.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace vignette {
namespace {

constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
    {"man", "woman"},
    {"men", "women"},
    {"mans", "womans"},
    {"boy", "girl"},
    {"boys", "girls"},
    {"guy", "lady"},
    {"guys", "ladies"},
    {"gentleman", "gentlewoman"},
    {"gentlemen", "gentlewomen"},
    {"male", "female"},
    {"males", "females"},
    {"brother", "sister"},
    {"brothers", "sisters"},
    {"dad", "mom"},
    {"dads", "moms"},
    {"father", "mother"},
    {"fathers", "mothers"},
    {"son", "daughter"},
    {"sons", "daughters"},
    {"husband", "wife"},
    {"husbands", "wives"},
    {"boyfriend", "girlfriend"},
    {"boyfriends", "girlfriends"},
    {"groom", "bride"},
    {"grooms", "brides"},
    {"policeman", "policewoman"},
    {"policemen", "policewomen"},
    {"fireman", "firewoman"},
    {"firemen", "firewomen"},
    {"actor", "actress"},
    {"actors", "actresses"},
    {"he", "she"},
    {"his", "her"},
    {"himself", "herself"},
};

struct Term {
  std::string_view other;
  bool masculine = false;
};

const std::unordered_map<std::string_view, Term>& terms() {
  static const auto all = [] {
    std::unordered_map<std::string_view, Term> map;
    for (const auto& [man, woman] : kPairs) {
      map.emplace(man, Term{woman, true});
      map.emplace(woman, Term{man, false});
    }
    // "her" stands for "his" and "him"; the possessive is the commoner in captions.
    map.emplace("him", Term{"her", true});
    map.emplace("dude", Term{"lady", true});
    return map;
  }();
  return all;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
char lower(char c) {
  return is_capital(c) ? static_cast<char>(c + 0x20) : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
}

const Term* term_of(std::string_view word) {
  std::string lowered(word);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
  const auto found = terms().find(lowered);
  return found == terms().end() ? nullptr : &found->second;
}

/// `other` with the capitals of `word`.
std::string in_case_of(std::string_view word, std::string_view other) {
  std::string text(other);
  if (word.size() > 1 && std::all_of(word.begin(), word.end(), is_capital))
    std::transform(text.begin(), text.end(), text.begin(), upper);
  else if (is_capital(word.front()))
    text.front() = upper(text.front());
  return text;
}

bool takes_part(GenderRebalancing which, bool masculine) {
  return which == GenderRebalancing::both || which == (masculine ? GenderRebalancing::men : GenderRebalancing::women);
}

}  // namespace

std::string rebalance_gender(std::string_view caption, GenderRebalancing which, double draw) {
  std::string exchanged;
  bool chosen = false;
  for (std::size_t at = 0; at < caption.size();) {
    const auto end = static_cast<std::size_t>(
        std::find_if_not(caption.begin() + static_cast<std::ptrdiff_t>(at), caption.end(), is_letter) -
        caption.begin());
    const auto word = caption.substr(at, end - at);
    const Term* term = word.empty() ? nullptr : term_of(word);
    exchanged += term ? in_case_of(word, term->other) : std::string(word);
    chosen = chosen || (term && takes_part(which, term->masculine));
    if (end < caption.size()) exchanged += caption[end];
    at = end + 1;
  }
  return chosen && draw < 0.5 ? exchanged : std::string(caption);
}

}  // namespace vignette
