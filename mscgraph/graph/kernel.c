/* The path search over the mapped arrays of a compiled graph, and the sorting of an import.

   The definition is mscgraph/graph/search.py; this gives the same answers to the last bit. Three
   things differ, none visible. Distances to the target are worked out only as far as the search
   asks. A path that cannot end in time is dropped when it is taken up, not when it is found. And
   the search runs under a cap: distances from the source and to the target, both worked out until
   they meet, show which entities lie on no way within the cap; these are left aside. Where the cap
   gives too few paths it is raised and the search begins again.

   No Python API, no global state: plain arrays in, plain arrays out. Whoever calls has run
   ms_check once, so that no index in the file leads outside of it. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

#define NONE 0xFFFFFFFFu
#define FAR_AWAY ((i64)1 << 62)
#define HOP_SHIFT 44
#define MAX_TRAILS ((u32)1 << 26)
#define SLACK 2    /* in the logarithm of the score, over the least way */
#define ATTEMPTS 4 /* with a cap, before there is none */

enum { STRUCTURAL = 1, LAST_STEP = 2, SIGN_ANY = 4, HYPOTHESIS = 8, TO_PRODUCT = 16 };
enum { SOURCE = 1, TARGET = 2, MUST = 4, NO_PLACE = 8, AVOID = 16, ENDS_ONLY = 32, VAGUE = 64 };
enum { UNKNOWN = 2, MAX_STRUCTURAL = 2 };

typedef struct {
    u32 entities, arcs;
    const u32 *out_at, *in_at, *in_arc, *source, *target, *via, *record;
    const int8_t *sign;
    const uint8_t *flags, *predicate;
    const double *belief;
    const i64 *cost;
    const uint8_t *entity_flags, *entity_kind;
    const int8_t *good;
    const u32 *in_source; /* source and cost of the arcs in the order of in_arc */
    const i64 *in_cost;
} Graph;

typedef struct {
    const u32 *sources, *targets, *must, *avoid;
    u32 n_sources, n_targets, n_must, n_avoid;
    const uint8_t *kinds;      /* 256 flags, or NULL: any kind between the ends */
    const uint8_t *predicates; /* 256 flags, or NULL: any predicate */
    double min_belief;
    i64 budget;
    u32 k, max_hops;
    int32_t barred, through, sign, effect, by_hops;
} Query;

/* ------------------------------------------------------------------ checks */

static int below(const u32 *values, u32 count, u32 limit, int none_too)
{
    u32 worst = 0;
    for (u32 i = 0; i < count; i++) {
        u32 value = values[i];
        if (none_too && value == NONE)
            continue;
        worst = value > worst ? value : worst;
    }
    return !count || worst < limit;
}

static int starts(const u32 *at, u32 count, u32 total)
{
    if (at[0] != 0 || at[count] != total)
        return 0;
    for (u32 i = 0; i < count; i++)
        if (at[i] > at[i + 1])
            return 0;
    return 1;
}

/* Whether every index of the graph is inside it. */
int32_t ms_check(const Graph *g)
{
    u32 n = g->entities, m = g->arcs;
    if (!starts(g->out_at, n, m) || !starts(g->in_at, n, m))
        return 0;
    if (!below(g->in_arc, m, m, 0) || !below(g->source, m, n, 0))
        return 0;
    if (!below(g->target, m, n, 0) || !below(g->via, m, n, 1))
        return 0;
    if (!below(g->in_source, m, n, 0))
        return 0;
    i64 least = 1, most = 1;
    for (u32 i = 0; i < m; i++) {
        i64 one = g->cost[i], other = g->in_cost[i];
        least = one < least ? one : least, least = other < least ? other : least;
        most = one > most ? one : most, most = other > most ? other : most;
    }
    if (least < 1 || most >= (i64)1 << HOP_SHIFT)
        return 0;
    for (u32 i = 0; i < m; i++)
        if (g->sign[i] < -1 || g->sign[i] > UNKNOWN)
            return 0;
    return 1;
}

/* Put source and cost beside each other in the order in which a search from the target reads. */
void ms_gather(u32 m, const u32 *order, const u32 *source, const i64 *cost, u32 *to, i64 *costs)
{
    for (u32 i = 0; i < m; i++)
        to[i] = source[order[i]], costs[i] = cost[order[i]];
}

/* ------------------------------------------------------------------ state of a search */

typedef struct { i64 key; u32 item, late; } Entry; /* late: exact, comes after a bound */

typedef struct {
    i64 cost;
    u32 parent, arc, end;
    u32 steps;
    uint8_t structural, was_structural, length;
    int8_t sign;
} Trail;

typedef struct { u32 *items; u32 count, room; } List;

typedef struct { Entry *items; u32 count, room; } Heap;

typedef struct {
    const Graph *g;
    Query q;
    int failed;
    uint8_t *mark;    /* per entity: what it is to this question */
    uint8_t *settled; /* per entity: 0 unseen, 1 seen, 2 distance known */
    i64 *left;        /* per entity: least cost to a target */
    u32 *left_hops;   /* hops along that way */
    Heap near;
    i64 *from;        /* per entity: least cost from a source */
    uint8_t *reached; /* as settled, from the sources */
    Heap ahead;
    u64 looked_back, looked_ahead; /* arcs, to keep both sides even */
    i64 cap, meeting; /* paths looked for now cost no more; the least way found */
    int cut;          /* something lies beyond the cap */
    List front;       /* entities whose distance from a source is known */
    u32 *inward;      /* per entity: its last arc in `links` that comes from them, plus one */
    List links;       /* pairs: an arc, and the place of the one before, plus one */
    int linked;
    u32 *steps;       /* per entity: least hops to a target, plus one; 0 unseen */
    List level[3];
    u32 done, hops_begun;
    Trail *trails;
    u32 n_trails, r_trails;
    Entry *queue;
    u32 n_queue, r_queue;
    u32 *choice_at, *choice_count;
    List choices;
    u32 *slots;
    u32 n_slots;
    u32 *found, n_found;
} Search;

static int grow(void **data, u32 *room, u32 wanted, size_t size)
{
    if (wanted <= *room)
        return 1;
    u32 bigger = *room ? *room * 2 : 1024;
    if (bigger < wanted)
        bigger = wanted;
    void *moved = realloc(*data, (size_t)bigger * size);
    if (!moved)
        return 0;
    *data = moved;
    *room = bigger;
    return 1;
}

static void append(Search *s, List *list, u32 item)
{
    if (!grow((void **)&list->items, &list->room, list->count + 1, sizeof(u32))) {
        s->failed = 1;
        return;
    }
    list->items[list->count++] = item;
}

void ms_free(Search *s)
{
    if (!s)
        return;
    free(s->mark), free(s->settled), free(s->left), free(s->left_hops);
    free(s->near.items), free(s->ahead.items), free(s->from), free(s->reached), free(s->steps);
    free(s->front.items), free(s->inward), free(s->links.items), free(s->trails), free(s->queue), free(s->choice_at), free(s->choice_count);
    for (int i = 0; i < 3; i++)
        free(s->level[i].items);
    free(s->choices.items), free(s->slots), free(s->found);
    free(s);
}

static int passes(const Search *s, u32 arc)
{
    const Graph *g = s->g;
    u32 via = g->via[arc];
    uint8_t target = s->mark[g->target[arc]], flags = g->flags[arc];
    if (flags & s->q.barred)
        return 0;
    if (via != NONE && (s->mark[via] & (VAGUE | NO_PLACE)))
        return 0;
    if (!(target & TARGET)) {
        int on = s->q.through && (flags & TO_PRODUCT);
        if (!on && ((flags & LAST_STEP) || (target & ENDS_ONLY)))
            return 0;
    }
    if (target & NO_PLACE)
        return 0;
    if (s->mark[g->source[arc]] & AVOID)
        return 0;
    if (s->q.predicates && !s->q.predicates[g->predicate[arc]])
        return 0;
    return s->q.min_belief <= 0 || g->belief[arc] >= s->q.min_belief;
}

static i64 weight(const Search *s, u32 arc)
{
    i64 hops = s->g->via[arc] == NONE ? 1 : 2;
    return s->g->cost[arc] + (s->q.by_hops ? hops << HOP_SHIFT : 0);
}

/* ------------------------------------------------------------------ distance to the target */

static void heap_push(Search *s, Heap *heap, i64 key, u32 item)
{
    if (!grow((void **)&heap->items, &heap->room, heap->count + 1, sizeof(Entry))) {
        s->failed = 1;
        return;
    }
    u32 at = heap->count++;
    while (at) {
        u32 up = (at - 1) / 2;
        if (heap->items[up].key <= key)
            break;
        heap->items[at] = heap->items[up];
        at = up;
    }
    heap->items[at] = (Entry){key, item, 0};
}

static Entry heap_pop(Heap *heap)
{
    Entry top = heap->items[0], last = heap->items[--heap->count];
    u32 at = 0;
    for (;;) {
        u32 down = 2 * at + 1;
        if (down >= heap->count)
            break;
        if (down + 1 < heap->count && heap->items[down + 1].key < heap->items[down].key)
            down++;
        if (heap->items[down].key >= last.key)
            break;
        heap->items[at] = heap->items[down];
        at = down;
    }
    if (heap->count)
        heap->items[at] = last;
    return top;
}

static i64 least_of(const Heap *heap) { return heap->count ? heap->items[0].key : FAR_AWAY; }

static i64 radius(const Search *s) { return least_of(&s->near); }

static int goes_back(const Search *s, u32 entity)
{
    return !(s->mark[entity] & SOURCE) || (s->mark[entity] & TARGET);
}

static void met(Search *s, u32 entity)
{
    if (s->reached[entity] && s->settled[entity]) {
        i64 whole = s->from[entity] + s->left[entity];
        s->meeting = whole < s->meeting ? whole : s->meeting;
    }
}

/* Note that an arc leads from its source, at the end of it, on to the target. */
static void reach_back(Search *s, u32 entity, u32 source, u32 arc, i64 reach)
{
    s->settled[source] = 1;
    s->left[source] = reach;
    s->left_hops[source] = s->left_hops[entity] + (s->g->via[arc] == NONE ? 1 : 2);
    heap_push(s, &s->near, reach, source);
    met(s, source);
}

static int no_better(const Search *s, u32 source, i64 reach)
{
    return s->settled[source] == 2 || reach >= FAR_AWAY ||
           (s->settled[source] && reach >= s->left[source]);
}

static void look_behind(Search *s, u32 entity, i64 left)
{
    const Graph *g = s->g;
    i64 least = s->q.by_hops ? (i64)1 << HOP_SHIFT : 0;
    for (u32 i = g->in_at[entity]; i < g->in_at[entity + 1]; i++) {
        u32 source = g->in_source[i], arc;
        i64 reach = left + g->in_cost[i] + least;
        if (no_better(s, source, reach))
            continue;
        arc = g->in_arc[i];
        if ((s->mark[source] & TARGET) || !passes(s, arc))
            continue;
        if (g->via[arc] != NONE) {
            reach += least; /* a second hop */
            if (no_better(s, source, reach))
                continue;
        }
        reach_back(s, entity, source, arc, reach);
    }
}

/* The same where both sides have met: no way within the cap comes from elsewhere. */
static void look_behind_linked(Search *s, u32 entity, i64 left)
{
    for (u32 at = s->inward[entity]; at; at = s->links.items[at]) {
        u32 arc = s->links.items[at - 1], source = s->g->source[arc];
        i64 reach = left + weight(s, arc);
        if (reach > s->cap - s->from[source])
            s->cut = 1;
        else if (!no_better(s, source, reach))
            reach_back(s, entity, source, arc, reach);
    }
}

/* Settle the entity nearest to the target that is not, and look behind it. */
static void settle(Search *s)
{
    Entry top = heap_pop(&s->near);
    u32 entity = top.item;
    if (s->settled[entity] == 2)
        return;
    s->settled[entity] = 2;
    if (!goes_back(s, entity))
        return;
    if (s->linked) {
        look_behind_linked(s, entity, top.key);
        return;
    }
    s->looked_back += s->g->in_at[entity + 1] - s->g->in_at[entity] + 1;
    look_behind(s, entity, top.key);
}

/* List by target the arcs that leave what is known from the sources. */
static void link_front(Search *s)
{
    const Graph *g = s->g;
    memset(s->inward, 0, (size_t)g->entities * sizeof(u32));
    s->links.count = 0;
    s->linked = 1;
    s->cut = s->ahead.count > 0;
    for (u32 i = 0; i < s->front.count && !s->failed; i++) {
        u32 entity = s->front.items[i];
        if (s->mark[entity] & TARGET)
            continue;
        for (u32 arc = g->out_at[entity]; arc < g->out_at[entity + 1]; arc++) {
            u32 target = g->target[arc];
            if ((s->mark[target] & SOURCE) || !passes(s, arc))
                continue;
            append(s, &s->links, arc);
            append(s, &s->links, s->inward[target]);
            s->inward[target] = s->links.count - 1;
        }
    }
}

/* Settle the entity nearest to a source that is not, and look ahead of it. */
static void go_ahead(Search *s)
{
    const Graph *g = s->g;
    Entry top = heap_pop(&s->ahead);
    u32 entity = top.item;
    if (s->reached[entity] == 2)
        return;
    s->reached[entity] = 2;
    append(s, &s->front, entity);
    s->looked_ahead += g->out_at[entity + 1] - g->out_at[entity] + 1;
    if ((s->mark[entity] & TARGET))
        return;
    for (u32 arc = g->out_at[entity]; arc < g->out_at[entity + 1]; arc++) {
        u32 target = g->target[arc];
        i64 reach = top.key + weight(s, arc);
        if (s->reached[target] == 2 || reach >= FAR_AWAY ||
            (s->reached[target] && reach >= s->from[target]))
            continue;
        if ((s->mark[target] & SOURCE) || !passes(s, arc))
            continue;
        s->reached[target] = 1;
        s->from[target] = reach;
        heap_push(s, &s->ahead, reach, target);
        met(s, target);
    }
}

/* Work out distances from both ends until every way that costs no more than `cost`, or with 0
   every way that costs less than the least found, has been seen from one end or the other. */
static void meet(Search *s, i64 cost)
{
    while (!s->failed && s->near.count && s->ahead.count &&
           radius(s) + least_of(&s->ahead) <= (cost ? cost : s->meeting - 1)) {
        if (s->looked_back < s->looked_ahead)
            settle(s);
        else
            go_ahead(s);
    }
}

/* Work out the hops to the target one more level. */
static void next_level(Search *s)
{
    const Graph *g = s->g;
    List *now = &s->level[s->done % 3];
    for (u32 j = 0; j < now->count; j++) {
        u32 entity = now->items[j];
        if (s->steps[entity] != s->done + 1 || !goes_back(s, entity))
            continue;
        for (u32 i = g->in_at[entity]; i < g->in_at[entity + 1]; i++) {
            u32 arc = g->in_arc[i], source = g->in_source[i];
            u32 reach = s->done + (g->via[arc] == NONE ? 1 : 2);
            if (s->steps[source] && s->steps[source] <= reach + 1)
                continue;
            if ((s->mark[source] & TARGET) || !passes(s, arc))
                continue;
            s->steps[source] = reach + 1;
            append(s, &s->level[reach % 3], source);
        }
    }
    now->count = 0;
    s->done++;
}

static int levels_left(const Search *s)
{
    return !s->failed && (s->level[0].count || s->level[1].count || s->level[2].count);
}

static void begin_hops(Search *s)
{
    s->hops_begun = 1;
    for (u32 i = 0; i < s->q.n_targets; i++)
        if (!s->steps[s->q.targets[i]]) {
            s->steps[s->q.targets[i]] = 1;
            append(s, &s->level[0], s->q.targets[i]);
        }
}

/* Whether a target is within so many hops. */
static int within(Search *s, u32 entity, u32 hops)
{
    if (s->settled[entity] == 2 && s->left_hops[entity] <= hops)
        return 1;
    if (s->settled[entity] == 2 && s->q.by_hops)
        return 0; /* the way by which it was settled has the least hops */
    if (!s->hops_begun)
        begin_hops(s);
    /* after level L is done, all distances up to L are final, since done is L + 1 */
    while (!(s->steps[entity] && s->steps[entity] <= s->done + 1) && s->done < hops &&
           levels_left(s))
        next_level(s);
    return s->steps[entity] && s->steps[entity] <= hops + 1;
}

/* Give the least hops from a source to a target; NONE if there is no way. */
u32 ms_reaches(Search *s)
{
    u32 least = NONE;
    if (!s->hops_begun)
        begin_hops(s);
    while (levels_left(s))
        next_level(s);
    for (u32 i = 0; i < s->q.n_sources; i++) {
        u32 steps = s->steps[s->q.sources[i]];
        if (steps && steps - 1 < least)
            least = steps - 1;
    }
    return least;
}

/* ------------------------------------------------------------------ trails */

static u32 arcs_of(const Search *s, u32 trail, u32 *out)
{
    u32 length = s->trails[trail].length;
    for (u32 i = length; i; i--) {
        out[i - 1] = s->trails[trail].arc;
        trail = s->trails[trail].parent;
    }
    return length;
}

static int compare(const u32 *one, u32 n_one, const u32 *other, u32 n_other, const u32 *field)
{
    u32 shared = n_one < n_other ? n_one : n_other;
    for (u32 i = 0; i < shared; i++) {
        u32 a = field[one[i]], b = field[other[i]];
        if (a != b)
            return a < b ? -1 : 1;
    }
    return n_one == n_other ? 0 : n_one < n_other ? -1 : 1;
}

static int before(const Search *s, const Entry *a, const Entry *b)
{
    if (a->key != b->key)
        return a->key < b->key;
    if (a->late != b->late)
        return a->late < b->late;
    if (!a->late)
        return a->item < b->item;
    u32 one[256], other[256];
    u32 n_one = arcs_of(s, a->item, one), n_other = arcs_of(s, b->item, other);
    int order = compare(one, n_one, other, n_other, s->g->record);
    if (!order)
        order = compare(one, n_one, other, n_other, s->g->via);
    return order ? order < 0 : a->item < b->item;
}

static void queue_push(Search *s, Entry entry)
{
    if (!grow((void **)&s->queue, &s->r_queue, s->n_queue + 1, sizeof(Entry))) {
        s->failed = 1;
        return;
    }
    u32 at = s->n_queue++;
    while (at) {
        u32 up = (at - 1) / 2;
        if (!before(s, &entry, &s->queue[up]))
            break;
        s->queue[at] = s->queue[up];
        at = up;
    }
    s->queue[at] = entry;
}

static Entry queue_pop(Search *s)
{
    Entry top = s->queue[0], last = s->queue[--s->n_queue];
    u32 at = 0;
    for (;;) {
        u32 down = 2 * at + 1;
        if (down >= s->n_queue)
            break;
        if (down + 1 < s->n_queue && before(s, &s->queue[down + 1], &s->queue[down]))
            down++;
        if (!before(s, &s->queue[down], &last))
            break;
        s->queue[at] = s->queue[down];
        at = down;
    }
    if (s->n_queue)
        s->queue[at] = last;
    return top;
}

/* Queue a trail by its cost and what is left, as far as that is known. */
static void enqueue(Search *s, u32 trail)
{
    u32 end = s->trails[trail].end;
    int known = s->settled[end] == 2;
    i64 left = known ? s->left[end] : radius(s);
    if (left == FAR_AWAY)
        return;
    if (s->trails[trail].cost + left > s->cap)
        s->cut = 1;
    else
        queue_push(s, (Entry){s->trails[trail].cost + left, trail, (u32)known});
}

static void add_trail(Search *s, Trail trail)
{
    if (s->n_trails >= MAX_TRAILS ||
        !grow((void **)&s->trails, &s->r_trails, s->n_trails + 1, sizeof(Trail))) {
        s->failed = 1;
        return;
    }
    s->trails[s->n_trails] = trail;
    enqueue(s, s->n_trails++);
}

static int visited(const Search *s, const Trail *trail, u32 entity)
{
    for (;; trail = &s->trails[trail->parent]) {
        if (trail->end == entity)
            return 1;
        if (!trail->length)
            return 0;
        if (s->g->via[trail->arc] == entity)
            return 1;
    }
}

static int sign_after(int so_far, int step)
{
    if (so_far == UNKNOWN || step == UNKNOWN)
        return UNKNOWN;
    return step ? so_far * step : so_far;
}

static void extend(Search *s, u32 number, u32 arc)
{
    const Graph *g = s->g;
    Trail trail = s->trails[number];
    u32 target = g->target[arc], via = g->via[arc];
    int structural = g->flags[arc] & STRUCTURAL;
    if (s->mark[target] & SOURCE)
        return;
    if (structural && (trail.was_structural || trail.structural == MAX_STRUCTURAL))
        return;
    u32 steps = trail.steps + (via == NONE ? 1 : 2);
    if (steps > s->q.max_hops || trail.length == 255)
        return;
    if (visited(s, &trail, target) || (via != NONE && visited(s, &trail, via)))
        return;
    add_trail(s, (Trail){
        .cost = trail.cost + weight(s, arc),
        .parent = number,
        .arc = arc,
        .end = target,
        .steps = steps,
        .structural = (uint8_t)(trail.structural + (structural ? 1 : 0)),
        .was_structural = (uint8_t)(structural ? 1 : 0),
        .length = (uint8_t)(trail.length + 1),
        .sign = (int8_t)sign_after(trail.sign, g->sign[arc]),
    });
}

/* ------------------------------------------------------------------ choices at an entity */

static int parallel(const Graph *g, u32 one, u32 other)
{
    return g->target[one] == g->target[other] && g->via[one] == g->via[other] &&
           g->sign[one] == g->sign[other] &&
           (g->flags[one] & STRUCTURAL) == (g->flags[other] & STRUCTURAL);
}

static int cheaper(const Graph *g, u32 one, u32 other)
{
    if (g->cost[one] != g->cost[other])
        return g->cost[one] < g->cost[other];
    return g->record[one] < g->record[other];
}

/* Keep the cheapest of each group of parallel arcs that leave an entity. */
static void choose(Search *s, u32 entity)
{
    const Graph *g = s->g;
    u32 from = g->out_at[entity], to = g->out_at[entity + 1], size = 16;
    while (size < 2 * (to - from))
        size *= 2;
    if (!grow((void **)&s->slots, &s->n_slots, size, sizeof(u32))) {
        s->failed = 1;
        return;
    }
    memset(s->slots, 0, (size_t)size * sizeof(u32));
    u32 first = s->choices.count;
    for (u32 arc = from; arc < to; arc++) {
        if (!passes(s, arc))
            continue;
        u32 at = (g->target[arc] * 2654435761u ^ g->via[arc] * 40503u) & (size - 1);
        while (s->slots[at] && !parallel(g, s->choices.items[s->slots[at] - 1], arc))
            at = (at + 1) & (size - 1);
        if (!s->slots[at]) {
            append(s, &s->choices, arc);
            if (s->failed)
                return;
            s->slots[at] = s->choices.count;
        } else if (cheaper(g, arc, s->choices.items[s->slots[at] - 1]))
            s->choices.items[s->slots[at] - 1] = arc;
    }
    s->choice_at[entity] = first + 1;
    s->choice_count[entity] = s->choices.count - first;
}

/* Give the parallel arcs of one choice, in the order of the file; the caller sorts them. */
u32 ms_parallel(const Search *s, u32 arc, u32 *out, u32 room)
{
    const Graph *g = s->g;
    u32 count = 0, entity = g->source[arc];
    for (u32 i = g->out_at[entity]; i < g->out_at[entity + 1]; i++)
        if (parallel(g, i, arc) && passes(s, i)) {
            if (count < room)
                out[count] = i;
            count++;
        }
    return count;
}

/* ------------------------------------------------------------------ the search */

static void begin_back(Search *s)
{
    s->near.count = 0;
    for (u32 i = 0; i < s->q.n_targets; i++) {
        u32 target = s->q.targets[i];
        if (!s->settled[target]) {
            s->settled[target] = 1;
            s->left[target] = 0;
            s->left_hops[target] = 0;
            heap_push(s, &s->near, 0, target);
        }
    }
}

Search *ms_new(const Graph *g, const Query *q)
{
    Search *s = calloc(1, sizeof(Search));
    if (!s)
        return NULL;
    u32 n = g->entities ? g->entities : 1;
    s->g = g;
    s->q = *q;
    s->mark = malloc(n);
    s->settled = calloc(n, 1);
    s->left = calloc(n, sizeof(i64));
    s->left_hops = calloc(n, sizeof(u32));
    s->inward = calloc(n, sizeof(u32));
    s->from = calloc(n, sizeof(i64));
    s->reached = calloc(n, 1);
    s->steps = calloc(n, sizeof(u32));
    s->choice_at = calloc(n, sizeof(u32));
    s->choice_count = calloc(n, sizeof(u32));
    s->found = calloc(q->k ? q->k : 1, sizeof(u32));
    if (!s->mark || !s->settled || !s->left || !s->left_hops || !s->inward || !s->from ||
        !s->reached || !s->steps || !s->choice_at ||
        !s->choice_count || !s->found) {
        ms_free(s);
        return NULL;
    }
    for (u32 i = 0; i < g->entities; i++) {
        uint8_t flags = g->entity_flags[i];
        s->mark[i] = (uint8_t)((flags & 3 ? ENDS_ONLY : 0) | (flags & 2 ? VAGUE : 0));
    }
    if (q->kinds)
        for (u32 i = 0; i < g->entities; i++)
            s->mark[i] |= q->kinds[g->entity_kind[i]] ? 0 : NO_PLACE;
    for (u32 i = 0; i < q->n_sources; i++)
        s->mark[q->sources[i]] = (uint8_t)((s->mark[q->sources[i]] | SOURCE) & ~NO_PLACE);
    for (u32 i = 0; i < q->n_targets; i++)
        s->mark[q->targets[i]] = (uint8_t)((s->mark[q->targets[i]] | TARGET) & ~NO_PLACE);
    for (u32 i = 0; i < q->n_avoid; i++)
        s->mark[q->avoid[i]] |= AVOID | NO_PLACE;
    for (u32 i = 0; i < q->n_must; i++)
        s->mark[q->must[i]] |= MUST;
    s->cap = s->meeting = FAR_AWAY;
    begin_back(s);
    for (u32 i = 0; i < q->n_sources; i++) {
        u32 source = q->sources[i];
        if (!s->reached[source]) {
            s->reached[source] = 1;
            heap_push(s, &s->ahead, 0, source);
            met(s, source);
        }
    }
    return s;
}

static int accepts(const Search *s, u32 number)
{
    const Trail *trail = &s->trails[number];
    if (s->q.sign && trail->sign != s->q.sign)
        return 0;
    if (s->q.effect) {
        int good = s->g->good[trail->end];
        if (trail->sign == UNKNOWN || !good || (trail->sign == good) != (s->q.effect == 1))
            return 0;
    }
    if (!s->q.n_must)
        return 1;
    u32 seen = 0;
    for (;; trail = &s->trails[trail->parent]) {
        seen += (s->mark[trail->end] & MUST) != 0;
        if (!trail->length)
            break;
        u32 via = s->g->via[trail->arc];
        seen += via != NONE && (s->mark[via] & MUST);
    }
    return seen == s->q.n_must;
}

/* Whether the same claims were told already, with these mediators and more. */
static int told(const Search *s, u32 number)
{
    u32 one[256], other[256], length = arcs_of(s, number, one);
    for (u32 i = 0; i < s->n_found; i++) {
        u32 count = arcs_of(s, s->found[i], other), less = 0;
        if (compare(one, length, other, count, s->g->record))
            continue;
        for (; less < length; less++) {
            u32 via = s->g->via[one[less]];
            if (via != NONE && via != s->g->via[other[less]])
                break;
        }
        if (less == length)
            return 1;
    }
    return 0;
}

/* Take up what is next; a bound that is not exact is worked out further and queued again. */
static int take(Search *s, u32 *number)
{
    Entry entry = queue_pop(s);
    Trail *trail = &s->trails[entry.item];
    *number = entry.item;
    if (!entry.late && !trail->length && s->q.n_sources == 1 && !(s->mark[trail->end] & TARGET))
        return 1; /* the one source comes first however far it is, so it need not be known */
    if (!entry.late) {
        i64 next = s->n_queue ? s->queue[0].key : FAR_AWAY;
        while (s->settled[trail->end] != 2 && s->near.count && !s->failed &&
               radius(s) + trail->cost <= next)
            settle(s);
        enqueue(s, entry.item);
        return 0;
    }
    return within(s, trail->end, s->q.max_hops - trail->steps);
}

static void expand(Search *s, u32 number)
{
    u32 entity = s->trails[number].end;
    if (!s->choice_at[entity])
        choose(s, entity);
    u32 first = s->choice_at[entity] - 1, count = s->choice_count[entity];
    for (u32 i = 0; i < count && !s->failed; i++)
        extend(s, number, s->choices.items[first + i]);
}

/* Search under the cap. Gives 1 where all within it was seen, 0 where the budget ended it. */
static int under_cap(Search *s)
{
    i64 looked = 0;
    s->n_queue = s->n_trails = s->n_found = 0;
    for (u32 i = 0; i < s->q.n_sources; i++)
        add_trail(s, (Trail){.end = s->q.sources[i], .sign = 1});
    while (s->n_queue && s->n_found < s->q.k && !s->failed) {
        u32 number;
        if (!take(s, &number))
            continue;
        Trail *trail = &s->trails[number];
        if (trail->length && (s->mark[trail->end] & TARGET)) {
            if (accepts(s, number) && !told(s, number))
                s->found[s->n_found++] = number;
            continue;
        }
        if (++looked > s->q.budget)
            return 0;
        expand(s, number);
    }
    return 1;
}

/* Set the cap for an attempt: first a little more than the least way, then more, then none. */
static void set_cap(Search *s, u32 attempt)
{
    i64 hop = (i64)1 << HOP_SHIFT, slack = ((i64)SLACK << 32) << attempt;
    s->cap = FAR_AWAY - 1;
    if (attempt < ATTEMPTS && s->q.by_hops)
        s->cap = (s->meeting / hop + 1 + attempt) * hop - 1;
    else if (attempt < ATTEMPTS)
        s->cap = s->meeting + slack;
    s->cut = s->linked = 0;
    if (attempt) { /* what was left aside may be of use now */
        memset(s->settled, 0, s->g->entities);
        s->looked_back = 0;
        begin_back(s);
    }
    if (s->cap < FAR_AWAY - 1) {
        meet(s, s->cap);
        link_front(s);
    }
}

/* Search. `arcs` takes up to 255 arcs per path, `lengths` their number. Gives the number of paths;
   `complete` is 0 where the budget ended it, and -1 where the memory did. */
u32 ms_run(Search *s, u32 *arcs, u32 *lengths, int32_t *complete)
{
    *complete = 1;
    meet(s, 0);
    i64 least = s->meeting;
    for (u32 attempt = 0; least < FAR_AWAY && attempt <= ATTEMPTS && !s->failed; attempt++) {
        s->meeting = least;
        if (s->q.by_hops && (least >> HOP_SHIFT) + attempt > s->q.max_hops)
            break; /* the attempt before has seen all */
        set_cap(s, attempt);
        *complete = under_cap(s);
        if (!*complete || s->n_found == s->q.k || !s->cut)
            break;
    }
    if (s->failed)
        *complete = -1;
    for (u32 i = 0; i < s->n_found; i++)
        lengths[i] = arcs_of(s, s->found[i], arcs + (size_t)255 * i);
    return s->n_found;
}

/* ------------------------------------------------------------------ import */

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
