import Glibc
import Workers

// A worker that does what no worker should, for the tests: each kind of job is one fault.

// Each file that is there with such a name lets one start fail.
if let starts = getenv("DRILL_FAILING_STARTS").map({ String(cString: $0) }),
  (0..<9).contains(where: { unlink("\(starts).\($0)") == 0 })
{
  kill(getpid(), SIGSEGV)
}
let channel = WorkerChannel()
let setup = channel.setup()
#if THREAD_SANITIZER
  // It keeps several bytes for each of the program's.
  let memory: UInt = 2 << 30
#else
  let memory: UInt = 256 << 20
#endif
guard Cage.close(memory: memory) != nil else { exit(127) }
channel.ready(setup ?? [])
var kept: [UInt8] = []
while let request = channel.next() {
  switch Deed(rawValue: request.kind) {
  case .echo: break
  case .keep: kept += request.body
  case .tellKept: channel.answer(request, kept)
  case .context: channel.answer(request, request.context ?? [])
  case .ask: channel.answer(request, channel.ask(request.body) ?? Array("none".utf8))
  case .readFile:
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = request.file.map { read($0, &bytes, bytes.count) } ?? 0
    channel.answer(request, Array(bytes.prefix(max(0, count))))
  case .trap: channel.answer(request, [[UInt8]()[request.body.count]])
  case .loop: while getpid() > 0 {}
  case .grow:
    var all: [[UInt8]] = []
    while true { all.append([UInt8](repeating: 1, count: 1 << 20)) }
  case .sleep: sleep(600)
  case .leave: exit(7)
  case .openSocket: _ = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  case .openFile: channel.answer(request, [open("/etc/passwd", O_RDONLY) < 0 ? 0 : 1])
  case .falseFrame:
    let bytes = [UInt8](repeating: 0xFF, count: 64)
    _ = write(3, bytes, bytes.count)
    sleep(600)
  case .falseNumber:
    // An empty body, an answer, the number 99.
    let bytes: [UInt8] = [0, 0, 0, 0, 245, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0]
    _ = write(3, bytes, bytes.count)
    sleep(600)
  case nil: exit(126)
  }
  if Deed(rawValue: request.kind) == .echo { channel.answer(request, request.body) }
}
