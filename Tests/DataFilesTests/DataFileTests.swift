import DataFiles
import Testing

@Suite struct DataFileTests {
  @Test func valuesKeepTheirTypes() throws {
    let file = try DataFile(
      text: """
        name = "é"
        count = 3
        ratio = 1.5
        on = true
        list = ["a", "b"]
        mixed = ["a", 1]
        day = 2015-11-17
        table = { key = "x" }
        """, name: "a.toml")
    #expect(file.root["name"]?.string == "é")
    #expect(file.root["count"]?.integer == 3)
    #expect(file.root["ratio"] == .number(1.5))
    #expect(file.root["on"]?.flag == true)
    #expect(file.root["list"]?.strings == ["a", "b"])
    #expect(file.root["name"]?.strings == ["é"])
    #expect(file.root["mixed"]?.strings == nil)
    #expect(file.root["day"] == .other)
    #expect(file.root["table"]?.table == ["key": .string("x")])
    #expect(file.root["count"]?.string == nil)
  }

  @Test func syntaxFaultsHaveTheirLine() {
    for (text, line) in [("a = \n", 1), ("a = 1\nb = [1\n", 2), ("a = 1\na = 2", 2), ("a = 1\n[b\n", 2)] {
      do throws(DataFault) {
        _ = try DataFile(text: text, name: "a.toml")
        Issue.record("\(text) was read")
      } catch {
        #expect(error.line == line, "\(error)")
        #expect(error.file == "a.toml")
      }
    }
  }

  @Test func keysKnowTheirLines() throws {
    let text = """
      # a = 1
      name = "x"   # [name]

      [roles]
      "story.title" = "bold"
      story.body = "dim"

        [ roles.inner ]
      key = 1
      """
    for ending in ["\n", "\r\n"] {
      let file = try DataFile(text: text.replacing("\n", with: ending), name: "a.toml")
      #expect(file.line(of: ["name"]) == 2)
      #expect(file.line(of: ["roles"]) == 4)
      #expect(file.line(of: ["roles", "story.title"]) == 5)
      #expect(file.line(of: ["roles", "story", "body"]) == 6)
      #expect(file.line(of: ["roles", "inner", "key"]) == 9)
      #expect(file.line(of: ["roles", "story.title", "fg"]) == 5)
      #expect(file.line(of: ["nowhere"]) == 0)
    }
  }

  @Test func longStringsAndListsHideNoKeys() throws {
    let file = try DataFile(
      text: #"""
        long = """
        a = 1
        """
        rows = [
          ["x", "]"], # ]
          ["y = 1", "\"["],
        ]
        inline = { a = [1, 2], b = "{" }
        last = 1
        """#, name: "a.toml")
    #expect(file.line(of: ["a"]) == 0)
    #expect(file.line(of: ["rows"]) == 4)
    #expect(file.line(of: ["inline"]) == 8)
    #expect(file.line(of: ["last"]) == 9)
  }

  @Test func faultsReadLikeACompilers() throws {
    let file = try DataFile(text: "\nname = 1", name: "dusk.toml")
    #expect(file.fault(["name"], "wrong").description == "dusk.toml:2: wrong")
    #expect(file.fault(["other"], "wrong").description == "dusk.toml: wrong")
  }

  @Test func anEmptyFileIsEmpty() throws {
    #expect(try DataFile(text: "", name: "a").root == [:])
  }
}

@Suite struct SpellingTests {
  @Test func nearNamesAreSuggested() {
    let known = ["headline", "name", "dark", "light", "red"]
    #expect(Spelling.hint("healine", among: known) == " (did you mean \"headline\"?)")
    #expect(Spelling.hint("nmae", among: known) == " (did you mean \"name\"?)")
    #expect(Spelling.hint("drak", among: known) == " (did you mean \"dark\"?)")
    #expect(Spelling.hint("body", among: known) == "")
    #expect(Spelling.hint("", among: known) == "")
    #expect(Spelling.hint("x", among: [String]()) == "")
  }

  @Test func aTableOfAListIsFoundByItsPlace() throws {
    let file = try DataFile(text: "[[a]]\nx = 1\n\n[[a]]\ny = 2\n[a.b]\nz = 3\n[[c]]\n", name: "f.toml")
    #expect(file.line(of: ["a", "0", "x"]) == 2)
    #expect(file.line(of: ["a", "1"]) == 4)
    #expect(file.line(of: ["a", "1", "y"]) == 5)
    #expect(file.line(of: ["a", "1", "nothing"]) == 4)
    #expect(file.line(of: ["c", "0"]) == 8)
  }
}
