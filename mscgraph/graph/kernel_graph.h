/* The graph and the question as the kernel takes them, what a search keeps, and which arcs it walks. */

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

enum { STRUCTURAL = 1, LAST_STEP = 2, SIGN_ANY = 4, HYPOTHESIS = 8, TO_PRODUCT = 16, SHORTENED = 64 };
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
    const u32 *sources, *targets, *must, *avoid, *through_avoided; /* the last are claims */
    u32 n_sources, n_targets, n_must, n_avoid, n_through_avoided;
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
    s->filtered = q->kinds || q->predicates || q->min_belief > 0 || q->n_avoid || q->sign ||
                  q->effect || s->g->mediated;
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

/* Whether a number is in a list that is in order. */
static int among(const u32 *list, u32 count, u32 number)
{
    while (count > 1) {
        u32 half = count / 2;
        if (list[half] <= number)
            list += half, count -= half;
        else
            count = half;
    }
    return count && *list == number;
}

static int fits(const Search *s, u32 arc, u32 source, u32 target)
{
    const Graph *g = s->g;
    u32 via = via_of(g, arc);
    if (via != NONE && ((s->mark[via] & VAGUE) || !has_place(s, via)))
        return 0;
    if (!has_place(s, target) || (s->mark[source] & AVOID))
        return 0;
    if (among(s->q.through_avoided, s->q.n_through_avoided, g->record[arc]))
        return 0;
    if ((s->q.sign || s->q.effect) && g->sign[arc] == UNKNOWN)
        return 0; /* what comes after it has no sign either */
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
