/// What a job makes the drill do.
enum Deed: UInt8, CaseIterable {
  case echo = 1
  case keep, tellKept, context, ask, readFile
  case trap, loop, grow, sleep, leave, openSocket, openFile, falseFrame, falseNumber
}
