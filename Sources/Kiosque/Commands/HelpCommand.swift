import ArgumentParser
import Wording

/// `kiosque help [TOPIC]`
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Open the manual where it is about a topic.",
    discussion: """
      A topic is a command, a page of the manual (query, formats, config) or one of its sections, its words
      joined by hyphens: keys, settings, themes, publisher-profiles, exit-status.

      EXAMPLES
        kiosque help import
        kiosque help keys
        kiosque help query
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("A command, a page or a section of the manual.", valueName: "topic"),
    completion: Completions.topics)
  var topic: String

  func run() throws {
    let language = try common.spoken()
    guard let place = ManualTopic.place(of: topic) else {
      let hint = ManualTopic.nearest(to: topic)
      Output.complain("kiosque: " + Phrase.noTopic(Names.shown(topic), nearest: hint)[language])
      Output.complain(Phrase.topics(ManualTopic.names)[language])
      throw Status.usage
    }
    throw ManualViewer.show(place.page, at: place.heading, language)
  }
}
