/// Rows that a moving command moves by; nil for any other command.
func scrolling(_ command: Command, height: Int) -> Int? {
  switch command {
  case .nextLine: 1
  case .previousLine: -1
  case .nextPage: max(1, height - 1)
  case .previousPage: -max(1, height - 1)
  case .nextHalfPage: max(1, height / 2)
  case .previousHalfPage: -max(1, height / 2)
  default: nil
  }
}
