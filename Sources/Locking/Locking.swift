/// `Mutex`, a value under a lock, for every target that shares one between threads.
///
/// It is the standard library's. On Linux, ThreadSanitizer does not see its futex and takes what is done
/// under it for races; in its builds (`make sanitize`), a lock of POSIX that it knows stands in.

@_exported import struct Synchronization.Atomic

#if THREAD_SANITIZER
  import Glibc

  /// The part of `Synchronization.Mutex` that the program uses, over `pthread_mutex_t`.
  package struct Mutex<Value: ~Copyable>: ~Copyable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    package init(_ initialValue: consuming sending Value) {
      lock = .allocate(capacity: 1)
      lock.initialize(to: pthread_mutex_t())
      pthread_mutex_init(lock, nil)
      value = .allocate(capacity: 1)
      value.initialize(to: initialValue)
    }

    deinit {
      pthread_mutex_destroy(lock)
      lock.deallocate()
      value.deinitialize(count: 1)
      value.deallocate()
    }

    /// Calls `body` with the value while no other thread has it; it must not lock again.
    package borrowing func withLock<Result: ~Copyable, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      return try body(&value.pointee)
    }

    /// The same, unless another thread has the value: then nil, at once.
    package borrowing func withLockIfAvailable<Result: ~Copyable, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result? {
      guard pthread_mutex_trylock(lock) == 0 else { return nil }
      defer { pthread_mutex_unlock(lock) }
      return try body(&value.pointee)
    }
  }

  extension Mutex: @unchecked Sendable where Value: ~Copyable {}
#else
  @_exported import struct Synchronization.Mutex
#endif
