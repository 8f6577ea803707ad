import Stories
import Text
import Typesetting
import Wording

/// The line under a title: who, where, when, how long.
package func byline(_ stored: StoredStory, _ language: Language) -> String {
  let story = stored.story
  var parts: [String] = []
  let names = story.byline.joined(separator: ", ")
  if !names.isEmpty { parts.append(Phrase.by(names)[language]) }
  if let source = story.source, !story.byline.contains(source) { parts.append(source) }
  if let date = story.date {
    parts.append(DateWords.full(date, language))
  } else {
    let day = CivilDay(instant: stored.headline.captured)
    let captured = Phrase.capturedOn(DateWords.short(day, .english), DateWords.short(day, .french))
    parts.append(Phrase.noDate[language] + " (" + captured[language] + ")")
  }
  parts.append(Phrase.minutes(Words.minutes(story.words))[language])
  return parts.joined(separator: "\u{A0}· ")
}
