/* How far it is to a target and from a source: from both ends until these meet, within a cap. */

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
        if (s->ahead.state[entity] != KNOWN || known(s, entity))
            continue;
        if (near->state[entity] == SEEN)
            queue_up(s, near, entity);
        if (s->mark[entity] & TARGET)
            continue;
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
