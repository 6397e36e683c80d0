/* The sorting of an import: claims become arcs, grouped by their ends, the cheapest first.

   No Python API, no global state: plain arrays in, plain arrays out. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

enum { UNKNOWN = 2 };

typedef struct {
    u32 entities, claims, predicates;
    const u32 *subject, *object;
    const u32 *profile;
    const uint8_t *predicate;            /* per profile */
    const int8_t *forward, *backward;    /* flags of the arc, or -1: not walked */
    const int8_t *rule;                  /* sign, or 10 improves, 11 worsens, 12 treats */
    const uint8_t *structural, *counts;  /* counts: in the degrees (not negated) */
    const double *belief, *weight;
    const int8_t *good;                  /* per entity */
    double exponent, structural_factor;
} Claims;

typedef struct {
    u32 *out_at, *source, *target, *record;
    int8_t *sign;
    uint8_t *flags, *predicate;
    double *belief, *specificity;
    i64 *cost;
} Arcs;

/* Group claims or arcs by an end: `at` takes n + 1 starts, `order` the numbers, in their order. */
void mi_group(u32 n, u32 m, const u32 *end, u32 *at, u32 *order)
{
    memset(at, 0, ((size_t)n + 1) * sizeof(u32));
    for (u32 i = 0; i < m; i++)
        at[end[i] + 1]++;
    for (u32 i = 0; i < n; i++)
        at[i + 1] += at[i];
    for (u32 i = 0; i < m; i++)
        order[at[end[i]]++] = i;
    for (u32 i = n; i; i--)
        at[i] = at[i - 1];
    at[0] = 0;
}

typedef struct { i64 cost; u32 item; } Priced;

static int by_price(const void *one, const void *other)
{
    const Priced *a = one, *b = other;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

/* Sort each group of numbers by cost, the lower number first among equals. Gives 0 without
   memory. */
int32_t mi_sort(u32 n, const u32 *at, const i64 *cost, u32 *order)
{
    u32 most = 1;
    for (u32 i = 0; i < n; i++)
        most = at[i + 1] - at[i] > most ? at[i + 1] - at[i] : most;
    Priced *group = malloc(most * sizeof(Priced));
    if (!group)
        return 0;
    for (u32 i = 0; i < n; i++) {
        u32 count = at[i + 1] - at[i], *items = order + at[i];
        for (u32 j = 0; j < count; j++)
            group[j] = (Priced){cost[items[j]], items[j]};
        qsort(group, count, sizeof(Priced), by_price);
        for (u32 j = 0; j < count; j++)
            items[j] = group[j].item;
    }
    free(group);
    return 1;
}

/* Put items of so many bytes into an order. */
void mi_gather(u32 size, u32 count, const u32 *order, const char *from, char *to)
{
    for (u32 i = 0; i < count; i++)
        memcpy(to + (size_t)i * size, from + (size_t)order[i] * size, size);
}

static u64 mix(u64 key)
{
    key ^= key >> 31;
    key *= 0x9E3779B97F4A7C15u;
    return key ^ key >> 29;
}

/* Count distinct neighbours by predicate; the caller frees nothing where this gives 0. */
static int degrees(const Claims *c, u32 *out, u32 *in)
{
    u64 size = 1024;
    while (size < (u64)c->claims * 2)
        size *= 2;
    u64 *seen = calloc(size, sizeof(u64));
    if (!seen)
        return 0;
    for (u32 i = 0; i < c->claims; i++) {
        u32 p = c->profile[i];
        if (!c->counts[p])
            continue;
        u64 key = ((u64)c->predicate[p] << 56 | (u64)c->subject[i] << 28 | c->object[i]) + 1;
        u64 at = mix(key) & (size - 1);
        while (seen[at] && seen[at] != key)
            at = (at + 1) & (size - 1);
        if (seen[at])
            continue;
        seen[at] = key;
        out[(u64)c->predicate[p] * c->entities + c->subject[i]]++;
        in[(u64)c->predicate[p] * c->entities + c->object[i]]++;
    }
    free(seen);
    return 1;
}

static int sign_of(const Claims *c, u32 profile, u32 object)
{
    int rule = c->rule[profile], good = c->good[object];
    if (rule < 10)
        return rule;
    if (!good)
        return UNKNOWN;
    return rule == 10 ? good : rule == 11 ? -good : -1;
}

/* Count the arcs that leave each entity. */
u32 mi_count(const Claims *c, u32 *out_at)
{
    memset(out_at, 0, ((size_t)c->entities + 1) * sizeof(u32));
    for (u32 i = 0; i < c->claims; i++) {
        out_at[c->subject[i] + 1] += c->forward[c->profile[i]] >= 0;
        out_at[c->object[i] + 1] += c->backward[c->profile[i]] >= 0;
    }
    for (u32 i = 0; i < c->entities; i++)
        out_at[i + 1] += out_at[i];
    return out_at[c->entities];
}

static void put(const Claims *c, const Arcs *a, u32 at, u32 claim, const double *score)
{
    u32 p = c->profile[claim];
    a->record[at] = claim;
    a->predicate[at] = c->predicate[p];
    a->sign[at] = (int8_t)sign_of(c, p, c->object[claim]);
    a->belief[at] = c->belief[p];
    a->specificity[at] = *score;
    double chance = c->belief[p] * (c->structural[p] ? c->structural_factor : *score);
    i64 cost = llrint(-log(chance * c->weight[p]) * 4294967296.0);
    a->cost[at] = cost > 1 ? cost : 1;
}

/* Lay out all arcs by source and claim; `out_at` comes from mi_count. Gives 0 without memory. */
int32_t mi_arcs(const Claims *c, const Arcs *a)
{
    u64 cells = (u64)c->entities * c->predicates + 1;
    u32 *out = calloc(cells, sizeof(u32)), *in = calloc(cells, sizeof(u32));
    u32 *next = malloc(((size_t)c->entities + 1) * sizeof(u32));
    int done = out && in && next && degrees(c, out, in);
    if (done)
        memcpy(next, a->out_at, ((size_t)c->entities + 1) * sizeof(u32));
    for (u32 i = 0; done && i < c->claims; i++) {
        u32 p = c->profile[i], s = c->subject[i], o = c->object[i];
        if (c->forward[p] < 0 && c->backward[p] < 0)
            continue;
        u64 row = (u64)c->predicate[p] * c->entities;
        double score = pow((double)((u64)out[row + s] * in[row + o]), -c->exponent);
        if (c->forward[p] >= 0) {
            u32 at = next[s]++;
            a->source[at] = s, a->target[at] = o, a->flags[at] = (uint8_t)c->forward[p];
            put(c, a, at, i, &score);
        }
        if (c->backward[p] >= 0) {
            u32 at = next[o]++;
            a->source[at] = o, a->target[at] = s, a->flags[at] = (uint8_t)c->backward[p];
            put(c, a, at, i, &score);
        }
    }
    free(out), free(in), free(next);
    return done;
}
