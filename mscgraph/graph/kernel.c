/* The path search over the mapped arrays of a compiled graph.

   The definition is mscgraph/graph/search.py; this gives the same answers to the last bit, those
   that the budget cuts off included. What differs is how the work is kept small:

   - Distances are worked out from both ends until these meet, and then a little further, up to a
     cap. What lies on no way within the cap is left aside. Where the cap gives too few paths it is
     raised and the search begins again.
   - The arcs of an entity stand the cheapest first, so that a look along them ends at the cap.
   - By hops, distances are worked out level by level, without a heap.
   - Where few steps are allowed, all paths are listed and then sorted.

   No Python API, no global state: plain arrays in, plain arrays out. Whoever calls has run
   ms_check once, so that no index in the file leads outside of it. A Search is used again for the
   next question to the same graph: it forgets what it touched and no more. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

#define NONE 0xFFFFFFFFu
#define FAR_AWAY ((i64)1 << 62)
#define HOP_SHIFT 44
#define HOP ((i64)1 << HOP_SHIFT)
#define MAX_TRAILS ((u32)1 << 26)
#define MAX_LENGTH 255
#define ATTEMPTS 4 /* with a cap, before there is none */

enum { STRUCTURAL = 1, LAST_STEP = 2, SIGN_ANY = 4, HYPOTHESIS = 8, TO_PRODUCT = 16 };
enum { SOURCE = 1, TARGET = 2, MUST = 4, AVOID = 8, ENDS_ONLY = 16, VAGUE = 32 };
enum { UNKNOWN = 2, MAX_STRUCTURAL = 2 };
enum { UNSEEN, SEEN, KNOWN };

typedef struct {
    u32 entities, arcs;
    const u32 *out_at, *in_at, *in_arc, *source, *target, *via, *record;
    const int8_t *sign;
    const uint8_t *flags, *predicate;
    const double *belief;
    const i64 *cost;
    const uint8_t *entity_flags, *entity_kind;
    const int8_t *good;
    const u32 *in_source; /* source, cost and flags of the arcs in the order of in_arc */
    const i64 *in_cost;
    const uint8_t *in_flags;
    int32_t sorted, mediated; /* set by ms_check: the cheapest first; some arc has a mediator */
} Graph;

typedef struct {
    const u32 *sources, *targets, *must, *avoid;
    u32 n_sources, n_targets, n_must, n_avoid;
    const uint8_t *kinds;      /* 256 flags, or NULL: any kind between the ends */
    const uint8_t *predicates; /* 256 flags, or NULL: any predicate */
    const u64 *shape;          /* by kind: the parts of the shape it fits, or NULL: no shape */
    u64 any, first, last;      /* of the shape: the parts for any number, where it begins, ends */
    double min_belief;
    i64 budget, slack; /* slack: of the first cap over the least way */
    u32 k; /* 0: all */
    u32 max_hops;
    int32_t barred, through, sign, effect, by_hops;
    int32_t few; /* so few steps that all paths can be listed */
} Query;

/* What is said of a path that was found. */
typedef struct {
    i64 cost;
    u64 shape;
    u32 steps, length; /* length: in arcs */
    int32_t sign, structural;
} Path;

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

static int ordered(u32 n, const u32 *at, const i64 *cost)
{
    for (u32 entity = 0; entity < n; entity++)
        for (u32 i = at[entity] + 1; i < at[entity + 1]; i++)
            if (cost[i] < cost[i - 1])
                return 0;
    return 1;
}

/* Whether every index of the graph is inside it. */
int32_t ms_check(Graph *g)
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
    int wrong = 0, mediated = 0;
    for (u32 i = 0; i < m; i++) {
        i64 one = g->cost[i], other = g->in_cost[i];
        least = one < least ? one : least, least = other < least ? other : least;
        most = one > most ? one : most, most = other > most ? other : most;
        wrong |= g->sign[i] < -1 || g->sign[i] > UNKNOWN;
        mediated |= g->via[i] != NONE;
    }
    g->mediated = mediated;
    g->sorted = ordered(n, g->out_at, g->cost) && ordered(n, g->in_at, g->in_cost);
    return !wrong && least >= 1 && most < HOP;
}

/* Put source, cost and flags in the order in which a search from the target reads. */
void ms_gather(Graph *g, u32 *source, i64 *cost, uint8_t *flags)
{
    for (u32 i = 0; i < g->arcs; i++) {
        u32 arc = g->in_arc[i];
        source[i] = g->source[arc], cost[i] = g->cost[arc], flags[i] = g->flags[arc];
    }
}

/* ------------------------------------------------------------------ state of a search */

typedef struct { i64 key; u32 item, late; } Entry; /* late: exact, comes after a bound */

typedef struct {
    i64 cost;
    u64 shape;
    u32 parent, arc, end;
    u32 steps;
    uint8_t structural, was_structural, length;
    int8_t sign;
} Trail;

typedef struct { u32 *items; u32 count, room; } List;

typedef struct { Entry *items; u32 count, room; } Heap;

/* Distances from one end. */
typedef struct {
    i64 *far;       /* per entity: the least cost */
    uint8_t *state; /* per entity: UNSEEN, SEEN, or KNOWN and looked at */
    List seen;      /* the entities that have a state */
    Heap heap;      /* by score: what is seen, the nearest first */
    List level[3];  /* by hops: what is seen, by its hops modulo 3 */
    u32 depth;      /* by hops: all levels before this one have been looked at */
    u64 looked;     /* arcs */
} Front;

typedef struct {
    const Graph *g;
    Query q;
    int failed;
    int filtered;    /* an arc has more to pass than its flags and its target */
    uint8_t *mark;   /* per entity: what it is to this question */
    Front near, ahead; /* distances to a target, and from a source */
    u32 *left_hops;  /* per entity: hops along the least way to a target */
    u32 *looked_to;  /* per entity: the arc before which the look from the source ended */
    i64 meeting;     /* the least way found */
    i64 slack, cap;  /* paths looked for now cost at most `slack` more, in all the cap */
    i64 sure;        /* what is seen nearer than this to a target will come no nearer */
    int cut;         /* something lies beyond the cap */
    int linked;      /* the ends have met: only `links` lead back from here */
    u32 *inward;     /* per entity: its last arc in `links`, plus one */
    List links;      /* pairs: an arc, and the place of the one before, plus one */
    u32 *steps;      /* per entity: least hops to a target, plus one; 0 unseen */
    List level[3], stepped;
    u32 done, hops_begun;
    Trail *trails;
    u32 n_trails, r_trails;
    Heap queue;
    u32 *choice_at, *choice_count; /* per entity, plus one: its choices */
    List choices, chosen;
    u32 *slots;
    u32 n_slots;
    int listing; /* all paths are listed: trails are not queued */
    List found;  /* trails */
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
    if (list->count == list->room &&
        !grow((void **)&list->items, &list->room, list->count + 1, sizeof(u32))) {
        s->failed = 1;
        return;
    }
    list->items[list->count++] = item;
}

static void free_front(Front *f)
{
    free(f->far), free(f->state), free(f->seen.items), free(f->heap.items);
    for (int i = 0; i < 3; i++)
        free(f->level[i].items);
}

void ms_free(Search *s)
{
    if (!s)
        return;
    free_front(&s->near), free_front(&s->ahead);
    free(s->mark), free(s->left_hops), free(s->looked_to), free(s->inward), free(s->links.items), free(s->steps);
    for (int i = 0; i < 3; i++)
        free(s->level[i].items);
    free(s->stepped.items), free(s->trails), free(s->queue.items);
    free(s->choice_at), free(s->choice_count), free(s->choices.items), free(s->chosen.items);
    free(s->slots), free(s->found.items);
    free(s);
}

static int make_front(Front *f, u32 n)
{
    f->far = malloc(n * sizeof(i64));
    f->state = calloc(n, 1);
    return f->far && f->state;
}

/* Give what a search needs; it is good for one question after the other. NULL without memory. */
Search *ms_new(const Graph *g)
{
    Search *s = calloc(1, sizeof(Search));
    u32 n = g->entities ? g->entities : 1;
    if (!s)
        return NULL;
    s->g = g;
    s->mark = malloc(n);
    s->left_hops = malloc(n * sizeof(u32));
    s->looked_to = malloc(n * sizeof(u32));
    s->inward = calloc(n, sizeof(u32));
    s->steps = calloc(n, sizeof(u32));
    s->choice_at = calloc(n, sizeof(u32));
    s->choice_count = malloc(n * sizeof(u32));
    int made = make_front(&s->near, n) && make_front(&s->ahead, n);
    if (!made || !s->mark || !s->left_hops || !s->looked_to || !s->inward || !s->steps || !s->choice_at ||
        !s->choice_count) {
        ms_free(s);
        return NULL;
    }
    for (u32 i = 0; i < g->entities; i++) {
        uint8_t flags = g->entity_flags[i];
        s->mark[i] = (uint8_t)((flags & 3 ? ENDS_ONLY : 0) | (flags & 2 ? VAGUE : 0));
    }
    return s;
}

static void mark(Search *s, const u32 *entities, u32 count, uint8_t what)
{
    for (u32 i = 0; i < count; i++)
        s->mark[entities[i]] |= what;
}

static void unmark(Search *s, const u32 *entities, u32 count)
{
    for (u32 i = 0; i < count; i++)
        s->mark[entities[i]] &= ENDS_ONLY | VAGUE;
}

static void forget_front(Front *f)
{
    for (u32 i = 0; i < f->seen.count; i++)
        f->state[f->seen.items[i]] = UNSEEN;
    f->seen.count = f->heap.count = f->depth = 0;
    for (int i = 0; i < 3; i++)
        f->level[i].count = 0;
    f->looked = 0;
}

static void forget_links(Search *s)
{
    for (u32 i = 0; i < s->links.count; i += 2)
        s->inward[s->g->target[s->links.items[i]]] = 0;
    s->links.count = 0;
    s->linked = 0;
    s->sure = 0;
}

static void forget_choices(Search *s)
{
    for (u32 i = 0; i < s->chosen.count; i++)
        s->choice_at[s->chosen.items[i]] = 0;
    s->chosen.count = s->choices.count = 0;
}

static void forget_steps(Search *s)
{
    for (u32 i = 0; i < s->stepped.count; i++)
        s->steps[s->stepped.items[i]] = 0;
    s->stepped.count = s->done = s->hops_begun = 0;
    for (int i = 0; i < 3; i++)
        s->level[i].count = 0;
}

/* Take up a question. */
void ms_ask(Search *s, const Query *q)
{
    s->q = *q;
    s->failed = 0;
    mark(s, q->sources, q->n_sources, SOURCE);
    mark(s, q->targets, q->n_targets, TARGET);
    mark(s, q->must, q->n_must, MUST);
    mark(s, q->avoid, q->n_avoid, AVOID);
    s->filtered = q->kinds || q->predicates || q->min_belief > 0 || q->n_avoid || s->g->mediated;
}

/* Forget a question, so that the next can be taken up. */
void ms_forget(Search *s)
{
    unmark(s, s->q.sources, s->q.n_sources);
    unmark(s, s->q.targets, s->q.n_targets);
    unmark(s, s->q.must, s->q.n_must);
    unmark(s, s->q.avoid, s->q.n_avoid);
    forget_front(&s->near), forget_front(&s->ahead);
    forget_links(s), forget_choices(s), forget_steps(s);
    s->n_trails = s->found.count = s->queue.count = 0;
}

/* ------------------------------------------------------------------ which arcs are walked */

static u32 via_of(const Graph *g, u32 arc) { return g->mediated ? g->via[arc] : NONE; }

/* Whether an entity may stand inside a path, as far as it was asked for. */
static int has_place(const Search *s, u32 entity)
{
    uint8_t mark = s->mark[entity];
    if (mark & AVOID)
        return 0;
    return !s->q.kinds || (mark & (SOURCE | TARGET)) || s->q.kinds[s->g->entity_kind[entity]];
}

static int fits(const Search *s, u32 arc, u32 source, u32 target)
{
    const Graph *g = s->g;
    u32 via = via_of(g, arc);
    if (via != NONE && ((s->mark[via] & VAGUE) || !has_place(s, via)))
        return 0;
    if (!has_place(s, target) || (s->mark[source] & AVOID))
        return 0;
    if (s->q.predicates && !s->q.predicates[g->predicate[arc]])
        return 0;
    return s->q.min_belief <= 0 || g->belief[arc] >= s->q.min_belief;
}

static inline int passes(const Search *s, u32 arc, uint8_t flags, u32 source, u32 target)
{
    uint8_t mark = s->mark[target];
    if (flags & s->q.barred)
        return 0;
    if (!(mark & TARGET) && ((flags & LAST_STEP) || (mark & ENDS_ONLY)) &&
        !(s->q.through && (flags & TO_PRODUCT)))
        return 0;
    return !s->filtered || fits(s, arc, source, target);
}

static u32 hops_of(const Search *s, u32 arc) { return via_of(s->g, arc) == NONE ? 1 : 2; }

static i64 weight(const Search *s, u32 arc)
{
    return s->g->cost[arc] + (s->q.by_hops ? (i64)hops_of(s, arc) << HOP_SHIFT : 0);
}

/* ------------------------------------------------------------------ distances from one end */

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

static int is_empty(const Search *s, const Front *f)
{
    if (s->q.by_hops)
        return !f->level[0].count && !f->level[1].count && !f->level[2].count;
    return !f->heap.count;
}

/* Give the least distance of what has not been looked at. */
static i64 radius(const Search *s, Front *f)
{
    if (is_empty(s, f))
        return FAR_AWAY;
    if (!s->q.by_hops)
        return f->heap.items[0].key;
    while (!f->level[f->depth % 3].count)
        f->depth++;
    return (i64)f->depth << HOP_SHIFT;
}

static void queue_up(Search *s, Front *f, u32 entity)
{
    if (s->q.by_hops)
        append(s, &f->level[(f->far[entity] >> HOP_SHIFT) % 3], entity);
    else
        heap_push(s, &f->heap, f->far[entity], entity);
}

/* Note a distance. By hops, what comes nearer within its level stands there already. */
static void see(Search *s, Front *f, u32 entity, i64 far)
{
    int there = 0;
    if (f->state[entity] == UNSEEN)
        append(s, &f->seen, entity);
    else
        there = s->q.by_hops && f->far[entity] >> HOP_SHIFT == far >> HOP_SHIFT;
    f->state[entity] = SEEN;
    f->far[entity] = far;
    if (!there)
        queue_up(s, f, entity);
    if (s->ahead.state[entity] && s->near.state[entity]) {
        i64 whole = s->ahead.far[entity] + s->near.far[entity];
        s->meeting = whole < s->meeting ? whole : s->meeting;
    }
}

/* Take out what comes next; NONE where it was known by then. */
static u32 nearest(const Search *s, Front *f)
{
    u32 entity;
    if (s->q.by_hops) {
        List *level = &f->level[f->depth % 3];
        entity = level->items[--level->count];
    } else
        entity = heap_pop(&f->heap).item;
    if (f->state[entity] == KNOWN)
        return NONE;
    f->state[entity] = KNOWN;
    return entity;
}

static int no_better(const Front *f, u32 entity, i64 far)
{
    return f->state[entity] != UNSEEN && far >= f->far[entity];
}

/* Look from an entity along the arcs that lead on from its end; `rest` is what a way by something
   not known from the other end costs there at least. */
static void look(Search *s, Front *f, u32 entity, i64 rest)
{
    const Graph *g = s->g;
    int back = f == &s->near;
    const u32 *at = back ? g->in_at : g->out_at, *ends = back ? g->in_source : g->target;
    const i64 *costs = back ? g->in_cost : g->cost;
    const uint8_t *flags = back ? g->in_flags : g->flags;
    uint8_t stop = back ? TARGET : SOURCE;
    i64 hop = s->q.by_hops ? HOP : 0, far = f->far[entity] + hop, most = s->cap - rest;
    u32 i = at[entity];
    for (; i < at[entity + 1]; i++) {
        u32 end = ends[i];
        i64 reach = far + costs[i];
        f->looked++;
        if (reach > most) {
            s->cut = 1;
            if (g->sorted)
                break;
            continue;
        }
        if (no_better(f, end, reach) || (s->mark[end] & stop))
            continue;
        u32 arc = back && s->filtered ? g->in_arc[i] : i;
        if (!passes(s, arc, flags[i], back ? end : entity, back ? entity : end))
            continue;
        u32 hops = s->filtered ? hops_of(s, arc) : 1;
        if (hops == 2 && no_better(f, end, reach += hop))
            continue;
        if (back)
            s->left_hops[end] = s->left_hops[entity] + hops;
        see(s, f, end, reach);
    }
    if (!back)
        s->looked_to[entity] = i;
}

static int goes_back(const Search *s, u32 entity)
{
    return !(s->mark[entity] & SOURCE) || (s->mark[entity] & TARGET);
}

/* Whether a search from this end goes on beyond an entity. */
static int goes_on(const Search *s, const Front *f, u32 entity)
{
    return f == &s->near ? goes_back(s, entity) : !(s->mark[entity] & TARGET);
}

static void begin_front(Search *s, Front *f, const u32 *ends, u32 count)
{
    forget_front(f);
    for (u32 i = 0; i < count; i++)
        if (f->state[ends[i]] == UNSEEN) {
            s->left_hops[ends[i]] = 0;
            see(s, f, ends[i], 0);
        }
}

/* ------------------------------------------------------------------ both ends meet */

static void set_cap(Search *s)
{
    if (s->slack == FAR_AWAY)
        s->cap = FAR_AWAY - 1;
    else if (s->q.by_hops)
        s->cap = (s->meeting + s->slack) / HOP * HOP + HOP - 1;
    else
        s->cap = s->meeting + s->slack;
}

static u64 due(const Search *s, const Front *f)
{
    const u32 *at = f == &s->near ? s->g->in_at : s->g->out_at;
    const List *level = &f->level[f->depth % 3];
    u64 sum = 0;
    for (u32 i = 0; i < level->count; i++)
        sum += at[level->items[i] + 1] - at[level->items[i]];
    return sum;
}

/* Choose the end from which less is to be looked at: by hops, a level is looked at as a whole. */
static Front *cheaper_end(Search *s)
{
    if (!s->q.by_hops)
        return s->near.looked < s->ahead.looked ? &s->near : &s->ahead;
    return due(s, &s->near) < due(s, &s->ahead) ? &s->near : &s->ahead;
}

/* Work out distances from both ends until every way within the cap was seen from one or the other:
   the cap comes down as shorter ways are found. */
static void meet(Search *s)
{
    i64 hop = s->q.by_hops ? HOP : 0;
    for (;;) {
        i64 back = radius(s, &s->near), ahead = radius(s, &s->ahead);
        set_cap(s);
        if (s->failed || back == FAR_AWAY || ahead == FAR_AWAY || back + ahead + hop > s->cap)
            return;
        Front *f = cheaper_end(s);
        i64 rest = f == &s->near ? ahead : back, begun = radius(s, f);
        do {
            u32 entity = nearest(s, f);
            if (entity != NONE && goes_on(s, f, entity))
                look(s, f, entity, rest);
        } while (s->q.by_hops && !s->failed && radius(s, f) == begun);
    }
}

static int known(const Search *s, u32 entity)
{
    return s->near.state[entity] == KNOWN ||
           (s->near.state[entity] == SEEN && s->near.far[entity] < s->sure);
}

/* Follow one arc that was looked at from the source: to what is known, or else keep it. */
static void link_arc(Search *s, u32 arc, u32 source)
{
    u32 target = s->g->target[arc];
    i64 reach = weight(s, arc);
    if (known(s, target)) {
        reach += s->near.far[target];
        if (s->ahead.far[source] + reach > s->cap)
            s->cut = 1;
        else if (!no_better(&s->near, source, reach)) {
            s->left_hops[source] = s->left_hops[target] + hops_of(s, arc);
            see(s, &s->near, source, reach);
        }
    } else {
        append(s, &s->links, arc);
        append(s, &s->links, s->inward[target]);
        s->inward[target] = s->links.count - 1;
    }
}

/* From here on, distances to the target matter only for what is known from the source: let them
   come back along the arcs that were looked at from there. */
static void link_ends(Search *s)
{
    const Graph *g = s->g;
    Front *near = &s->near;
    i64 rest = radius(s, near), hop = s->q.by_hops ? HOP : 0;
    s->cut |= !is_empty(s, near) || !is_empty(s, &s->ahead);
    s->linked = 1;
    s->sure = rest == FAR_AWAY ? 0 : s->q.by_hops ? rest + HOP : 0;
    near->heap.count = 0;
    for (int i = 0; i < 3; i++)
        near->level[i].count = 0;
    for (u32 i = 0; i < s->ahead.seen.count && rest < FAR_AWAY && !s->failed; i++) {
        u32 entity = s->ahead.seen.items[i];
        if (s->ahead.state[entity] != KNOWN || (s->mark[entity] & TARGET) || known(s, entity))
            continue;
        if (near->state[entity] == SEEN)
            queue_up(s, near, entity);
        i64 most = s->cap - s->ahead.far[entity] - rest - hop;
        for (u32 arc = g->out_at[entity]; arc < s->looked_to[entity]; arc++) {
            u32 target = g->target[arc];
            if (s->mark[target] & SOURCE)
                continue;
            if (!known(s, target) && (g->cost[arc] > most || s->ahead.state[target] != KNOWN))
                continue;
            if (passes(s, arc, g->flags[arc], entity, target))
                link_arc(s, arc, entity);
        }
    }
}

static void look_along_links(Search *s, u32 entity)
{
    for (u32 at = s->inward[entity]; at; at = s->links.items[at]) {
        u32 arc = s->links.items[at - 1], source = s->g->source[arc];
        i64 reach = s->near.far[entity] + weight(s, arc);
        if (reach + s->ahead.far[source] > s->cap)
            s->cut = 1;
        else if (!no_better(&s->near, source, reach)) {
            s->left_hops[source] = s->left_hops[entity] + hops_of(s, arc);
            see(s, &s->near, source, reach);
        }
    }
}

/* Settle the distance of what is nearest to the target. */
static void settle(Search *s)
{
    u32 entity = nearest(s, &s->near);
    if (entity == NONE || !goes_back(s, entity))
        return;
    if (s->linked)
        look_along_links(s, entity);
    else
        look(s, &s->near, entity, 0);
}

/* ------------------------------------------------------------------ hops to the target */

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
            u32 reach = s->done + hops_of(s, arc);
            if (s->steps[source] && s->steps[source] <= reach + 1)
                continue;
            if ((s->mark[source] & TARGET) || !passes(s, arc, g->in_flags[i], source, entity))
                continue;
            if (!s->steps[source])
                append(s, &s->stepped, source);
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
            append(s, &s->stepped, s->q.targets[i]);
        }
}

/* Work out the hops to the target as far as so many. */
static void levels_to(Search *s, u32 hops)
{
    if (!s->hops_begun)
        begin_hops(s);
    while (s->done < hops && levels_left(s))
        next_level(s);
}

/* Whether a target is within so many hops. */
static int within(Search *s, u32 entity, u32 hops)
{
    if (known(s, entity)) {
        if ((s->q.by_hops ? (u32)(s->near.far[entity] >> HOP_SHIFT) : s->left_hops[entity]) <= hops)
            return 1;
        if (s->q.by_hops)
            return 0; /* the way by which it is known has the least hops */
    }
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
    u32 one[MAX_LENGTH], other[MAX_LENGTH];
    u32 n_one = arcs_of(s, a->item, one), n_other = arcs_of(s, b->item, other);
    int order = compare(one, n_one, other, n_other, s->g->record);
    if (!order)
        order = compare(one, n_one, other, n_other, s->g->via);
    return order ? order < 0 : a->item < b->item;
}

static void queue_push(Search *s, Entry entry)
{
    Heap *queue = &s->queue;
    if (!grow((void **)&queue->items, &queue->room, queue->count + 1, sizeof(Entry))) {
        s->failed = 1;
        return;
    }
    u32 at = queue->count++;
    while (at) {
        u32 up = (at - 1) / 2;
        if (!before(s, &entry, &queue->items[up]))
            break;
        queue->items[at] = queue->items[up];
        at = up;
    }
    queue->items[at] = entry;
}

static Entry queue_pop(Search *s)
{
    Heap *queue = &s->queue;
    Entry top = queue->items[0], last = queue->items[--queue->count];
    u32 at = 0;
    for (;;) {
        u32 down = 2 * at + 1;
        if (down >= queue->count)
            break;
        if (down + 1 < queue->count && before(s, &queue->items[down + 1], &queue->items[down]))
            down++;
        if (!before(s, &queue->items[down], &last))
            break;
        queue->items[at] = queue->items[down];
        at = down;
    }
    if (queue->count)
        queue->items[at] = last;
    return top;
}

/* Queue a trail by its cost and what is left, as far as that is known. */
static void enqueue(Search *s, u32 trail)
{
    u32 end = s->trails[trail].end;
    int late = known(s, end);
    i64 left = late ? s->near.far[end] : radius(s, &s->near);
    if (left == FAR_AWAY)
        return;
    if (s->trails[trail].cost + left > s->cap)
        s->cut = 1;
    else
        queue_push(s, (Entry){s->trails[trail].cost + left, trail, (u32)late});
}

static void add_trail(Search *s, Trail trail)
{
    if (s->n_trails >= MAX_TRAILS ||
        !grow((void **)&s->trails, &s->r_trails, s->n_trails + 1, sizeof(Trail))) {
        s->failed = 1;
        return;
    }
    s->trails[s->n_trails] = trail;
    s->n_trails++;
    if (!s->listing)
        enqueue(s, s->n_trails - 1);
}

static int visited(const Search *s, const Trail *trail, u32 entity)
{
    for (;; trail = &s->trails[trail->parent]) {
        if (trail->end == entity)
            return 1;
        if (!trail->length)
            return 0;
        if (via_of(s->g, trail->arc) == entity)
            return 1;
    }
}

static int sign_after(int so_far, int step)
{
    if (so_far == UNKNOWN || step == UNKNOWN)
        return UNKNOWN;
    return step ? so_far * step : so_far;
}

/* Let every part for any number of entities be nothing as well. */
static u64 close_shape(const Search *s, u64 parts)
{
    for (u64 before = 0; before != parts;) {
        before = parts;
        parts |= (parts & s->q.any) << 1;
    }
    return parts;
}

/* Give the parts of the shape that are used up after one more entity; without a shape, 1. */
static u64 shape_after(const Search *s, u64 parts, u32 entity)
{
    if (!s->q.shape)
        return 1;
    u64 fitting = s->q.shape[s->g->entity_kind[entity]];
    return close_shape(s, (parts & s->q.any) | (parts & fitting) << 1);
}

/* Whether a target may be within what is left of the steps, as far as the levels tell. */
static int in_time(const Search *s, u32 entity, u32 steps)
{
    int final = s->steps[entity] && s->steps[entity] <= s->done + 1;
    return steps + (final ? s->steps[entity] - 1 : s->done + 1) <= s->q.max_hops;
}

static void extend(Search *s, u32 number, u32 arc)
{
    const Graph *g = s->g;
    Trail trail = s->trails[number];
    u32 target = g->target[arc], via = via_of(g, arc);
    int structural = g->flags[arc] & STRUCTURAL;
    u32 steps = trail.steps + (via == NONE ? 1 : 2);
    if (structural && (trail.was_structural || trail.structural == MAX_STRUCTURAL))
        return;
    if (steps > s->q.max_hops || trail.length == MAX_LENGTH)
        return;
    if (s->listing && !in_time(s, target, steps))
        return;
    if (visited(s, &trail, target) || (via != NONE && visited(s, &trail, via)))
        return;
    u64 shape = via == NONE ? trail.shape : shape_after(s, trail.shape, via);
    shape = shape_after(s, shape, target);
    if (!shape)
        return;
    add_trail(s, (Trail){
        .cost = trail.cost + weight(s, arc),
        .shape = shape,
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

static void begin_trails(Search *s)
{
    s->n_trails = s->found.count = s->queue.count = 0;
    forget_choices(s);
    for (u32 i = 0; i < s->q.n_sources; i++) {
        u64 shape = s->q.shape ? shape_after(s, s->q.first, s->q.sources[i]) : 1;
        if (shape)
            add_trail(s, (Trail){.end = s->q.sources[i], .sign = 1, .shape = shape});
    }
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

/* Whether an arc may lead to a target in time, or under the cap, from a trail that cost so much.
   Trails come to an entity the cheapest first, so that what the first cannot use none can. */
static int of_use(const Search *s, u32 arc, i64 cost)
{
    u32 target = s->g->target[arc];
    if (s->mark[target] & SOURCE)
        return 0;
    if (s->listing)
        return in_time(s, target, hops_of(s, arc) + !(s->mark[s->g->source[arc]] & SOURCE));
    if (known(s, target))
        return cost + weight(s, arc) + s->near.far[target] <= s->cap;
    return !s->linked || s->ahead.state[target] == KNOWN;
}

/* Keep the cheapest of each group of parallel arcs among the choices from `first` on. */
static void drop_parallel(Search *s, u32 first)
{
    const Graph *g = s->g;
    u32 *items = s->choices.items, count = s->choices.count, kept = first, size = 16;
    while (size < 2 * (count - first))
        size *= 2;
    if (!grow((void **)&s->slots, &s->n_slots, size, sizeof(u32))) {
        s->failed = 1;
        return;
    }
    memset(s->slots, 0, (size_t)size * sizeof(u32));
    for (u32 i = first; i < count; i++) {
        u32 arc = items[i];
        u32 at = (g->target[arc] * 2654435761u ^ via_of(g, arc) * 40503u) & (size - 1);
        while (s->slots[at] && !parallel(g, items[s->slots[at] - 1], arc))
            at = (at + 1) & (size - 1);
        if (!s->slots[at]) {
            items[kept++] = arc;
            s->slots[at] = kept;
        } else if (cheaper(g, arc, items[s->slots[at] - 1]))
            items[s->slots[at] - 1] = arc;
    }
    s->choices.count = kept;
}

static void choose(Search *s, u32 entity, i64 cost)
{
    const Graph *g = s->g;
    u32 first = s->choices.count;
    i64 most = s->listing ? FAR_AWAY : s->cap - cost;
    for (u32 arc = g->out_at[entity]; arc < g->out_at[entity + 1]; arc++) {
        if (g->cost[arc] > most) {
            s->cut = 1;
            if (g->sorted)
                break;
            continue;
        }
        if (of_use(s, arc, cost) && passes(s, arc, g->flags[arc], entity, g->target[arc]))
            append(s, &s->choices, arc);
    }
    if (!s->failed)
        drop_parallel(s, first);
    append(s, &s->chosen, entity);
    s->choice_at[entity] = first + 1;
    s->choice_count[entity] = s->choices.count - first;
}

static void expand(Search *s, u32 number)
{
    u32 entity = s->trails[number].end;
    if (!s->choice_at[entity])
        choose(s, entity, s->trails[number].cost);
    u32 first = s->choice_at[entity] - 1, count = s->choice_count[entity];
    for (u32 i = 0; i < count && !s->failed; i++)
        extend(s, number, s->choices.items[first + i]);
}

/* ------------------------------------------------------------------ the search */

static int accepts(const Search *s, u32 number)
{
    const Trail *trail = &s->trails[number];
    if (s->q.sign && trail->sign != s->q.sign)
        return 0;
    if (s->q.shape && !(trail->shape & s->q.last))
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
        u32 via = via_of(s->g, trail->arc);
        seen += via != NONE && (s->mark[via] & MUST);
    }
    return seen == s->q.n_must;
}

/* Whether the same claims were told already, with these mediators and more. */
static int told(const Search *s, u32 number)
{
    u32 one[MAX_LENGTH], other[MAX_LENGTH], length = arcs_of(s, number, one);
    for (u32 i = 0; i < s->found.count; i++) {
        u32 count = arcs_of(s, s->found.items[i], other), less = 0;
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

static int is_whole(const Search *s, u32 number)
{
    return s->trails[number].length && (s->mark[s->trails[number].end] & TARGET);
}

static void tell(Search *s, u32 number)
{
    if (accepts(s, number) && !(s->g->mediated && told(s, number)))
        append(s, &s->found, number);
}

static int enough(const Search *s) { return s->failed || (s->q.k && s->found.count == s->q.k); }

/* Take up what is next; a bound that is not exact is worked out further and queued again. */
static int take(Search *s, u32 *number)
{
    Entry entry = queue_pop(s);
    Trail *trail = &s->trails[entry.item];
    *number = entry.item;
    if (!entry.late && !trail->length && s->q.n_sources == 1 && !(s->mark[trail->end] & TARGET))
        return 1; /* the one source comes first however far it is, so it need not be known */
    if (!entry.late) {
        i64 next = s->queue.count ? s->queue.items[0].key : FAR_AWAY;
        while (!known(s, trail->end) && !is_empty(s, &s->near) && !s->failed &&
               radius(s, &s->near) + trail->cost <= next)
            settle(s);
        enqueue(s, entry.item);
        return 0;
    }
    return within(s, trail->end, s->q.max_hops - trail->steps);
}

/* Search under the cap. Gives 1 where all within it was seen, 0 where the budget ended it. */
static int under_cap(Search *s)
{
    i64 looked = 0;
    begin_trails(s);
    while (s->queue.count && !enough(s)) {
        u32 number;
        if (!take(s, &number))
            continue;
        if (is_whole(s, number)) {
            tell(s, number);
            continue;
        }
        if (++looked > s->q.budget)
            return 0;
        expand(s, number);
    }
    return 1;
}

/* Search under one cap after the other: a little more than the least way, then more, then none. */
static int best_first(Search *s)
{
    int complete = 1;
    s->meeting = FAR_AWAY;
    for (u32 attempt = 0; attempt <= ATTEMPTS && !s->failed; attempt++) {
        if (attempt && s->q.by_hops && (s->meeting >> HOP_SHIFT) + attempt > s->q.max_hops)
            break; /* the attempt before has seen all */
        s->slack = s->q.by_hops ? attempt * HOP : s->q.slack << attempt;
        if (attempt == ATTEMPTS)
            s->slack = FAR_AWAY;
        s->cut = 0;
        forget_links(s);
        begin_front(s, &s->near, s->q.targets, s->q.n_targets);
        begin_front(s, &s->ahead, s->q.sources, s->q.n_sources);
        set_cap(s);
        if (attempt < ATTEMPTS) {
            meet(s);
            if (s->meeting == FAR_AWAY)
                break;
            link_ends(s);
        }
        complete = under_cap(s);
        if (!complete || enough(s) || !s->cut)
            break;
    }
    return complete;
}

/* List all paths, where that takes no more than the budget. Levels near the target are worked out
   as far as they save more than they cost. */
static int list_all(Search *s)
{
    i64 looked = 0;
    s->listing = 1;
    levels_to(s, s->q.max_hops > 3 ? s->q.max_hops - 2 : 1);
    begin_trails(s);
    for (u32 number = 0; number < s->n_trails && looked <= s->q.budget && !s->failed; number++)
        if (is_whole(s, number))
            queue_push(s, (Entry){s->trails[number].cost, number, 1});
        else if (++looked <= s->q.budget)
            expand(s, number);
    s->listing = 0;
    if (looked > s->q.budget)
        return 0;
    while (s->queue.count && !enough(s))
        tell(s, queue_pop(s).item);
    return 1;
}

/* Search. Gives the number of paths, and how many entities they have in all; `complete` is 0 where
   the budget ended it, and -1 where the memory did. */
u32 ms_run(Search *s, u64 *entities, int32_t *complete)
{
    *complete = (s->q.few && list_all(s)) || best_first(s);
    if (s->failed)
        *complete = -1;
    *entities = 0;
    for (u32 i = 0; i < s->found.count; i++)
        *entities += s->trails[s->found.items[i]].steps + 1;
    return s->found.count;
}

/* ------------------------------------------------------------------ what was found */

/* Give the entities of all paths, one after the other, and how many each has. */
void ms_chains(const Search *s, u32 *entities, u32 *lengths)
{
    for (u32 i = 0; i < s->found.count; i++) {
        const Trail *trail = &s->trails[s->found.items[i]];
        u32 at = lengths[i] = trail->steps + 1;
        for (; trail->length; trail = &s->trails[trail->parent]) {
            entities[--at] = trail->end;
            if (via_of(s->g, trail->arc) != NONE)
                entities[--at] = s->g->via[trail->arc];
        }
        entities[--at] = trail->end;
        entities += lengths[i];
    }
}

/* Give the arcs parallel to one, itself included, the cheapest first; so many of them are there. */
static u32 parallel_to(const Search *s, u32 arc, u32 *out, u32 room)
{
    const Graph *g = s->g;
    u32 count = 0, entity = g->source[arc];
    for (u32 i = g->out_at[entity]; i < g->out_at[entity + 1]; i++) {
        if (!parallel(g, i, arc) || !passes(s, i, g->flags[i], entity, g->target[i]))
            continue;
        u32 at = count++;
        if (count > room)
            continue;
        for (; at && cheaper(g, i, out[at - 1]); at--)
            out[at] = out[at - 1];
        out[at] = i;
    }
    return count;
}

/* Say what one path is: of each step the arcs that are parallel, `counts` of them. Gives how many
   they are in all; where there is not room for so many, nothing in `arcs` is of use. */
u32 ms_path(const Search *s, u32 number, Path *path, u32 *counts, u32 *arcs, u32 room)
{
    u32 steps[MAX_LENGTH], total = 0;
    const Trail *trail = &s->trails[s->found.items[number]];
    *path = (Path){trail->cost, trail->shape, trail->steps, trail->length, trail->sign,
                   trail->structural};
    arcs_of(s, s->found.items[number], steps);
    for (u32 i = 0; i < trail->length; i++) {
        counts[i] = parallel_to(s, steps[i], arcs + (total < room ? total : 0), total < room ? room - total : 0);
        total += counts[i];
    }
    return total;
}
