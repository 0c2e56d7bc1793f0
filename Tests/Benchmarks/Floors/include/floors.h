// The plainest C that does what a benchmark measures: what nothing can be much quicker than.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Reads bytes as varints; the sum keeps the work from being left out.
uint64_t floor_varints(const uint8_t *bytes, size_t count);

/// The same after inflating them to `plain`; 0 where they do not inflate to exactly `plain_count`.
uint64_t floor_inflate_varints(const uint8_t *packed, size_t packed_count, uint8_t *plain, size_t plain_count);

/// zlib at level 1. How many bytes came out; 0 where they do not fit.
size_t floor_deflate(const uint8_t *plain, size_t plain_count, uint8_t *packed, size_t capacity);

/// Appends pieces to a file, each ended by fdatasync; `ends` are their ends in `bytes`. 0, or an errno.
int floor_append(int file, const uint8_t *bytes, const size_t *ends, size_t count);

/// One sum in a report's contribution.
struct floor_cell {
    uint64_t key;
    int64_t value;
};

/// Its cells are `first_cell` up to `end_cell`.
struct floor_report {
    uint64_t high;
    uint64_t low;
    int64_t saved_at;
    size_t first_cell;
    size_t end_cell;
};

/// The newest report of each id counts, its predecessor is taken back. How many cells there are in the end; 0 where
/// memory ran out. The key 0 must not occur.
size_t floor_fold(const struct floor_report *reports, size_t count, const struct floor_cell *cells);
