import Cells
import Wording

/// A key as help and README print it.
package func name(of key: Key, _ language: Language) -> String {
  switch key {
  case .character(" "): KeyNames.space[language]
  case .character(let character): String(character)
  case .control(let letter): "^" + letter.uppercased()
  case .alt(let character): "Alt-" + String(character)
  case .enter: "⏎"
  case .escape: KeyNames.escape[language]
  case .tab: "Tab"
  case .backTab: "⇤"
  case .backspace: "⌫"
  case .delete: KeyNames.delete[language]
  case .insert: KeyNames.insert[language]
  case .up: "↑"
  case .down: "↓"
  case .left: "←"
  case .right: "→"
  case .pageUp: KeyNames.pageUp[language]
  case .pageDown: KeyNames.pageDown[language]
  case .home: KeyNames.home[language]
  case .end: KeyNames.end[language]
  case .altLeft: "Alt-←"
  case .altRight: "Alt-→"
  case .function(let number): "F\(number)"
  case .click, .wheel, .resize, .paste, .focus, .background, .hangUp: ""
  }
}
