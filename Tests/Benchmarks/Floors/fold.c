#include "floors.h"
#include <stdlib.h>

// Open addressing with linear probing, doubled when it is half full.
struct sums {
    struct floor_cell *cells;
    size_t mask;
    size_t used;
};

static uint64_t mixed(uint64_t key) {
    key = (key ^ key >> 32) * 0xD6E8FEB86659FD93u;
    return key ^ key >> 32;
}

static struct floor_cell *place(struct sums *sums, uint64_t key) {
    size_t at = mixed(key) & sums->mask;
    while (sums->cells[at].key != 0 && sums->cells[at].key != key) at = (at + 1) & sums->mask;
    return &sums->cells[at];
}

static int grow(struct sums *sums) {
    struct sums larger = {calloc((sums->mask + 1) * 2, sizeof(struct floor_cell)), sums->mask * 2 + 1, sums->used};
    if (larger.cells == NULL) return 0;
    for (size_t at = 0; at <= sums->mask; at++) {
        if (sums->cells[at].key != 0) *place(&larger, sums->cells[at].key) = sums->cells[at];
    }
    free(sums->cells);
    *sums = larger;
    return 1;
}

static int add(struct sums *sums, const struct floor_report *report, const struct floor_cell *cells, int64_t sign) {
    for (size_t at = report->first_cell; at < report->end_cell; at++) {
        struct floor_cell *cell = place(sums, cells[at].key);
        if (cell->key == 0) {
            cell->key = cells[at].key;
            if (++sums->used * 2 > sums->mask) {
                if (!grow(sums)) return 0;
                cell = place(sums, cells[at].key);
            }
        }
        cell->value += sign * cells[at].value;
    }
    return 1;
}

size_t floor_fold(const struct floor_report *reports, size_t count, const struct floor_cell *cells) {
    size_t mask = 1;
    while (mask < count * 2) mask = mask * 2 + 1;
    const struct floor_report **newest = calloc(mask + 1, sizeof *newest);
    struct sums sums = {calloc(1024, sizeof(struct floor_cell)), 1023, 0};
    int enough = newest != NULL && sums.cells != NULL;
    for (size_t index = 0; enough && index < count; index++) {
        const struct floor_report *report = &reports[index];
        size_t at = mixed(report->high ^ mixed(report->low)) & mask;
        while (newest[at] != NULL && (newest[at]->high != report->high || newest[at]->low != report->low)) {
            at = (at + 1) & mask;
        }
        if (newest[at] != NULL) {
            if (newest[at]->saved_at >= report->saved_at) continue;
            enough = add(&sums, newest[at], cells, -1);
        }
        enough = enough && add(&sums, report, cells, 1);
        newest[at] = report;
    }
    free(newest);
    free(sums.cells);
    return enough ? sums.used : 0;
}
