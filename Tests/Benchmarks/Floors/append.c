#include "floors.h"
#include <errno.h>
#include <unistd.h>

int floor_append(int file, const uint8_t *bytes, const size_t *ends, size_t count) {
    size_t at = 0;
    for (size_t piece = 0; piece < count; piece++) {
        while (at < ends[piece]) {
            ssize_t written = write(file, bytes + at, ends[piece] - at);
            if (written < 0) return errno;
            at += (size_t)written;
        }
        if (fdatasync(file) != 0) return errno;
    }
    return 0;
}
