#include "floors.h"
#include <zlib.h>

uint64_t floor_varints(const uint8_t *bytes, size_t count) {
    uint64_t sum = 0;
    size_t at = 0;
    while (at < count) {
        uint64_t value = 0;
        unsigned shift = 0;
        while (at < count) {
            uint8_t byte = bytes[at++];
            value |= (uint64_t)(byte & 0x7F) << (shift & 63);
            if (byte < 0x80) break;
            shift += 7;
        }
        sum += value;
    }
    return sum;
}

uint64_t floor_inflate_varints(const uint8_t *packed, size_t packed_count, uint8_t *plain, size_t plain_count) {
    static z_stream stream;
    static int ready = 0;
    if (!ready) {
        if (inflateInit(&stream) != Z_OK) return 0;
        ready = 1;
    } else {
        inflateReset(&stream);
    }
    stream.next_in = (Bytef *)packed;
    stream.avail_in = (uInt)packed_count;
    stream.next_out = plain;
    stream.avail_out = (uInt)plain_count;
    if (inflate(&stream, Z_FINISH) != Z_STREAM_END || stream.avail_out != 0) return 0;
    return floor_varints(plain, plain_count);
}

size_t floor_deflate(const uint8_t *plain, size_t plain_count, uint8_t *packed, size_t capacity) {
    static z_stream stream;
    static int ready = 0;
    if (!ready) {
        if (deflateInit(&stream, 1) != Z_OK) return 0;
        ready = 1;
    } else {
        deflateReset(&stream);
    }
    stream.next_in = (Bytef *)plain;
    stream.avail_in = (uInt)plain_count;
    stream.next_out = packed;
    stream.avail_out = (uInt)capacity;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return 0;
    return capacity - stream.avail_out;
}
