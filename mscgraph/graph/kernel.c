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

#include "kernel_graph.h"

#include "kernel_distances.h"

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
           !((g->flags[one] ^ g->flags[other]) & (STRUCTURAL | SHORTENED));
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
