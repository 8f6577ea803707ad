/// Puts the children of elements with a shadow tree into its slots, as browsers show them (DOM, section
/// 4.2.2; HTML, section 4.13): a child with `slot="name"` stands in the slot of that name, any other one in
/// the slot without a name.
extension PageTree.Store {
  /// Attributes that make a template its parent's shadow tree (HTML, section 4.12.3; the second one is an
  /// older form).
  static let shadowRoots: Set<String> = ["shadowrootmode", "shadowroot"]

  /// The greatest depth that slots may give a tree.
  private static let slottedDepth = 2048

  /// What is to be appended below the node at `parent`: a node of this tree, or what a slot has for want of
  /// children; nil at the end of `parent` itself.
  private struct Step {
    var at: Int?
    var parent: Int
    var depth: Int
    var isFallback = false
  }

  /// The tree with the children in their slots; what the slots have for want of them becomes a template,
  /// which is not displayed. Unchanged where no shadow tree has slots.
  func slotted() -> PageTree.Store {
    let assigned = assigned()
    guard !assigned.isEmpty else { return self }
    let moved = Set(assigned.values.joined())
    var slotted: [Record] = []
    slotted.reserveCapacity(records.count + assigned.count)
    var steps = children(of: -1).reversed().map { Step(at: $0, parent: -1, depth: 0) }
    while let step = steps.popLast() {
      guard let at = step.at else {
        slotted[step.parent].end = Int32(slotted.count)
        continue
      }
      guard step.depth < Self.slottedDepth else { return self }
      var record = records[at]
      if step.isFallback { record = Record(tag: .template, parent: 0, end: 0, from: 0, to: 0) }
      record.parent = Int32(step.parent)
      record.end = Int32(slotted.count + 1)
      let place = slotted.count
      slotted.append(record)
      guard record.tag != .text else { continue }
      steps.append(Step(at: nil, parent: place, depth: 0))
      let own = children(of: at).filter { !moved.contains($0) }
      let inside = step.isFallback ? nil : assigned[at]
      if inside != nil, !own.isEmpty {
        steps.append(Step(at: at, parent: place, depth: step.depth + 1, isFallback: true))
      }
      for child in (inside ?? own).reversed() {
        steps.append(Step(at: child, parent: place, depth: step.depth + 1))
      }
    }
    return PageTree.Store(slotted, attributes, bytes)
  }

  /// The children of elements with a shadow tree, by the slot in which they stand.
  private func assigned() -> [Int: [Int]] {
    let roots = self.roots()
    let places = Set(roots.values)
    // By node, the shadow tree in which it is; -1 where it is in none.
    var trees: [Int32] = []
    trees.reserveCapacity(records.count)
    var slots: [Int: [String: Int]] = [:]
    for at in records.indices {
      let parent = Int(records[at].parent)
      let isRoot = records[at].tag == .div && places.contains(at)
      trees.append(isRoot ? Int32(at) : parent < 0 ? -1 : trees[parent])
      guard records[at].tag == .slot, trees[at] >= 0 else { continue }
      let (root, name) = (Int(trees[at]), attribute("name", at))
      if slots[root]?[name] == nil { slots[root, default: [:]][name] = at }
    }
    var assigned: [Int: [Int]] = [:]
    for (host, root) in roots.sorted(by: { $0.key < $1.key }) {
      guard let slots = slots[root] else { continue }
      for child in children(of: host) where child != root {
        guard let slot = slots[attribute("slot", child)] else { continue }
        assigned[slot, default: []].append(child)
      }
    }
    // Space alone does not take the place of what a slot has for want of children.
    return assigned.filter { $0.value.contains { !isBlank($0) } }
  }

  /// The first shadow tree of each element that has one.
  private func roots() -> [Int: Int] {
    var roots: [Int: Int] = [:]
    for at in records.indices where records[at].tag == .div && records[at].to > records[at].from {
      let range = Int(records[at].from)..<Int(records[at].to)
      guard attributes[range].contains(where: { Self.shadowRoots.contains($0.name) }) else { continue }
      let host = Int(records[at].parent)
      if host >= 0, roots[host] == nil { roots[host] = at }
    }
    return roots
  }

  private func children(of parent: Int) -> [Int] {
    var children: [Int] = []
    var at = parent + 1
    let end = parent < 0 ? records.count : Int(records[parent].end)
    while at < end {
      children.append(at)
      at = Int(records[at].end)
    }
    return children
  }

  /// The value of an attribute; empty where it has none.
  private func attribute(_ name: String, _ at: Int) -> String {
    PageTree.Node(store: self, index: at).attributes[name] ?? ""
  }

  private func isBlank(_ at: Int) -> Bool {
    records[at].tag == .text && PageTree.Node(store: self, index: at).bytes.allSatisfy { $0 <= 0x20 }
  }
}
