import Dispatch
import Locking

/// Runs the work for each element on all cores; the results are in the order of the elements.
func concurrently<Element: Sendable, Value: Sendable>(
  _ elements: [Element], _ work: @Sendable (Element) -> Value
) -> [Value] {
  let results = Mutex<[Value?]>(Array(repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let value = work(elements[index])
    results.withLock { $0[index] = value }
  }
  return results.withLock { $0.compactMap(\.self) }
}
