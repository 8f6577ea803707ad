#ifndef KIOSQUE_FAULTS_H
#define KIOSQUE_FAULTS_H

// A library for LD_PRELOAD: what a program asks of the files of its archive fails where a test says so, or is
// written down, so that a test can cut the power afterwards. The environment says what:
//
//   FAULTS_PATH=TEXT    the files whose path holds it; the others, and shared memory, are left alone
//   FAULTS_AT=N         the Nth call fails (from 1), FAULTS_ON=1 all later ones too
//   FAULTS_ERROR=NAME   by EIO (this, if nothing is said), ENOSPC, EINTR, or SHORT: half of it is written
//   FAULTS_READS=1      reads are counted and fail, instead of writes, syncs, truncations, removals, openings
//   FAULTS_COUNT=FILE   takes the number of calls that were counted
//   FAULTS_LOG=FILE     takes the calls, and what is written on standard output, as `faults_record`s
//   FAULTS_CLOCK=N      the clock goes N seconds further back at every look
#include <stdint.h>

/// The head of a call in the log; the path and, for writes, the data follow.
struct faults_record {
  /// `W` written, `T` truncated to `at`, `S` synced, `U` removed, `A` on standard output.
  uint32_t kind;
  uint32_t path_length;
  uint64_t at;
  uint64_t length;
};

#endif
